// The batch processor: bounded, one export at a time, survives any exporter, flushes as the process ends.
import { spawn } from "node:child_process";
import { afterEach, describe, expect, it, vi } from "vitest";
import type {
  EncodingExporter,
  ExportResult,
  SpanEncoder,
  SpanExporter,
} from "../../runtime/model/processor.js";
import type { ReadableSpan } from "../../runtime/model/span.js";
import { BatchSpanProcessor } from "../../runtime/processors/batch.js";
import type { BatchLimits } from "../../runtime/processors/batch-limits.js";
import { bundled, run, writeScript } from "./child.js";

const span = {} as ReadableSpan;
const open: BatchSpanProcessor[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((processor) => processor.shutdown()));
});

function batcher(answer: SpanExporter["export"], limits: BatchLimits = {}): BatchSpanProcessor {
  const processor = new BatchSpanProcessor({
    exporter: { export: answer, shutdown: async () => {} },
    ...limits,
  });
  open.push(processor);
  return processor;
}

function feed(processor: BatchSpanProcessor, count: number): void {
  for (let index = 0; index < count; index++) processor.onEnd(span);
}

it("exports full batches soon, the rest after the interval", async () => {
  const sizes: number[] = [];
  const processor = batcher((spans, done) => done({ code: sizes.push(spans.length) > 0 ? 0 : 1 }), {
    maxBatchSize: 3,
    exportInterval: 300,
  });
  feed(processor, 7);
  expect(sizes).toEqual([]);
  await vi.waitFor(() => expect(sizes).toEqual([3, 3]), { interval: 5 });
  await vi.waitFor(() => expect(sizes).toEqual([3, 3, 1]));
});

it("has one export in flight, and flushes all", async () => {
  let flying = 0;
  let most = 0;
  let total = 0;
  const processor = batcher(
    (spans, done) => {
      most = Math.max(most, ++flying);
      total += spans.length;
      setTimeout(() => done({ code: flying-- > 0 ? 0 : 1 }), 2);
    },
    { maxBatchSize: 2 },
  );
  feed(processor, 9);
  await Promise.all([processor.forceFlush(), processor.forceFlush()]);
  expect([most, total, flying]).toEqual([1, 9, 0]);
});

describe("an exporter that encodes", () => {
  function encoding(encoder: () => SpanEncoder | undefined) {
    const exported: [what: unknown, count: number][] = [];
    const exporter: EncodingExporter = {
      newEncoder: encoder,
      exportEncoded: (each, count, done) => done({ code: exported.push([each.finish(), count]) > 0 ? 0 : 1 }),
      export: (spans, done) => done({ code: exported.push(["spans", spans.length]) > 0 ? 0 : 1 }),
      shutdown: async () => {},
    };
    const processor = new BatchSpanProcessor({ exporter, maxBatchSize: 100 });
    open.push(processor);
    return { processor, exported };
  }

  it("gets spans while they wait, each once, and a new batch a new encoder", async () => {
    const added: number[][] = [];
    const { processor, exported } = encoding(() => {
      const own: number[] = [];
      added.push(own);
      return {
        add: (spans) => void own.push(spans.length),
        finish: () => Uint8Array.of(own.reduce((sum, size) => sum + size, 0)),
      };
    });
    feed(processor, 31);
    await new Promise(setImmediate);
    expect(added).toEqual([[]]);
    feed(processor, 2);
    await new Promise(setImmediate);
    expect(added).toEqual([[33]]);
    feed(processor, 80);
    await processor.forceFlush();
    expect(added).toEqual([[33, 67], [13]]);
    expect(exported).toEqual([
      [Uint8Array.of(100), 100],
      [Uint8Array.of(13), 13],
    ]);
  });

  it("gets the spans themselves when it has no encoder for a batch", async () => {
    const { processor, exported } = encoding(() => undefined);
    feed(processor, 120);
    await processor.forceFlush();
    expect(exported).toEqual([
      ["spans", 100],
      ["spans", 20],
    ]);
  });

  it("may fail to encode, which is reported and counted", async () => {
    const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const add = (): void => {
      throw new Error("cannot encode");
    };
    const { processor } = encoding(() => ({ add, finish: () => new Uint8Array() }));
    feed(processor, 40);
    await new Promise(setImmediate);
    feed(processor, 1);
    await processor.forceFlush();
    const said = stderr.mock.calls.map(([text]) => String(text)).join("");
    stderr.mockRestore();
    expect(said).toMatch(/spans could not be encoded.*cannot encode/);
    expect(processor.counts).toMatchObject({ ended: 41, exported: 0, dropped: { failed: 41 } });
  });
});

it("drops what does not fit, and counts it", async () => {
  const processor = batcher((_, done) => done({ code: 0 }), { maxQueueSize: 5 });
  feed(processor, 8);
  expect(processor.droppedSpans).toBe(3);
  await processor.forceFlush();
  feed(processor, 1);
  expect(processor.droppedSpans).toBe(3);
});

describe("survives an exporter that", () => {
  const failing: [string, (done: (result: ExportResult) => void) => unknown][] = [
    [
      "throws",
      () => {
        throw new Error("thrown");
      },
    ],
    ["rejects", () => Promise.reject(new Error("rejected"))],
    ["fails", (done) => done({ code: 1, error: new Error("failed") })],
    ["never calls back", () => {}],
    [
      "calls back twice",
      (done) => {
        done({ code: 0 });
        done({ code: 0 });
      },
    ],
  ];
  it.each(failing)("%s", async (_, behave) => {
    let calls = 0;
    const answer: SpanExporter["export"] = (_spans, done) =>
      (calls++ > 0 ? done({ code: 0 }) : behave(done)) as undefined;
    const processor = batcher(answer, { exportTimeout: 10 });
    feed(processor, 1);
    const keepAlive = setTimeout(() => {}, 1000);
    await processor.forceFlush();
    feed(processor, 1);
    await processor.forceFlush();
    clearTimeout(keepAlive);
    expect(calls).toBe(2);
  });
});

it.each<[BatchLimits, string]>([
  [{ maxBatchSize: 0 }, "maxBatchSize"],
  [{ maxQueueSize: 1.5 }, "maxQueueSize"],
  [{ exportInterval: -1 }, "exportInterval"],
  [{ exportTimeout: Number.POSITIVE_INFINITY }, "exportTimeout"],
  [{ maxBatchSize: 10, maxQueueSize: 5 }, "must not exceed"],
])("refuses %j", (limits, word) => {
  expect(() => batcher(() => {}, limits)).toThrow(RangeError);
  expect(() => batcher(() => {}, limits)).toThrow(word);
});

it("refuses what is no exporter", () => {
  expect(() => new BatchSpanProcessor({ exporter: {} as never })).toThrow(TypeError);
});

describe("at the end of the process", () => {
  const head = `
    import * as rt from "./runtime.mjs";
    const exporter = {
      export(spans, done) { setTimeout(() => { console.log("exported", spans.length); done({ code: 0 }); }, 20); },
      async shutdown() {},
    };
    rt.getTracer().addProcessor(new rt.BatchSpanProcessor({ exporter, exportInterval: 60_000 }));
    rt.getTracer().withSpan("a", () => {});
  `;
  it("exports before exit, and does not keep the process alive", () => {
    const began = Date.now();
    expect(run(head)).toMatchObject({ stdout: "exported 1\n", status: 0 });
    expect(Date.now() - began).toBeLessThan(30_000);
  });

  it("flushes the exporter itself, once", () => {
    const own = `exporter.forceFlush = () => new Promise((resolve) => setTimeout(() => {
      console.log("flushed");
      resolve();
    }, 20));`;
    expect(run(`${head}${own}`)).toMatchObject({ stdout: "exported 1\nflushed\n", status: 0 });
  });

  const signalled = async (
    text: string,
    signal: NodeJS.Signals,
    before = head,
    alive = "setInterval(() => {}, 1000);",
  ): Promise<[string, number | null, string | null]> => {
    bundled();
    const child = spawn(process.execPath, [writeScript(`${before}${text}\nconsole.log("ready"); ${alive}`)]);
    let out = "";
    child.stdout.on("data", (data) => {
      out += String(data);
      if (out === "ready\n") child.kill(signal);
    });
    return new Promise((resolve) => child.on("close", (code, by) => resolve([out, code, by])));
  };

  it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("exports on %s, and dies of it", async (signal) => {
    expect(await signalled("", signal)).toEqual(["ready\nexported 1\n", null, signal]);
  });

  it("leaves the exit to a program that handles the signal", async () => {
    const own = `process.on("SIGTERM", () => setTimeout(() => process.exit(7), 100));`;
    expect(await signalled(own, "SIGTERM")).toEqual(["ready\nexported 1\n", 7, null]);
  });

  it("counts a program's `once` listener, which is gone when the next one is called", async () => {
    const own = `process.once("SIGTERM", () => setTimeout(() => process.exit(7), 100));`;
    const before = head.replace("rt.getTracer()", () => `${own} rt.getTracer()`);
    expect(await signalled("", "SIGTERM", before)).toEqual(["ready\nexported 1\n", 7, null]);
    expect(await signalled(own, "SIGTERM")).toEqual(["ready\nexported 1\n", 7, null]);
  });

  it("leaves a library alone that acts only when it is the only listener", async () => {
    const library = `process.on("SIGTERM", function only() {
      if (process.listenerCount("SIGTERM") > 1) return;
      console.log("library");
      process.exit(7);
    });`;
    expect(await signalled(library, "SIGTERM")).toEqual(["ready\nlibrary\n", 7, null]);
  });

  it("exports again at the next signal that the program survives", async () => {
    const own = `let count = 0;
      process.on("SIGTERM", () => {
        if (++count === 2) setTimeout(() => process.exit(7), 100);
        else setTimeout(() => {
          rt.getTracer().withSpan("b", () => {});
          process.kill(process.pid, "SIGTERM");
        }, 100);
      });`;
    expect(await signalled(own, "SIGTERM")).toEqual(["ready\nexported 1\nexported 1\n", 7, null]);
  });

  it("does not keep a process that closes down by itself", async () => {
    const own = `exporter.export = () => {};
      const alive = setInterval(() => {}, 1000);
      const handles = () => process.getActiveResourcesInfo().filter((name) => /Timeout|Immediate/.test(name));
      process.on("SIGTERM", () => {
        console.log(handles().length);
        clearInterval(alive);
        setImmediate(() => console.log(handles().length));
      });`;
    expect(await signalled(own, "SIGTERM", head, "")).toEqual(["ready\n1\n0\n", 0, null]);
  });

  it("dies of the signal even if the exporter never answers", async () => {
    const stuck = "exporter.export = () => {};";
    expect(await signalled(stuck, "SIGTERM")).toEqual(["ready\n", null, "SIGTERM"]);
  });
});
