// The conformance runner on its sample: which tests it finds in which modes, and that it notices a broken product.
import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import { describe, expect, it } from "vitest";
import { summarise } from "./report.js";
import { conformance, EMITTERS, type Emitter, results } from "./sample-run.js";
import type { TestResult } from "./worker.js";

const wholes = new Map<string, Promise<readonly TestResult[]>>();

/** The results of the whole sample, which is run once for each emitter. */
function wholeOf(emitter: Emitter): Promise<readonly TestResult[]> {
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

describe.each(EMITTERS)("the %s emitter", (emitter) => {
  const file = emitter === "text" ? "emit-text\\.ts" : "emit-ast\\.ts";
  const first = "if (plan.sites.length === 0) return";

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
