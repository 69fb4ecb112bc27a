// `npm run bench:build`: what tracing costs a build; prints ratios and, with --docs, writes docs/build-time.md.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { middle } from "../bars.js";
import { BASES, type Base, type Selected, writeBase } from "./bases.js";
import { type Figure, writeBuildTime } from "./report.js";
import { ROWS, type Row } from "./rows.js";
import { runBuild, type Taken } from "./run.js";

const { values } = parseArgs({
  options: {
    node: { type: "string", default: process.execPath },
    rounds: { type: "string", default: "5" },
    bases: { type: "string", default: BASES.map(({ name }) => name).join() },
    only: { type: "string", default: "" },
    docs: { type: "boolean", default: false },
  },
});
const temporary = mkdtempSync(join(tmpdir(), "uno-trace-build-"));

/** Each row in each round: the build, then the one beside it. */
function measure(base: Base, row: Row, folderOf: (selected: Selected) => string): Figure {
  const taken = (build: Row["build"]) => runBuild(values.node, base, build, folderOf(build.selected));
  // What an earlier build kept has to be there.
  if (!row.build.isCold) taken(row.build);
  const rounds = Array.from(
    { length: Number(values.rounds) },
    () => [taken(row.build), taken(row.beside)] as const,
  );
  return {
    ...{ base: base.name, row, ratio: middle(rounds.map(([own, other]) => own.ms / other.ms)) },
    ...{
      ms: millisecondsOf(rounds.map(([own]) => own)),
      besideMs: millisecondsOf(rounds.map(([, other]) => other)),
    },
    megabytes: middle(rounds.map(([own, other]) => (own.kilobytes - other.kilobytes) / 1024)),
  };
}

function millisecondsOf(taken: readonly Taken[]): number {
  return middle(taken.map(({ ms }) => ms));
}

function measureBase(base: Base, isFirst: boolean): Figure[] {
  const folders = new Map<Selected, string>();
  const folderOf = (selected: Selected) => {
    const known = folders.get(selected) ?? writeBase(base, selected, temporary);
    folders.set(selected, known);
    return known;
  };
  const rows = ROWS.filter(
    ({ about, isForFirst }) => about.includes(values.only) && (isFirst || !isForFirst),
  );
  return rows.map((row) => {
    const figure = measure(base, row, folderOf);
    console.error(`${base.name}: ${row.about}: ${figure.ratio.toFixed(2)} x ${row.besideAbout}`);
    return figure;
  });
}

try {
  const chosen = BASES.filter(({ name }) => values.bases.split(",").includes(name));
  const figures = chosen.flatMap((base) => measureBase(base, base === BASES[0]));
  const version = execFileSync(values.node, ["--version"], { encoding: "utf8" }).trim();
  console.table(
    figures.map(({ base, row, ratio, ms, megabytes }) => ({
      base,
      row: row.about,
      beside: row.besideAbout,
      ms: Math.round(ms),
      ratio: ratio.toFixed(2),
      bar: row.bar,
      MB: Math.round(megabytes),
    })),
  );
  if (values.docs) writeBuildTime(version, Number(values.rounds), figures);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
