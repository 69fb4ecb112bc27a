// The fuzzer: a fixed sample finds no difference, and every construct occurs.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSample } from "../../harness/sample.js";
import type { FuzzReport } from "./fuzz.js";
import { fuzz } from "./fuzz-run.js";
import { programs, writeProgram } from "./programs.js";
import { TABLES } from "./tables.js";

// What is counted beside the names of the tables.
const VARIANTS = [
  "await",
  "yield",
  "thenable",
  "spawn",
  "returned promise",
  "restParameter",
  "expression body",
  "arrow",
  "functionExpression",
  "useStrict",
  "strict",
  "sloppy",
  "var",
  "baseClass",
  "derivedClass",
  "derivedConstructor",
  "constructor",
  "computedKey",
  "labelledBreak",
  "labelledContinue",
  ...["sync", "promise", "async", "generator", "asyncGenerator"].flatMap((c) => [
    `function ${c}`,
    `call ${c}`,
  ]),
  ...["next", "throw", "return", "await next", "await throw", "await return"],
  ...["method", "getter", "setter", "field"].flatMap((kind) => [
    ...["", "static ", "private ", "static private "].map((modifier) => modifier + kind),
    `object ${kind}`,
  ]),
  "staticBlock",
  "ES2015",
  "ES2017",
];

// Processes of their own, side by side.
describe.concurrent("the fuzzer", () => {
  it("finds no difference in a fixed sample", async () => {
    const { difference, program } = (await fuzz(
      "--runs",
      isSample ? "8" : "60",
      "--seed",
      "1",
    )) as FuzzReport;
    expect({ difference, program }).toEqual({});
  });

  it("writes every construct", () => {
    const counts = new Map<string, number>();
    for (const tree of fc.sample(programs, { numRuns: isSample ? 250 : 1000, seed: 1 })) {
      for (const name of writeProgram(tree).counts.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const { function: _, member: __, ...tables } = TABLES;
    const names = [...Object.values(tables).flatMap((table) => Object.keys(table)), ...VARIANTS];
    expect(names.filter((name) => (counts.get(name) ?? 0) < (isSample ? 1 : 5))).toEqual([]);
  });
});
