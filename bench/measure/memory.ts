// The memory process: how many bytes of heap a call takes; of a recorded span, from its start to the end of its export.
import { turnOf } from "../cases.js";
import type { SetUp, State } from "../peer.js";

const SPANS = 40_000;
/** Where a call allocates nothing, what the process does besides must not count. */
const CALLS = 4_000_000;
/** Calls in one turn of the loop: where spans are made, fewer than a batch processor's queue holds. */
const TURN = 400;

/** Bytes for each call; the collector must not run meanwhile. */
export interface Memory {
  readonly bytes: number;
  readonly collections: number;
}

/**
 * The program: makes spans in turns, so that they are exported as they come, in a new space that is too large to be
 * collected (`--max-semi-space-size`); what the heap has grown by is all that was allocated.
 */
export async function answerMemory(setUp: SetUp): Promise<void> {
  const state = process.argv[2] as State;
  const { subjects } = await setUp(state);
  const [calls, total] = state === "recorded" ? [TURN, SPANS] : [CALLS, CALLS];
  const one = { name: "", spans: 1, calls, call: () => subjects.sync(1) };
  const turns = async (count: number): Promise<void> => {
    const run = turnOf(subjects, one);
    for (let done = 0; done < count; done += calls) {
      run();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await turns(total);
  globalThis.gc?.();
  const collections = countCollections();
  const before = process.memoryUsage().heapUsed;
  await turns(total);
  const bytes = (process.memoryUsage().heapUsed - before) / total;
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
