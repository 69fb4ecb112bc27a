// Code of the user's that runs within the tracer and fails in any way: the program goes on, and one line says what failed.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { getTracer, setupMonitoring } from "../../runtime/index.js";
import type { MonitoringOptions } from "../../runtime/setup/monitoring-options.js";

let spy: ReturnType<typeof stderr>;
const stderr = () => vi.spyOn(process.stderr, "write").mockReturnValue(true);
beforeEach(() => {
  spy = stderr();
});
afterEach(() => void vi.restoreAllMocks());

const boom = (): never => {
  throw new Error("boom");
};
const never = new Promise<never>(() => {});
/** Calls what is traced from within the tracer. */
const reenter = () => getTracer().withSpan("within", () => getTracer().withSpan("deeper", () => {}));
const quiet = { forceFlush: async () => {}, shutdown: async () => {} };

/** What is set up, and the line that is printed, if any. */
const FAILING: readonly [string, MonitoringOptions, RegExp | undefined][] = [
  [
    "an exporter throws",
    { exporter: { export: boom, shutdown: async () => {} } },
    /could not be exported.*boom/,
  ],
  [
    "an exporter rejects",
    { exporter: { export: async () => Promise.reject(new Error("rejected")), shutdown: async () => {} } },
    /could not be exported.*rejected/,
  ],
  [
    "an exporter never calls back",
    { exporter: { export: () => {}, shutdown: async () => {} }, batch: { exportTimeout: 50 } },
    /no answer within 50 ms/,
  ],
  [
    "an exporter answers twice, and nonsense",
    { exporter: { export: (_, done) => [done({ code: 0 }), done(7 as never)], shutdown: async () => {} } },
    undefined,
  ],
  ["onStart throws", { processors: [{ ...quiet, onStart: boom, onEnd: () => {} }] }, /onStart.*boom/],
  ["onEnding throws", { processors: [{ ...quiet, onEnding: boom, onEnd: () => {} }] }, /onEnding.*boom/],
  ["onEnd throws", { processors: [{ ...quiet, onEnd: boom }] }, /onEnd.*boom/],
  ["onEnd re-enters", { processors: [{ ...quiet, onEnd: reenter }] }, undefined],
  [
    "forceFlush rejects",
    { processors: [{ ...quiet, onEnd: () => {}, forceFlush: async () => boom() }] },
    /boom/,
  ],
  [
    "a sampler throws",
    { exporter: "none", processors: [{ ...quiet, onEnd: () => {} }], sampler: boom },
    /sampler.*boom/,
  ],
  [
    "a sampler re-enters",
    { processors: [{ ...quiet, onEnd: () => {} }], sampler: () => reenter() === undefined },
    undefined,
  ],
  [
    "recordErrors throws",
    { processors: [{ ...quiet, onEnd: () => {} }], recordErrors: boom },
    /recordErrors.*boom/,
  ],
];

describe("the program goes on, and one line is printed, when", () => {
  it.each(FAILING)("%s", async (_, options, line) => {
    const monitoring = setupMonitoring(options);
    const program = () =>
      [1, 2, 3].map((value) =>
        getTracer().withSpan("work", () => {
          try {
            return getTracer().withSpan("fails", () => (value === 2 ? boom() : value));
          } catch (error) {
            return (error as Error).message;
          }
        }),
      );
    expect(program()).toEqual([1, "boom", 3]);
    expect(await Promise.all([getTracer().withSpan("later", async () => 4)])).toEqual([4]);
    await monitoring.forceFlush();
    await monitoring.shutdown();
    const printed = spy.mock.calls.map(([text]) => String(text)).filter((text) => !/not exported/.test(text));
    expect(printed, printed.join("")).toHaveLength(line === undefined ? 0 : 1);
    if (line !== undefined) expect(printed[0]).toMatch(line);
  });
});

it("a shutdown that never settles holds up nobody else", async () => {
  const ended: string[] = [];
  const stuck = { ...quiet, onEnd: () => {}, forceFlush: () => never };
  const other = { ...quiet, onEnd: () => {}, forceFlush: async () => void ended.push("flushed") };
  const monitoring = setupMonitoring({ processors: [stuck, other] });
  getTracer().withSpan("work", () => {});
  void monitoring.forceFlush();
  await vi.waitFor(() => expect(ended).toEqual(["flushed"]));
});
