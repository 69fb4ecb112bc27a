// Figures of builds in, docs/build-time.md out: one section for each release line of Node, the others stay as they are.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { table } from "../report.js";
import { BASES } from "./bases.js";
import type { Row } from "./rows.js";

/** What was measured of one row in one base. */
export interface Figure {
  readonly base: string;
  readonly row: Row;
  /** Median of the rounds' ratios. */
  readonly ratio: number;
  readonly ms: number;
  readonly besideMs: number;
  /** Memory above the one beside; NaN for commands. */
  readonly megabytes: number;
}

const PAGE = "docs/build-time.md";
const HEAD = `# What tracing costs a build

Written by \`npm run bench:build -- --docs\`; do not edit. Each build runs in a process of its own, in turns with the one that it is compared with. *Cold*: nothing was [kept from an earlier build](esbuild.md#what-is-kept-between-builds). Memory is that of the Node process.
`;

/** Writes the section of one Node release line. */
export function writeBuildTime(node: string, rounds: number, figures: readonly Figure[]): void {
  const title = `## Node ${node.replace(/^v?(\d+).*/, "$1")}`;
  const old = existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "";
  const kept = old
    .split(/^(?=## Node )/m)
    .slice(1)
    .filter((section) => !section.startsWith(`${title}\n`));
  const sections = [...kept, `${title}\n\n${sectionOf(node, rounds, figures)}`].sort();
  writeFileSync(PAGE, `${HEAD}\n${sections.map((section) => section.trimEnd()).join("\n\n")}\n`);
}

function sectionOf(node: string, rounds: number, figures: readonly Figure[]): string {
  const about = `${node}, ${cpus()[0]?.model.trim() ?? "unknown processor"}, medians of ${rounds} rounds.`;
  const tables = BASES.flatMap((base) => {
    const own = figures.filter((figure) => figure.base === base.name);
    return own.length > 0 ? [`${base.about}:\n\n${table(COLUMNS, own.map(cellsOf))}`] : [];
  });
  return [about, ...tables].join("\n\n");
}

const COLUMNS = ["build", "s", "times", "of", "at most", "memory above, MB"];

function cellsOf({ row, ratio, ms, megabytes }: Figure): string[] {
  const { bar, memoryBar, besideAbout } = row;
  const limits = [
    ...(bar === undefined ? [] : [`${bar}`]),
    ...(memoryBar === undefined ? [] : [`${memoryBar} MB`]),
  ];
  const memory = Number.isNaN(megabytes) ? "" : megabytes.toFixed(0);
  return [row.about, (ms / 1000).toFixed(1), ratio.toFixed(2), besideAbout, limits.join(), memory];
}
