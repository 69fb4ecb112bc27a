// `npm run bench:loader`: start-up of a program of 1,000 modules, with every function traced, over the same by tsx or Node alone.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { moduleText } from "../modules.js";

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

const folder = mkdtempSync(join(tmpdir(), "uno-trace-start-up-"));

function write(name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Both packages as npm installs them: a loader leaves copies in node_modules alone. */
function install(): void {
  const modules = join(folder, "node_modules");
  for (const [name, from] of Object.entries({ "uno-trace": ".", "uno-trace-build": "packages/build" })) {
    for (const part of ["dist", "package.json"])
      cpSync(join(from, part), join(modules, name, part), { recursive: true });
  }
  const others = readdirSync("node_modules").filter((name) => !/^(?:\.|uno-trace|tsx$)/.test(name));
  for (const name of others) symlinkSync(resolve("node_modules", name), join(modules, name));
  symlinkSync(resolve("test/loader/node_modules/tsx"), join(modules, "tsx"));
}

function makeProgram(): void {
  const names = Array.from({ length: count }, (_, index) => `m${index}`);
  const main = names.map((name, index) => `import { step0 as s${index} } from "./${name}.ts";`).join("\n");
  write("package.json", JSON.stringify({ name: "start-up", version: "1.0.0", type: "module" }));
  write("uno-trace.json", JSON.stringify({ include: ["src/**"], monitoring: { exporter: "none" } }));
  write("src/main.ts", `${main}\nif (s0([1]) > 5) throw new Error();\n`);
  for (const [index, name] of names.entries()) write(`src/${name}.ts`, moduleText(index));
  install();
}

makeProgram();
const bare = values.with === "tsx" ? ["--import", "tsx"] : [];
const loaded = ["--import", "uno-trace/loader", ...bare];

/** Milliseconds of a process; tsx keeps what it compiled in `TMPDIR`, so a new folder is a cold start. */
function timed(args: readonly string[], temporary: string): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(values.node, [...args, "src/main.ts"], {
    cwd: folder,
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
    const temporary = (name: string) => {
      const made = kind === "cold" ? `tmp/${name}${round}` : `tmp/${name}`;
      write(`${made}/empty`, "");
      return join(folder, made);
    };
    return { bare: timed(bare, temporary("bare")), loaded: timed(loaded, temporary("loaded")) };
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
  rmSync(folder, { recursive: true, force: true });
}
