// The growth process: what a span costs as a trace gets longer, deeper, or has more sites; nanoseconds for each span out.
import { alwaysOn, BatchSpanProcessor, setupMonitoring } from "uno-trace/runtime";
import { CountingExporter } from "../counting-exporter.js";
import type { Dimension } from "../growth.js";
import { nested, serve, sync } from "../subjects.js";

const SPANS = 400_000;
const TURN = 400;
const TAKES = 5;

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

let waiting = 0;

/** Lets the processor export what was made, a batch in each turn. */
async function catchUp(spans: number): Promise<void> {
  for (waiting += spans; waiting >= TURN; waiting -= TURN) await turn();
}

/**
 * The program: its arguments say what grows, to which size, and whether spans are recorded; its answer is the median of
 * five takes. `sites` are generated functions.
 */
export async function answerGrowth(sites: readonly ((n: number) => number)[]): Promise<void> {
  const [what, size, isRecorded] = process.argv.slice(2);
  const exporter = new CountingExporter(() => undefined);
  // The deepest trace ends all its spans in one turn of the loop.
  const processor = new BatchSpanProcessor({ exporter, maxQueueSize: 20_000 });
  if (isRecorded === "true")
    setupMonitoring({ serviceName: "growth", processors: [processor], sampler: alwaysOn });
  const work = { spans: longTrace, depth: deepTraces, sites: () => manySites(sites) }[what as Dimension];
  await work(Number(size));
  const figures: number[] = [];
  for (let take = 0; take < TAKES; take++) figures.push(await work(Number(size)));
  await processor.forceFlush();
  if (processor.droppedSpans > 0) throw new Error(`${processor.droppedSpans} spans were dropped`);
  process.send?.(figures.sort((a, b) => a - b)[TAKES >> 1]);
  process.exit(0);
}

async function longTrace(spans: number): Promise<number> {
  const traces = Math.max(1, Math.round(SPANS / spans));
  const begin = performance.now();
  for (let trace = 0; trace < traces; trace++) {
    await serve(async () => {
      for (let n = 0; n < spans; n++) {
        sync(n);
        if (n % TURN === TURN - 1) await catchUp(TURN);
      }
    });
    await catchUp((spans % TURN) + 1);
  }
  return ((performance.now() - begin) * 1e6) / (traces * spans);
}

async function deepTraces(depth: number): Promise<number> {
  const traces = Math.round(SPANS / depth);
  const begin = performance.now();
  for (let trace = 0; trace < traces; trace++) {
    nested(depth - 1);
    await catchUp(depth);
  }
  return ((performance.now() - begin) * 1e6) / (traces * depth);
}

async function manySites(sites: readonly ((n: number) => number)[]): Promise<number> {
  const begin = performance.now();
  await serve(async () => {
    for (let n = 0; n < SPANS; n++) {
      (sites[n % sites.length] as (n: number) => number)(n);
      if (n % TURN === TURN - 1) await catchUp(TURN);
    }
  });
  return ((performance.now() - begin) * 1e6) / SPANS;
}
