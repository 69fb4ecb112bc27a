// `npm run bench:loader`: start-up of a program of 1,000 modules, with every function traced, over the same by tsx or Node alone.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeInstalled } from "../../test/loader/installed-project.js";

const { values } = parseArgs({
  options: {
    node: { type: "string", default: process.execPath },
    rounds: { type: "string", default: "9" },
    modules: { type: "string", default: "1000" },
    with: { type: "string", default: "tsx" },
  },
});
const count = Number(values.modules);
const rounds = Number(values.rounds);

/** About a hundred lines, eleven functions. */
function moduleText(index: number): string {
  const functions = Array.from(
    { length: 11 },
    (_, each) => `
export function step${each}(input: readonly number[], limit: number = ${index}): number {
  let total: number = 0;
  for (const value of input) {
    if (value > limit) total += value * ${each + 1};
    else total -= value;
  }
  return total;
}`,
  );
  return `${functions.join("\n")}\n`;
}

function makeProgram() {
  const names = Array.from({ length: count }, (_, index) => `m${index}`);
  const main = names.map((name, index) => `import { step0 as s${index} } from "./${name}.ts";`).join("\n");
  const modules = Object.fromEntries(names.map((name, index) => [`src/${name}.ts`, moduleText(index)]));
  const links = { tsx: join(import.meta.dirname, "../../test/loader/node_modules/tsx") };
  return makeInstalled(
    {
      "package.json": { name: "start-up", version: "1.0.0", type: "module" },
      "uno-trace.json": { include: ["src/**"], monitoring: { exporter: "none" } },
      "src/main.ts": `${main}\nif (s0([1]) > 5) throw new Error();\n`,
      ...modules,
    },
    values.with === "tsx" ? links : {},
  );
}

const project = makeProgram();
const bare = values.with === "tsx" ? ["--import", "tsx"] : [];
const loaded = ["--import", "uno-trace/loader", ...bare];

/** Milliseconds of a process; tsx keeps what it compiled in `TMPDIR`, so a new folder is a cold start. */
function timed(args: readonly string[], temporary: string): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(values.node, [...args, "src/main.ts"], {
    cwd: project.folder,
    encoding: "utf8",
    env: { ...process.env, TMPDIR: temporary },
  });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - start;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** Medians of pairs, one after the other. */
function compare(kind: "cold" | "warm"): object {
  const pairs = Array.from({ length: rounds }, (_, round) => {
    const folder = (name: string) => {
      const made = kind === "cold" ? `tmp/${name}${round}` : `tmp/${name}`;
      project.write(`${made}/empty`, "");
      return project.path(made);
    };
    return { bare: timed(bare, folder("bare")), loaded: timed(loaded, folder("loaded")) };
  });
  const ratio = median(pairs.map((pair) => pair.loaded / pair.bare));
  const bar = kind === "cold" ? 1.5 : 1.1;
  return {
    start: kind,
    "alone, ms": Math.round(median(pairs.map((pair) => pair.bare))),
    "traced, ms": Math.round(median(pairs.map((pair) => pair.loaded))),
    ratio: Number(ratio.toFixed(2)),
    bar,
    met: ratio <= bar,
  };
}

try {
  compare("warm");
  console.table([compare("cold"), compare("warm")]);
} finally {
  project.remove();
}
