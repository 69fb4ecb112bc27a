// Processors of the program, in a set-up of this library, as the process ends.
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { run } from "./child.js";

const SDK = createRequire(import.meta.url).resolve("@opentelemetry/sdk-trace-base");

/** A program with the batches of OpenTelemetry's SDK, whose exporter prints the names that it gets. */
const program = (rest: string): string => `
  import { createRequire } from "node:module";
  import { setupMonitoring } from "./runtime.mjs";
  const { BatchSpanProcessor } = createRequire(import.meta.url)(${JSON.stringify(SDK)});
  const exporter = {
    export(spans, done) {
      setTimeout(() => {
        console.log(spans.map(({ name }) => name).join());
        done({ code: 0 });
      }, 5);
    },
    async shutdown() {},
  };
  const { tracer } = setupMonitoring({ processors: [new BatchSpanProcessor(exporter)] });
  tracer.withSpan("first", () => {});
  ${rest}`;

it("are flushed at a natural end, and the process ends", () => {
  const { stdout, stderr, status } = run(program(""));
  expect({ stdout, stderr, status }).toEqual({ stdout: "first\n", stderr: "", status: 0 });
});

it("are flushed again if there is more by then", () => {
  const { stdout } = run(program('process.once("beforeExit", () => tracer.withSpan("second", () => {}));'));
  expect(stdout.trim().split(/[\n,]/)).toEqual(["first", "second"]);
});

it("are flushed at a signal", () => {
  const { stdout, signal } = run(
    program('process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 9000);'),
  );
  expect({ stdout, signal }).toEqual({ stdout: "first\n", signal: "SIGTERM" });
});
