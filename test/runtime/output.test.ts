// Text on streams: whether it is coloured, and streams that are broken or closed.
import { spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { print } from "../../runtime/ground/output.js";
import { isColourful } from "../../runtime/trace-tree/paint.js";
import { bundled, writeScript } from "./child.js";

describe("a reader of stderr that has gone", () => {
  const closed = async (text: string): Promise<[string, number | null]> => {
    bundled();
    const script = `import * as rt from "./runtime.mjs";
      await new Promise((resolve) => process.stdin.once("end", resolve).resume());
      for (let index = 0; index < 20; index++) ${text}
      setTimeout(() => console.log("listeners", process.stderr.listenerCount("error")), 50);`;
    const child = spawn(process.execPath, [writeScript(script)]);
    child.stderr.destroy();
    child.stderr.once("close", () => child.stdin.end());
    let out = "";
    child.stdout.on("data", (data) => {
      out += String(data);
    });
    return new Promise((resolve) => child.on("close", (code) => resolve([out, code])));
  };
  it.each([
    ["trees", 'rt.setupMonitoring({}).tracer.withSpan("a", () => {});'],
    [
      "lines",
      `{ const p = new rt.ConsoleSpanProcessor(); rt.getTracer().addProcessor(p);
         rt.getTracer().withSpan("a", () => {}); }`,
    ],
    [
      "faults",
      `rt.getTracer().addProcessor({ onEnd() { throw 1; }, async forceFlush() {}, async shutdown() {} });
       rt.getTracer().withSpan("a", () => {});`,
    ],
  ])("does not end a program that prints %s", async (_, text) => {
    expect(await closed(text)).toEqual(["listeners 0\n", 0]);
  });

  it("still ends a program that writes there itself", async () => {
    expect(await closed('process.stderr.write("own");')).toEqual(["", 1]);
    const both = `rt.setupMonitoring().tracer.withSpan("a", () => {});
      await new Promise((resolve) => setTimeout(resolve, 5)); process.stderr.write("own");`;
    expect(await closed(`{ ${both} }`)).toEqual(["", 1]);
  });
});

it("survives streams that throw or never answer, with one listener", () => {
  const stream = Object.assign(new EventEmitter(), { write: () => true });
  for (let index = 0; index < 20; index++) print(stream, "text");
  expect(stream.listenerCount("error")).toBe(1);
  const thrower = Object.assign(new EventEmitter(), {
    write() {
      throw new Error("closed");
    },
  });
  print(thrower, "text");
  expect(thrower.listenerCount("error")).toBe(0);
});

it.each([
  [{}, true],
  [{ NO_COLOR: "1" }, false],
  [{ NO_COLOR: "1", FORCE_COLOR: "1" }, false],
  [{ NO_COLOR: "", FORCE_COLOR: "1" }, true],
  [{ FORCE_COLOR: "" }, false],
  [{ FORCE_COLOR: "0" }, false],
])("decides on colours for a terminal by %o", (variables, expected) => {
  for (const name of ["NO_COLOR", "FORCE_COLOR"] as const)
    vi.stubEnv(name, (variables as Record<string, string>)[name]);
  expect(isColourful({ write: () => {}, isTTY: true })).toBe(expected);
  vi.unstubAllEnvs();
});
