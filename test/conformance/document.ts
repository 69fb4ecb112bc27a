// A section's table in; docs/conformance.md with that section written anew out.
import { readFileSync, writeFileSync } from "node:fs";

const DOCUMENT = "docs/conformance.md";

/** A table as text. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The cells of the rows that a section's table has now. */
export function rowsOfSection(title: string): readonly (readonly string[])[] {
  const { section } = split(readFileSync(DOCUMENT, "utf8"), title);
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map(cellsOf);
}

const cellsOf = (line: string) =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

/** Replaces the table of a section; the words around it stay. */
export function writeSection(title: string, { columns, rows }: Table): void {
  const { before, section, after } = split(readFileSync(DOCUMENT, "utf8"), title);
  const lines = [columns, columns.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  const written = section.replace(/(?:^\|.*\n)+/m, () => `${lines.join("\n")}\n`);
  writeFileSync(DOCUMENT, before + written + after);
}

function split(text: string, title: string): { before: string; section: string; after: string } {
  const begin = text.indexOf(`\n## ${title}\n`);
  if (begin === -1) throw new Error(`${DOCUMENT} has no section "${title}"`);
  const next = text.indexOf("\n## ", begin + 1);
  const end = next === -1 ? text.length : next;
  return { before: text.slice(0, begin), section: text.slice(begin, end), after: text.slice(end) };
}
