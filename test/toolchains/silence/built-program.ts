// A program with one marked function; what an unpatched tsc and tspc write of it, and how it runs.
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { installed, makeProject, type TemporaryProject } from "../temporary-project.js";

/** A compiler that ignores `plugins`. */
export const TSC: string = installed("typescript/bin/tsc");
/** One that does not. */
export const TSPC: string = installed("ts-patch/bin/tspc.js");

const LINKS = { typescript: installed("typescript"), "@types": installed("@types") };

/** A source file with a directive on its third line. */
export const MARKED =
  "// two lines\n\n// @trace\nexport function total(n: number): number {\n  return n * 2;\n}\n";
/** The same without. */
export const UNMARKED: string = MARKED.replace("@trace", "trace");

/** What an untraced build of it says on stderr. */
export const UNTRACED: RegExp =
  /^uno-trace: no traced code was loaded, though src\/checkout\.ts:3 asks for it: build with `tspc` in place of `tsc`.*\n$/;
/** What a traced one prints where the function was called. */
export const CALLED: RegExp = /^trace [^\n]*\ntotal [^\n]*✓\n\n$/;

/** Sets tracing up, loads what is marked, calls it if it is told so, and ends in one of the ways to end. */
const MAIN = `import { setupMonitoring } from "uno-trace/runtime";
import { total } from "./checkout.js";
const monitoring = setupMonitoring();
const how = process.argv[2] ?? "";
if (how === "call") total(2);
if (how === "exit") process.exit(0);
if (how === "shutdown") {
  process.removeAllListeners("exit");
  await monitoring.shutdown();
}
if (how === "again") setupMonitoring({ serviceName: "other" });
if (how.startsWith("SIG")) {
  setInterval(() => {}, 1000);
  process.kill(process.pid, how as "SIGINT");
}
`;

const FILES = {
  "package.json": {
    type: "module",
    scripts: { build: "tsc -p ." },
    dependencies: { "uno-trace": "1", "uno-trace-build": "1" },
  },
  "tsconfig.json": {
    compilerOptions: {
      target: "ES2022",
      module: "NodeNext",
      rootDir: "src",
      outDir: "dist",
      // Nothing is checked, only written: that takes a fraction of the time.
      noCheck: true,
      lib: ["es5"],
      noResolve: true,
      types: [],
      plugins: [{ transform: "uno-trace/transformer" }],
    },
    include: ["src"],
  },
  "src/checkout.ts": MARKED,
  "src/main.ts": MAIN,
};

/** How a program is started. */
export interface Started {
  readonly options?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a script of a project to its end. */
export function node(
  project: TemporaryProject,
  args: readonly string[],
  { options = [], env = {} }: Started = {},
): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [...options, ...args], {
    cwd: project.folder,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "development", NO_COLOR: "1", ...env },
    timeout: 50_000,
  });
}

const outputs = new Map<string, Readonly<Record<string, string>>>();

/** The project with what a compiler writes (once for a test file), and other files. */
export function makeBuilt(
  compiler: string,
  files: Readonly<Record<string, string | object>> = {},
): TemporaryProject {
  const written = outputs.get(compiler) ?? compile(compiler);
  outputs.set(compiler, written);
  return makeProject({ ...FILES, ...written, ...files }, LINKS);
}

function compile(compiler: string): Readonly<Record<string, string>> {
  const project = makeProject(FILES, LINKS);
  const { stdout } = node(project, [compiler, "-p", "."]);
  if (stdout !== "") throw new Error(stdout);
  const names = ["dist/checkout.js", "dist/main.js"];
  const written = Object.fromEntries(names.map((name) => [name, project.read(name)]));
  project.remove();
  return written;
}
