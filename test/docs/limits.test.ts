// What README.md says under "What stays as it was", measured on one program, untraced and traced.
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unoTrace } from "../../esbuild-plugin/index.js";
import { run } from "../toolchains/processes.js";
import { makeProject } from "../toolchains/temporary-project.js";
import { readPage } from "./page.js";

const PROGRAM = `
import { getTracer, InMemorySpanExporter, SimpleSpanProcessor } from "uno-trace/runtime";

async function microtasks(promise: Promise<unknown>): Promise<number> {
  let count = 0, done = false;
  void promise.then(() => { done = true; });
  for (; !done; count++) await null;
  return count;
}
const framesOf = (error: Error, name: string) =>
  error.stack!.split("\\n").filter((line) => line.includes(name)).length;

const stored = Promise.resolve(1);
const find = () => stored;
class Own<T> extends Promise<T> {}
const own = Own.resolve(1);
const extended = Object.assign(Promise.resolve(1), { cancel() {} });
const handledPromise = Promise.resolve(1);

// @trace
function sync() { return find(); }
// @trace
function storedElsewhere() { return stored; }
// @trace
function subclass() { return own; }
// @trace
function withProperty() { return extended; }
// @trace
function handled() { const p = handledPromise; p.catch(() => {}); return p; }
// @trace
async function asyncFunction() { await null; return 1; }
// @trace
async function neverWaits() { return 1; }
// @trace
async function* asyncGenerator() { yield 1; }
// @trace
async function* holdsFunction() { yield (() => 1)(); }
// @trace
async function asyncThrows() { await null; throw new Error("x"); }
// @trace
function syncThrows(a: number, b = 1) { throw new Error("x"); }

async function measure() {
  const thrown = (() => { try { syncThrows(1); } catch (error) { return error; } })();
  return {
    sync: await microtasks(sync()),
    asyncFunction: await microtasks(asyncFunction()),
    neverWaits: await microtasks(neverWaits()),
    asyncGenerator: await microtasks(asyncGenerator().next()),
    holdsFunction: await microtasks(holdsFunction().next()),
    sameStored: sync() === stored,
    storedElsewhere: storedElsewhere() === stored,
    sameTwice: sync() === sync(),
    subclass: subclass() === own,
    withProperty: withProperty() === extended,
    handled: handled() === handledPromise,
    syncFrames: framesOf(thrown as Error, "syncThrows"),
    asyncFrames: framesOf(await asyncThrows().catch((error) => error), "asyncThrows"),
    shape: [syncThrows.name, syncThrows.length],
  };
}

const off = await measure();
getTracer().addProcessor(new SimpleSpanProcessor(new InMemorySpanExporter()));
// Out of a list: a function whose text the file is seen to read is left alone.
const [text] = [syncThrows].map((fn) => fn.toString());
console.log(JSON.stringify({ off, on: await measure(), text: text.includes("__uno") }));
`;

const UNTOUCHED = {
  sync: 1,
  asyncFunction: 2,
  neverWaits: 1,
  asyncGenerator: 2,
  holdsFunction: 2,
  sameStored: true,
  storedElsewhere: true,
  sameTwice: true,
  subclass: true,
  withProperty: true,
  handled: true,
  syncFrames: 1,
  asyncFrames: 1,
  shape: ["syncThrows", 1],
};

const project = makeProject({ "main.ts": PROGRAM, "package.json": { type: "module" } });
const outputs: Record<string, { off: object; on: object; text: boolean }> = {};

beforeAll(async () => {
  for (const [name, plugins] of Object.entries({ raw: [], traced: [unoTrace()] })) {
    await build({
      absWorkingDir: project.folder,
      entryPoints: ["main.ts"],
      outfile: `${name}.js`,
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      plugins,
    });
    const { stdout, stderr, status } = await run([`${name}.js`], { cwd: project.folder });
    expect(status, stderr).toBe(0);
    outputs[name] = JSON.parse(stdout);
  }
});

afterAll(() => project.remove());

test("untraced, this is what the program does", () => {
  expect(outputs.raw).toEqual({ off: UNTOUCHED, on: UNTOUCHED, text: false });
});

test("traced and off, an async generator takes a microtask more where its body is written once", () => {
  const later = { holdsFunction: 3 };
  expect(outputs.traced?.off).toEqual({ ...UNTOUCHED, ...later });
  expect(outputs.traced?.text).toBe(true);
});

test("traced and on, a native promise of a sync function is a derived one as well", () => {
  const later = { asyncGenerator: 3, holdsFunction: 3 };
  expect(outputs.traced?.on).toEqual({ ...UNTOUCHED, ...later, sync: 2, sameStored: false });
});

test("the README says so", () => {
  const page = readPage("README.md");
  expect(page).toContain("which settles alike, one microtask later, and is the same one each time");
  expect(page).toContain(
    "An async generator that is long or holds a function takes them also when tracing is off",
  );
});
