// `npm run bench`: installs the peers, measures, prints the verdicts and writes docs/benchmarks.md.
import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { verdictsOf } from "./bars.js";
import { measureCalls, RUNS } from "./calls.js";
import type { Memory } from "./measure-memory.js";
import type { Pressure } from "./measure-pressure.js";
import { buildProgram, installPeers, type PeerName } from "./prepare.js";
import { writeReport } from "./report.js";
import { askProgram } from "./run-peer.js";

const { values } = parseArgs({
  options: {
    node: { type: "string", default: process.execPath },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "0.3" },
    docs: { type: "boolean", default: false },
  },
});
const { node } = values;

installPeers();
const rounds = await measureCalls(
  RUNS,
  { rounds: Number(values.rounds), seconds: Number(values.seconds), node },
  (text) => console.error(text),
);
const memory: Record<string, Memory> = {};
for (const peer of ["plain", "uno-trace", "opentelemetry"] as const) memory[peer] = await memoryOf(peer);
const pressure = await pressureOf();
console.table(verdictsOf(rounds));
console.log({ memory, pressure });
if (values.docs) {
  const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
  writeReport({ node: version, rounds, memory, pressure });
}

async function memoryOf(peer: PeerName): Promise<Memory> {
  const text = `import { setUp } from "./peers/${peer}.js"; import { answerMemory } from "./measure-memory.js"; await answerMemory(setUp);`;
  const program = await buildProgram(`${peer}-memory.mjs`, text, peer === "uno-trace");
  return askProgram<Memory>(program, ["recorded"], {
    node,
    flags: ["--expose-gc", "--max-semi-space-size=512", "--min-semi-space-size=512"],
  });
}

async function pressureOf(): Promise<Pressure> {
  const text = `import { answerPressure } from "./measure-pressure.js"; await answerPressure();`;
  const program = await buildProgram("pressure.mjs", text, true);
  return askProgram<Pressure>(program, [], { node, flags: ["--expose-gc"] });
}
