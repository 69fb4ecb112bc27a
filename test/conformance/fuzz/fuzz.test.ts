// The fuzzer: a fixed sample and a random one find no difference, every construct occurs, every deliberate fault is found.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FuzzReport } from "./fuzz.js";
import { programs, writeProgram } from "./programs.js";
import { TABLES } from "./tables.js";

const ROOT = join(import.meta.dirname, "../../..");
const LIMIT_MS = 240_000;

// In a process of its own: programs leave rejections unhandled.
async function run(...args: string[]): Promise<unknown> {
  const command = ["scripts/run-ts.mjs", "test/conformance/main.ts", "--fuzz", "--json", ...args];
  const options = { cwd: ROOT, maxBuffer: 2 ** 26 };
  const { stdout } = await promisify(execFile)(process.execPath, command, options).catch(
    (failed: { stdout: string }) => failed,
  );
  return JSON.parse(stdout);
}

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

// One with which each fault is met soon: those of moved bodies alone may take some thousand programs.
const SEED_OF_FAULTS = "10";

// Processes of their own, side by side.
describe.concurrent("the fuzzer", () => {
  it(
    "finds no difference in a fixed sample",
    async () => {
      const { difference, program } = (await run("--runs", "60", "--seed", "1")) as FuzzReport;
      expect({ difference, program }).toEqual({});
    },
    LIMIT_MS,
  );

  it(
    "writes every construct",
    () => {
      const counts = new Map<string, number>();
      for (const tree of fc.sample(programs, { numRuns: 1000, seed: 1 })) {
        for (const name of writeProgram(tree).counts.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      const { function: _, member: __, ...tables } = TABLES;
      const names = [...Object.values(tables).flatMap((table) => Object.keys(table)), ...VARIANTS];
      expect(names.filter((name) => (counts.get(name) ?? 0) < 5)).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    "finds every deliberate fault",
    async () => {
      const found = (await run("--mutants", "--runs", "1000", "--seed", SEED_OF_FAULTS)) as Record<
        string,
        number
      >;
      expect(Object.keys(found).length).toBeGreaterThan(10);
      const missed = Object.entries(found).filter(([, runs]) => runs === 0);
      expect(missed).toEqual([]);
    },
    LIMIT_MS,
  );
});
