// The memory process: how many bytes of heap a recorded span takes from its start to the end of its export.

import { turnOf } from "./cases.js";
import type { SetUp } from "./peer.js";

const SPANS = 40_000;
const CALLS = 400;

/** Bytes for each span; the collector must not run meanwhile. */
export interface Memory {
  readonly bytes: number;
  readonly collections: number;
}

/**
 * The program: makes spans in turns, so that they are exported as they come, in a new space that is too large to be
 * collected (`--max-semi-space-size`); what the heap has grown by is all that was allocated.
 */
export async function answerMemory(setUp: SetUp): Promise<void> {
  const { subjects } = await setUp(process.argv[2] === "off" ? "off" : "recorded");
  const one = { name: "", spans: 1, calls: CALLS, call: () => subjects.sync(1) };
  const turns = async (count: number): Promise<void> => {
    const run = turnOf(subjects, one);
    for (let done = 0; done < count; done += CALLS) {
      run();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await turns(SPANS);
  globalThis.gc?.();
  const collections = countCollections();
  const before = process.memoryUsage().heapUsed;
  await turns(SPANS);
  const bytes = (process.memoryUsage().heapUsed - before) / SPANS;
  process.send?.({ bytes, collections: await collections() });
  process.exit(0);
}

function countCollections(): () => Promise<number> {
  let count = 0;
  const observer = new PerformanceObserver((list) => {
    count += list.getEntries().length;
  });
  observer.observe({ entryTypes: ["gc"] });
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    observer.disconnect();
    return count;
  };
}
