// Figures of programs in, docs/programs.md out: one section for each release line of Node, the others stay as they are.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { table, verdictTable } from "../report.js";
import { type Programs, programVerdicts } from "./figures.js";
import { programTables } from "./tables.js";

const PAGE = "docs/programs.md";
const HEAD = `# Whole programs

What it costs to trace every function of a program that computes. Written by \`npm run bench:programs -- --docs\`; do not edit. What a single call costs, and a service, is in [benchmarks.md](benchmarks.md); how to find the functions that are not worth it, in [cost.md](cost.md).

Nobody traces every function of a compiler. The tables say what it would cost, so that you can choose: a compiler makes a hundred million calls of small functions that V8 would have inlined, a service some dozens for a request. Trace what tells you something: the functions that wait, and those that a trace is read for.

Each program runs in a process of its own, in turns with the untraced one, and what it writes is compared. *Off*: nobody turns tracing on. *Nothing sampled*: tracing is on with a share of 0. *Dropped*: each span is recorded, and dropped. *Exported*: sent as OTLP to a receiver that drops it; a program that never waits sends little, since its queue is full. *The SDK*: OpenTelemetry's, the same functions but for generators, wrapped as by hand with \`startActiveSpan\`, try, catch and finally. What a run left out has no column.
`;

/** Writes the section of one Node release line. */
export function writePrograms(node: string, rounds: number, programs: Programs): void {
  const title = `## Node ${node.replace(/^v?(\d+).*/, "$1")}`;
  const old = existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "";
  const others = old.split(/^(?=## Node )/m).slice(1);
  const kept = others.filter((section) => !section.startsWith(`${title}\n`));
  const sections = [...kept, `${title}\n\n${sectionOf(node, rounds, programs)}`].sort();
  writeFileSync(PAGE, `${HEAD}\n${sections.map((section) => section.trimEnd()).join("\n\n")}\n`);
}

function sectionOf(node: string, rounds: number, programs: Programs): string {
  return [
    `${node}, ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${rounds === 1 ? "one round" : `medians of ${rounds} rounds`}.`,
    verdictTable(programVerdicts(programs)),
    ...programTables(programs).map(({ title, head, rows }) => `${title}\n\n${table(head, rows)}`),
  ].join("\n\n");
}
