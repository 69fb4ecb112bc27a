// The table of faults and what `npm run test:faults` has left of figures in; docs/reliability.md out.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FAULTS } from "../../test/faults/table.js";

const PAGE = "docs/reliability.md";
const FIGURES = ".tmp/faults";

type Figures = Readonly<Record<string, number | string>>;

/** The table of the page: what may happen, what is promised, where it is tested. */
export function faultTable(): string {
  const rows = FAULTS.map(({ fault, promise, tests }) => {
    const links = tests.map((path) => `[${nameOf(path)}](../test/${path})`);
    return `| ${fault} | ${promise} | ${links.join(", ")} |`;
  });
  return ["| when | then | tested in |", "| --- | --- | --- |", ...rows].join("\n");
}

function nameOf(path: string): string {
  return path.replace(/^.*\//, "").replace(/(\.sampled|\.long)?\.test\.ts$/, "");
}

/** The page with a text between the marks of a name. */
export function withPart(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [head, rest] = page.split(begin);
  const tail = rest?.split(end)[1];
  if (head === undefined || tail === undefined) throw new Error(`${PAGE} has no ${begin} … ${end}`);
  return `${head}${begin}\n\n${text}\n\n${end}${tail}`;
}

function figureTable(figures: Figures): string {
  const rows = Object.entries(figures).map(([name, value]) => `| ${name} | ${value.toLocaleString("en")} |`);
  return [`| Node | ${process.version.slice(1)} |`, "| --- | ---: |", ...rows].join("\n");
}

if (process.argv[1]?.endsWith("page.mjs")) {
  let page = withPart(readFileSync(PAGE, "utf8"), "faults", faultTable());
  for (const file of existsSync(FIGURES) ? readdirSync(FIGURES) : []) {
    const figures: Figures = JSON.parse(readFileSync(join(FIGURES, file), "utf8"));
    page = withPart(page, file.replace(".json", ""), figureTable(figures));
  }
  writeFileSync(PAGE, page);
}
