// `npm run bench:programs`: real programs, every function traced; prints what that costs and, with --docs, writes docs/programs.md.
import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { failuresOf, programVerdicts } from "./figures.js";
import { ALL_STATES, type Measured, measureProgram } from "./measure.js";
import { writePrograms } from "./report.js";
import type { State } from "./run.js";
import { type Format, PROGRAMS } from "./table.js";
import { buildVariants } from "./variants.js";

const { values } = parseArgs({
  options: {
    node: { type: "string", default: process.execPath },
    rounds: { type: "string", default: "3" },
    only: { type: "string", default: PROGRAMS.map(({ name }) => name).join() },
    formats: { type: "string", default: "cjs,esm" },
    states: { type: "string", default: ALL_STATES.join() },
    docs: { type: "boolean", default: false },
  },
});
const { node } = values;

function note(text: string): void {
  console.error(text);
}

const names = values.only.split(",");
const states = values.states.split(",") as State[];
const programs = PROGRAMS.filter(({ name }) => names.includes(name));
const { seconds } = buildVariants(programs);
note(`instrumenting typescript/lib/_tsc.js: ${seconds.toFixed(2)} s of processor time`);

const measured: Measured[] = [];
for (const program of programs) {
  for (const format of values.formats.split(",") as Format[])
    measured.push(
      await measureProgram(program, format, { node, rounds: Number(values.rounds), states }, note),
    );
}
const figures = { measured, instrumenting: seconds };
if (values.docs) {
  const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
  writePrograms(version, Number(values.rounds), figures);
}
for (const failure of failuresOf(measured)) note(failure);
console.table(programVerdicts(figures));
