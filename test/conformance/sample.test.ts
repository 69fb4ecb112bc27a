// A few tests in test262's own form, run by the conformance runner: what it finds, what it counts, what it takes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { describe, expect, it } from "vitest";
import { run } from "../toolchains/processes.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";
import { type Counts, summarise } from "./report.js";
import { runTest262, type Test262Options } from "./test262-run.js";
import type { TestResult } from "./worker.js";

const SAMPLE = join(import.meta.dirname, "sample");
// A test without flags runs in both modes; the file without a function is not among them.
const WHOLE = { files: 12, run: 17, passedRaw: 16, excused: 0 };
const SOURCE_TEXT = "test/language/source-text/to-string.js";

const emitters = ["text", "ast"] as const;

async function conformance(
  ...args: string[]
): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const program = ["scripts/run-ts.mjs", "test/conformance/main.ts", "--test262", SAMPLE];
  return run([...program, ...args], { cwd: REPOSITORY });
}

async function results(
  emitter: (typeof emitters)[number],
  { filter, shard = "1/1", plugins = [], off = false }: Partial<Omit<Test262Options, "root" | "emitter">>,
): Promise<readonly TestResult[]> {
  return (await runTest262({ root: SAMPLE, emitter, filter, shard, json: true, off, plugins })).results;
}

const wholes = new Map<string, Promise<readonly TestResult[]>>();

/** The results of the whole sample, which is run once for each emitter. */
function wholeOf(emitter: (typeof emitters)[number]): Promise<readonly TestResult[]> {
  const known = wholes.get(emitter) ?? results(emitter, {});
  wholes.set(emitter, known);
  return known;
}

const LOSES = {
  text: ["output.toString()", 'output.toString().replaceAll("return __uno.$returned", "void ")'],
  ast: ["updateReturnStatement(visited, ", "updateReturnStatement(visited, this.#f.createVoidZero() ?? "],
} as const;

/** Changes a file of the product while the workers are bundled. */
const breaking = (file: string, from: string, to: string): Plugin => ({
  name: "breaking",
  setup: ({ onLoad }) =>
    onLoad({ filter: new RegExp(`[\\\\/]transformer[\\\\/].*\\b${file}$`) }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      expect(text).toContain(from);
      return { contents: text.replace(from, to), loader: "ts" };
    }),
});

describe.each(emitters)("the %s emitter", (emitter) => {
  const file = emitter === "text" ? "emit-text\\.ts" : "emit-ast\\.ts";
  const first = "if (plan.sites.length === 0) return";

  it("passes everything but the test that reads its own text; that fails the run", async () => {
    const { status, stdout } = await conformance("--emitter", emitter, "--json");
    const { failures, ...counts } = JSON.parse(stdout) as Counts & { failures: TestResult[] };
    expect(counts).toEqual({
      ...WHOLE,
      emitter,
      node: process.version,
      traced: 14,
      passedBoth: 14,
      regressions: 2,
      crashes: 0,
    });
    expect(failures.map(({ file, mode }) => [file, mode])).toEqual([
      [SOURCE_TEXT, "sloppy"],
      [SOURCE_TEXT, "strict"],
    ]);
    expect(failures[0]?.traced).toContain("the function's text");
    expect(status).toBe(1);
  });

  it("runs each kind of test in its own modes", async () => {
    const modes = (await wholeOf(emitter)).map(
      ({ file, mode }) => `${file.slice("test/language/".length)} ${mode}`,
    );
    expect(modes.sort()).toEqual([
      "functions/async.js sloppy",
      "functions/async.js strict",
      "functions/both-modes.js sloppy",
      "functions/both-modes.js strict",
      "functions/fails-anyway.js sloppy",
      "functions/raw.js raw",
      "functions/sloppy-arguments.js sloppy",
      "functions/strict-this.js strict",
      "functions/yield-ends-line.js strict",
      "modules/imports.js module",
      "negative/early-error.js sloppy",
      "negative/early-error.js strict",
      "negative/missing-export.js module",
      "negative/throws.js sloppy",
      "negative/throws.js strict",
      "source-text/to-string.js sloppy",
      "source-text/to-string.js strict",
    ]);
  });

  it("an emitter that throws is a crash of each test", async () => {
    const plugins = [breaking(file, first, `throw new Error("broken emitter"); ${first}`)];
    const { counts, failures } = summarise(
      await results(emitter, { filter: "functions/both", plugins }),
      emitter,
      1,
    );
    expect(counts).toMatchObject({ run: 2, passedRaw: 2, regressions: 0, crashes: 2 });
    expect(failures[0]?.crash).toContain(`broken emitter`);
  });

  it("one that ends the process is a crash, and the tests behind it run all the same", async () => {
    const dying = `if (plan.sites[0]?.name === "self") process.exit(3); ${first}`;
    const found = await results(emitter, { filter: "functions/", plugins: [breaking(file, first, dying)] });
    const { counts, failures } = summarise(found, emitter, 6);
    expect(counts).toMatchObject({ passedRaw: 8, passedBoth: 7, regressions: 0, crashes: 1 });
    expect(failures).toMatchObject([
      { file: "test/language/functions/strict-this.js", crash: "the process died" },
    ]);
  });

  it("one that loses values is a regression of the test that looks at them", async () => {
    const [from, to] = LOSES[emitter];
    const loses = breaking(file, from, to);
    const found = await results(emitter, { filter: "functions/s", plugins: [loses] });
    const { counts, failures } = summarise(found, emitter, 2);
    expect(counts).toMatchObject({ run: 2, passedRaw: 2, regressions: 1, crashes: 0 });
    expect(failures[0]?.traced).toContain("undefined instead of changed");
  });
});

it("--off runs the same tests, traced, and records nothing", async () => {
  // Only what is not recorded runs the body as it is.
  const from = "open + body.toString()";
  const plugins = [breaking("plain-copy\\.ts", from, `open + "throw 'unrecorded';" + body.toString()`)];
  const failureOf = async (off: boolean) =>
    (await results("text", { filter: "yield-ends-line", off, plugins })).map(({ traced }) => traced);
  expect(await failureOf(false)).toEqual([undefined]);
  expect(await failureOf(true)).toEqual([expect.stringContaining("unrecorded")]);
  const { status, stdout } = await conformance("--off", "--filter", "functions/s|modules/");
  expect(stdout).toMatch(/emitter: text, off, .*run: 3, passedRaw: 3, traced: 3, passedBoth: 3/);
  expect(status).toBe(0);
});

it("shards are disjoint, and are the whole together", async () => {
  const names = (list: readonly TestResult[]) => list.map(({ file, mode }) => `${file} ${mode}`).sort();
  const parts: (readonly TestResult[])[] = [];
  for (const shard of ["1/3", "2/3", "3/3"]) parts.push(await results("text", { shard }));
  expect(parts.every((part) => part.length > 0)).toBe(true);
  expect(names(parts.flat())).toEqual(names(await wholeOf("text")));
});

it("--filter takes the paths that match; without failures the run succeeds, and says what it counted", async () => {
  const { status, stdout } = await conformance("--filter", "functions/s|modules/");
  expect(stdout).toContain("emitter: text");
  expect(stdout).toMatch(
    /files: 3, run: 3, passedRaw: 3, traced: 3, passedBoth: 3, excused: 0, regressions: 0, crashes: 0/,
  );
  expect(status).toBe(0);
});

it("a wrong command line ends with 2", async () => {
  expect(await conformance("--emitter", "both")).toMatchObject({ status: 2 });
});
