// Real programs, whole: one by both emitters, and the benchmark of them once, on another one. One file, since both build in bench/.build/programs.
import { beforeAll, describe, expect, it } from "vitest";
import { costOf, failuresOf, programVerdicts } from "../../bench/programs/figures.js";
import { ALL_STATES, type Measured, measureProgram } from "../../bench/programs/measure.js";
import { PROGRAMS } from "../../bench/programs/table.js";
import { programTables } from "../../bench/programs/tables.js";
import { buildVariants } from "../../bench/programs/variants.js";
import { compareProgram } from "./programs/comparison.js";
import { buildSubjects } from "./programs/subjects.js";

const LIMIT_MS = 600_000;

it.each(["text", "ast"] as const)(
  "liquidjs writes the same, by the %s emitter",
  (emitter) => {
    const results = buildSubjects("liquidjs", emitter).map((subject) => compareProgram(subject, emitter));
    expect(results.map(({ format }) => format)).toEqual(["cjs", "esm"]);
    for (const { spans, differences } of results) {
      expect(differences).toEqual([]);
      expect(spans).toBeGreaterThan(1_000_000);
    }
  },
  LIMIT_MS,
);

describe("the benchmark, of generators", () => {
  const [yaml] = PROGRAMS.filter(({ name }) => name === "yaml");
  const measured: Measured[] = [];

  beforeAll(async () => {
    if (!yaml) throw new Error("no such program");
    buildVariants([yaml]);
    const effort = { node: process.execPath, rounds: 1, states: ALL_STATES };
    for (const format of ["cjs", "esm"] as const)
      measured.push(await measureProgram(yaml, format, effort, () => {}));
  }, LIMIT_MS);

  it("writes the same in each state, and makes a span of each call", () => {
    expect(failuresOf(measured)).toEqual([]);
    for (const { runs } of measured) {
      expect(Object.keys(runs)).toEqual(ALL_STATES);
      expect(runs.untraced?.[0]?.bytes).toBeGreaterThan(100_000);
      expect(runs.dropped?.[0]?.spans).toBeGreaterThan(1_000_000);
      // The SDK's wrappers leave generators out, of which this program has many.
      expect(runs.sdk?.[0]?.spans).toBeGreaterThan(500_000);
    }
  });

  it("has a figure for each bar and each column", () => {
    expect(programVerdicts({ measured, instrumenting: 1 })).toHaveLength(11);
    for (const each of measured) expect(costOf(each, "dropped")).toBeGreaterThan(0);
    const [wholes, calls] = programTables({ measured, instrumenting: 1 });
    for (const { head, rows } of [wholes, calls].flatMap((table) => table ?? []))
      expect(rows.map((row) => row.filter((cell) => cell !== "").length)).toEqual([head.length, head.length]);
  });
});
