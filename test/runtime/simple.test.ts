// The simple processor: survives any exporter, whatever it throws, rejects with or calls back.
import { expect, it } from "vitest";
import { run } from "./child.js";

it.each([
  ["throws", "() => { throw new Error('no') }", "Error: no"],
  ["rejects", "async () => { throw new Error('late') }", "Error: late"],
  ["calls back without a result", "(spans, done) => setImmediate(done)", "the exporter gave no reason"],
  ["says that it failed", "(spans, done) => done({ code: 1, error: new Error('full') })", "Error: full"],
])("an exporter that %s is reported and disturbs nobody", (_, exporter, reason) => {
  const { stdout, stderr, status } = run(`
    import * as rt from "./runtime.mjs";
    const exporter = { export: ${exporter}, shutdown: async () => {} };
    rt.getTracer().addProcessor(new rt.SimpleSpanProcessor(exporter));
    console.log(rt.getTracer().withSpan("a", () => 42));
    process.on("exit", () => console.log("the end"));
  `);
  expect(stderr).toBe(
    `uno-trace: spans could not be exported: ${reason}\n` +
      "uno-trace: spans not exported: 1 of 1 (1 because the export failed)\n",
  );
  expect([stdout, status]).toEqual(["42\nthe end\n", 0]);
});
