// Handlers of platforms that freeze the process: what ended is exported by the time of their answer, within a limit.
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, expectTypeOf, it } from "vitest";
import { getTracer, setupMonitoring, withFlush } from "../../runtime/index.js";
import type { SpanExporter } from "../../runtime/model/processor.js";
import type { Monitoring } from "../../runtime/setup/monitoring.js";
import { caught } from "./recorder.js";

let exported: string[];
let wait: number;
let monitoring: Monitoring;
beforeEach(() => {
  exported = [];
  wait = 10;
  const exporter: SpanExporter = {
    export: async (spans, done) => {
      await delay(wait);
      exported.push(...spans.map(({ name }) => name));
      done({ code: 0 });
    },
    shutdown: async () => {},
  };
  monitoring = setupMonitoring({ exporter, batch: { exportInterval: 100_000 } });
});
afterEach(() => monitoring.shutdown());

const work = async (event: { id: number }, _context: object) => {
  getTracer().withSpan("inner", () => {});
  return getTracer().withSpan("work", async () => event.id * 2);
};

it("has exported what ended when it answers, and answers the same", async () => {
  const handler = withFlush(work);
  expectTypeOf(handler).toEqualTypeOf<(event: { id: number }, context: object) => Promise<number>>();
  expect(await handler({ id: 7 }, {})).toBe(14);
  expect(exported).toEqual(["inner", "work"]);
});

it("does so for what it throws, and for handlers that return no promise", async () => {
  const failing = withFlush(() => getTracer().withSpan("fails", () => Promise.reject(new Error("no"))));
  await expect(failing()).rejects.toThrow("no");
  const plain = withFlush(function (this: { base: number }, add: number) {
    return getTracer().withSpan("plain", () => this.base + add);
  });
  expect(await plain.call({ base: 1 }, 2)).toBe(3);
  expect(exported).toEqual(["fails", "plain"]);
});

it("waits no longer than its limit, and the rest goes with the next answer", async () => {
  wait = 300;
  const handler = withFlush(work, { timeout: 20 });
  expect(await handler({ id: 1 }, {})).toBe(2);
  expect(exported).toEqual([]);
  await withFlush(() => {})();
  expect(exported).toEqual(["inner", "work"]);
});

it("hands the export to waitUntil with the handler's arguments, and answers at once", async () => {
  wait = 100;
  const given: unknown[] = [];
  const waitUntil = (promise: Promise<void>, ...args: unknown[]) => void given.push(promise, ...args);
  const context = { name: "context" };
  expect(await withFlush(work, { waitUntil })({ id: 3 }, context)).toBe(6);
  expect(exported).toEqual([]);
  expect(given.slice(1)).toEqual([{ id: 3 }, context]);
  await given[0];
  expect(exported).toEqual(["inner", "work"]);
});

it("refuses what it cannot use", () => {
  expect(caught(() => withFlush("handler" as never))).toBeInstanceOf(TypeError);
  expect(caught(() => withFlush(work, { timeout: 0 }))).toMatchObject({
    message: "withFlush: `timeout` must be 1 to 2147483647 milliseconds, got 0",
  });
  expect(caught(() => withFlush(work, { waitTill: () => {} } as never))).toBeInstanceOf(TypeError);
  expect(caught(() => withFlush(work, { waitUntil: true as never }))).toBeInstanceOf(TypeError);
});
