// `npm run bench:view`: what the viewer takes and how fast it answers, beside the bars; `--docs` writes docs/view.md's section.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { type Figure, ingest, search, sender, start } from "./figures.js";

const PAGE = "docs/view.md";
const HEADING = "## What it takes";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "start,search,sender,ingest" },
    minutes: { type: "string", default: "0.5" },
    rate: { type: "string", default: "5000" },
    spans: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "20" },
    docs: { type: "boolean", default: false },
  },
});

const [rounds, minutes] = [Number(values.rounds), Number(values.minutes)];
const PARTS: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  start: () => start(Math.min(rounds, 7)),
  search: () => search(Number(values.spans), rounds),
  sender: () => sender(Math.min(rounds, 7), Math.min(20, minutes * 60)),
  ingest: () => ingest(minutes, Number(values.rate)),
};

function sectionOf(figures: readonly Figure[]): string {
  const rows = figures.map(
    ({ what, figure, bar, isMet }) => `| ${what} | ${figure} | ${bar}${isMet ? "" : " (not met)"} |`,
  );
  const machine = `Node ${process.versions.node}, ${cpus().length} cores`;
  return [
    HEADING,
    "",
    `Written by \`npm run bench:view -- --docs\` (${machine}); absolute times are those of the machine at that hour.`,
    "",
    "| what | figure | bar |",
    "| --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function writePage(section: string): void {
  const page = readFileSync(PAGE, "utf8");
  const from = page.indexOf(`${HEADING}\n`);
  const to = from === -1 ? -1 : page.indexOf("\n## ", from + 1);
  const before = from === -1 ? `${page}\n` : page.slice(0, from);
  writeFileSync(PAGE, before + section + (to === -1 ? "" : page.slice(to)));
}

const figures: Figure[] = [];
for (const name of values.only.split(",")) {
  const part = PARTS[name];
  if (part === undefined) throw new Error(`there is no part "${name}": ${Object.keys(PARTS).join(", ")}`);
  figures.push(...(await part()));
}
console.table(figures);
if (values.docs) writePage(sectionOf(figures));
if (figures.some(({ isMet }) => !isMet)) process.exitCode = 1;
