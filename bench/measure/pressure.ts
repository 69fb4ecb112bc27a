// The pressure process: a million spans in a tight loop, and an exporter that takes its time.
import { alwaysOn, BatchSpanProcessor, type ReadableSpan, setupMonitoring } from "uno-trace/runtime";
import { sync } from "../subjects.js";

const SPANS = 1_000_000;
const SLOW_MS = 50;

/** What became of the spans, and of the loop. */
export interface Pressure {
  readonly exported: number;
  readonly dropped: number;
  /** Bytes of heap, after a collection, beyond those before the loop. */
  readonly retained: number;
  /** The longest time, in milliseconds, that one call took. */
  readonly longestCall: number;
}

/** The program. */
export async function answerPressure(): Promise<void> {
  let exported = 0;
  const exporter = {
    export(spans: ReadableSpan[], done: (result: { code: 0 }) => void): void {
      exported += spans.length;
      setTimeout(() => done({ code: 0 }), SLOW_MS);
    },
    shutdown: async () => {},
  };
  const processor = new BatchSpanProcessor({ exporter });
  setupMonitoring({ serviceName: "pressure", processors: [processor], sampler: alwaysOn });
  sync(0);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let longestCall = 0;
  for (let n = 0; n < SPANS; n++) {
    const begin = performance.now();
    sync(n);
    longestCall = Math.max(longestCall, performance.now() - begin);
  }
  globalThis.gc?.();
  const retained = process.memoryUsage().heapUsed - before;
  await processor.forceFlush();
  process.send?.({ exported, dropped: processor.droppedSpans, retained, longestCall });
  process.exit(0);
}
