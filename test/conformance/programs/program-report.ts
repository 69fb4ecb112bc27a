// What the comparison of whole programs found in; text, JSON, and the table of docs/conformance.md out.
import { rowsOfSection, writeSection } from "../document.js";
import type { Compared } from "./comparison.js";

/** Prints the results, for people or as JSON. */
export function printPrograms(results: readonly Compared[], json: boolean): void {
  if (json) {
    console.log(JSON.stringify(results, null, 2));
    return;
  }
  for (const { name, format, emitter, node, runs, spans, differences } of results) {
    const found = differences.length === 0 ? "as untraced" : `${differences.length} differences`;
    console.log(`${name} ${format} (${emitter}, Node ${node}): ${runs} runs, ${spans} spans, ${found}`);
    for (const each of differences) console.log(`  ${each}`);
  }
}

const SECTION = "Whole programs";
const COLUMNS = ["program", "what it is", "modules", "emitter", "Node", "runs", "spans", "differences"];
const MODULES: Readonly<Record<string, string>> = { cjs: "CommonJS", esm: "ES modules" };

/** Puts the runs into the table of docs/conformance.md, in place of earlier ones of the same emitter and Node. */
export function writePrograms(results: readonly Compared[]): void {
  const rows = new Map(rowsOfSection(SECTION).map((cells) => [keyOf(cells), cells]));
  for (const { name, about, format, emitter, node, runs, spans, differences } of results) {
    const counts = [runs, spans, differences.length].map(String);
    const cells = [name, about, MODULES[format] ?? format, emitter, node, ...counts];
    rows.set(keyOf(cells), cells);
  }
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cells]) => cells);
  writeSection(SECTION, { columns: COLUMNS, rows: sorted });
}

function keyOf([name, , modules, emitter, node]: readonly string[]): string {
  return [name, modules, emitter, node].join(" ");
}
