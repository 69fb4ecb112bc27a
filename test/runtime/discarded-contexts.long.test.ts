// Contexts that a test runner makes for each file, each with a copy of the runtime: nothing of Node's keeps them afterwards.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { bundled, runBeside } from "./child.js";

const FILES = 5;

// As Jest does it: a symbol on the global object, a process of its own, and a reporter that drops what writes call back.
const CHILD = (source: string) => `
  import { channel } from "node:diagnostics_channel";
  import { EventEmitter } from "node:events";
  import { createRequire } from "node:module";
  import { setFlagsFromString } from "node:v8";
  import { createContext, runInContext, runInNewContext } from "node:vm";
  const require = createRequire(import.meta.url);
  process.stderr.write = () => true;
  const contexts = [];
  function runFile() {
    const own = Object.assign(Object.create(process), EventEmitter.prototype, { _events: {}, _eventsCount: 0 });
    const context = createContext({});
    runInContext('globalThis[Symbol.for("jest-native-now")] = Date.now', context);
    const module = { exports: {} };
    const ask = (name) => (/^(node:)?process$/.test(name) ? own : require(name));
    runInContext("(function (require, module, exports) {" + ${source} + "\\n})", context)(ask, module, module.exports);
    const { tracer } = module.exports.setupMonitoring({ batch: { exportInterval: 100 } });
    module.exports.getTracer().addProcessor(new module.exports.BatchSpanProcessor({
      exporter: new module.exports.InMemorySpanExporter(), exportInterval: 100 }));
    tracer.withSpan("a", () => {});
    contexts.push(new WeakRef(runInContext("globalThis.kept = function () {}", context)));
  }
  for (let index = 0; index < ${FILES}; index++) runFile();
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc");
  const alive = () => contexts.filter((context) => context.deref() !== undefined).length;
  const report = () => [alive(), process.stderr.listenerCount("error"), channel("http.server.request.start").hasSubscribers];
  console.log(JSON.stringify(report()));
  for (let round = 0; round < 40 && (alive() > 1 || report()[2]); round++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    gc();
  }
  console.log(JSON.stringify(report()));
`;

it("the contexts of test files can be collected", async () => {
  const source = JSON.stringify(readFileSync(join(bundled(), "runtime.cjs"), "utf8"));
  const { stdout } = await runBeside(CHILD(source));
  const [before, after] = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as [number, number, boolean]);
  expect(before).toEqual([FILES, FILES, true]);
  // V8 may keep what ran last.
  expect(after?.[0]).toBeLessThanOrEqual(1);
  expect(after?.slice(1)).toEqual([0, false]);
});
