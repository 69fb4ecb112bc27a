// uno-trace.schema.json in, the table of `monitoring` in docs/configuration.md out; `npm run options` puts it into the page.
import { readFileSync, writeFileSync } from "node:fs";

const PAGE = "docs/configuration.md";

interface Property {
  readonly description: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Property>>;
}

/** The rows: a member with members of its own has a row for each of these. */
function rowsOf(properties: Readonly<Record<string, Property>>, prefix = ""): string[][] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const row = [`\`${prefix}${name}\``, meaningOf(property), `\`${shown(property.default)}\``];
    return [row, ...rowsOf(property.properties ?? {}, `${name}.`)];
  });
}

function meaningOf({ description }: Property): string {
  const text = description.replace(/\.$/, "");
  return text.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value).replaceAll(",", ", ");
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  const lines = rows.map(
    (row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] as number)).join(" | ")} |`,
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

/** The page with the table as the schema has it. */
export function withTable(page: string, schema: string): string {
  const { properties } = JSON.parse(schema).definitions.monitoring;
  const drawn = table([["member", "meaning", "default"], ...rowsOf(properties)]);
  return page.replace(
    /(### monitoring\n(?:(?!\n#)[\s\S])*?\n\n)(?:\|.*\n)+/,
    (_, head: string) => `${head}${drawn}\n`,
  );
}

if (process.argv[1]?.endsWith("table.mjs")) {
  writeFileSync(PAGE, withTable(readFileSync(PAGE, "utf8"), readFileSync("uno-trace.schema.json", "utf8")));
}
