// `npm run bench`: installs the peers, measures, prints the verdicts and, with --docs, writes docs/benchmarks.md.
import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { measureCalls, RUNS } from "./calls.js";
import { measureGrowth } from "./growth.js";
import type { Memory } from "./measure/memory.js";
import type { Pressure } from "./measure/pressure.js";
import { measureServices } from "./measure/service.js";
import { ALLOCATING } from "./more-bars.js";
import type { State } from "./peer.js";
import { buildProgram, installPeers, type PeerName } from "./prepare.js";
import { type Results, verdictsIn, writeReport } from "./report.js";
import { askProgram } from "./run-peer.js";

const { values } = parseArgs({
  options: {
    node: { type: "string", default: process.execPath },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "0.3" },
    only: { type: "string", default: "calls,memory,pressure,growth,service" },
    docs: { type: "boolean", default: false },
  },
});
const { node } = values;
const effort = { rounds: Number(values.rounds), seconds: Number(values.seconds), node };
/** A second of load for each tenth of a second that a call is measured. */
const LOAD = 10;

function note(text: string): void {
  console.error(text);
}

const sections: Record<string, () => Promise<Omit<Results, "node">>> = {
  calls: async () => ({ rounds: await measureCalls(RUNS, effort, note) }),
  memory: async () => ({ memory: await memories() }),
  pressure: async () => ({ pressure: await pressureOf() }),
  growth: async () => ({ growth: await measureGrowth(node, note) }),
  service: async () => ({
    service: await measureServices({ ...effort, seconds: Math.ceil(effort.seconds * LOAD) }, note),
  }),
};

installPeers();
let results: Results = { node: execFileSync(node, ["--version"], { encoding: "utf8" }).trim() };
for (const name of values.only.split(",")) {
  const measure = sections[name];
  if (!measure) throw new Error(`--only: "${name}" is none of ${Object.keys(sections).join(", ")}`);
  results = { ...results, ...(await measure()) };
}
if (values.docs) results = writeReport(results);
console.table(verdictsIn(results));

async function memories(): Promise<Record<string, Memory>> {
  const figures: Record<string, Memory> = {};
  for (const { peer, state } of ALLOCATING) figures[`${peer} ${state}`] = await memoryOf(peer, state);
  return figures;
}

async function memoryOf(peer: PeerName, state: State): Promise<Memory> {
  const text = `import { setUp } from "./peers/${peer}.js"; import { answerMemory } from "./measure/memory.js"; await answerMemory(setUp);`;
  const program = await buildProgram(`${peer}-memory.mjs`, text, peer === "uno-trace");
  return askProgram<Memory>(program, [state], {
    node,
    flags: ["--expose-gc", "--max-semi-space-size=512", "--min-semi-space-size=512"],
  });
}

async function pressureOf(): Promise<Pressure> {
  const text = `import { answerPressure } from "./measure/pressure.js"; await answerPressure();`;
  const program = await buildProgram("pressure.mjs", text, true);
  return askProgram<Pressure>(program, [], { node, flags: ["--expose-gc"] });
}
