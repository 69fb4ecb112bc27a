// A short run of the benchmarks without their peers: each case is measured, no span is lost, no time is judged.
import { beforeAll, expect, it } from "vitest";
import { figuresOf, verdictsOf } from "../../bench/bars.js";
import { measureCalls, type Rounds } from "../../bench/calls.js";
import { CASES } from "../../bench/cases.js";
import { measureGrowth } from "../../bench/growth.js";
import type { Memory } from "../../bench/measure/memory.js";
import { serviceVerdicts } from "../../bench/more-bars.js";
import { buildProgram, linkPackage } from "../../bench/prepare.js";
import { askProgram } from "../../bench/run-peer.js";

const RUNS = [
  { peer: "plain", state: "off" },
  { peer: "floor", state: "recorded" },
  { peer: "uno-trace", state: "off" },
  { peer: "uno-trace", state: "unsampled" },
  { peer: "uno-trace", state: "recorded" },
  { peer: "uno-trace", state: "otlp" },
] as const;
const LIMIT_MS = 240_000;
let rounds: Rounds = {};

beforeAll(async () => {
  linkPackage();
  rounds = await measureCalls(RUNS, { rounds: 1, seconds: 0.01, node: process.execPath }, () => {});
}, LIMIT_MS);

it("measures every case in every state", () => {
  for (const { peer, state } of RUNS) {
    const names = state === "recorded" || state === "otlp" ? CASES : CASES.filter(({ isRoot }) => !isRoot);
    for (const { name } of names)
      expect(
        figuresOf(rounds, `${peer} ${state}`, name)[0]?.call,
        `${peer} ${state} ${name}`,
      ).toBeGreaterThan(0);
  }
});

it("compares with every bar", () => {
  const sdk = Object.fromEntries(
    ["recorded", "unsampled", "otlp"].map((state) => [
      `opentelemetry ${state}`,
      rounds[`uno-trace ${state}`] ?? [],
    ]),
  );
  const verdicts = verdictsOf({ ...rounds, ...sdk });
  expect(verdicts).toHaveLength(16);
  expect(verdicts.filter(({ measured }) => measured.includes("NaN"))).toEqual([]);
  expect(verdicts.find(({ bar }) => bar === "at least 8 times")).toMatchObject({
    measured: "1.0 times",
    isMet: false,
  });
});

it(
  "allocates at most 400 bytes for a recorded span",
  async () => {
    const text =
      'import { setUp } from "./peers/uno-trace.js"; import { answerMemory } from "./measure/memory.js"; await answerMemory(setUp);';
    const program = await buildProgram("sample-memory.mjs", text, true);
    const { bytes, collections } = await askProgram<Memory>(program, ["recorded"], {
      node: process.execPath,
      flags: ["--expose-gc", "--max-semi-space-size=512", "--min-semi-space-size=512"],
    });
    expect(collections).toBe(0);
    expect(bytes).toBeGreaterThan(100);
    expect(bytes).toBeLessThanOrEqual(400);
  },
  LIMIT_MS,
);

it(
  "measures long, deep and many-sited traces, and loses no span",
  async () => {
    const figures = await measureGrowth(process.execPath, () => {}, {
      spans: [5000],
      depth: [2000],
      sites: [100],
    });
    expect(figures.map(({ what, size }) => `${what} ${size}`)).toEqual([
      "spans 5000",
      "depth 2000",
      "sites 100",
    ]);
    for (const { traced, plain } of figures) expect(traced).toBeGreaterThan(plain);
  },
  LIMIT_MS,
);

it("compares a service with itself untraced, round by round", () => {
  const load = (throughput: number) => ({ throughput, p99: 1, cpu: 1, spans: 0 });
  const round = (...throughputs: number[]) => throughputs.map(load);
  const slow = round(100, 99, 98, 91, 1, 1);
  const noisy = round(1000, 990, 960, 890, 1, 1);
  expect(serviceVerdicts([slow]).map(({ isMet }) => isMet)).toEqual([true, true]);
  expect(serviceVerdicts([noisy]).map(({ isMet }) => isMet)).toEqual([false, false]);
  expect(serviceVerdicts([slow, slow, noisy]).map(({ measured }) => measured)).toEqual(["98.0 %", "91.0 %"]);
});
