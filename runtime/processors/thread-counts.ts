// Where a processor counts spans: what a worker thread had not sent when it was terminated is said by whoever started it.
import * as threads from "node:worker_threads";
import { announce, attempt } from "../ground/faults.js";
import { process } from "../ground/node.js";
import { testRunner } from "../notices/test-workers.js";
import {
  cellsOf,
  countedIn,
  freeSlot,
  newSharedCounts,
  takenSlots,
  takeSlot,
} from "../state/shared-counts.js";
import { state } from "../state/state.js";
import { onExit } from "./process-exit.js";

/** By this a worker thread finds the memory. The number is the version of its layout. */
const KEY = "uno-trace.shared-counts.1";

/** Numbers of one processor's spans: in a slot that other threads can read, or where nobody looks. */
export interface ThreadCounts {
  /** How many ended, and of how many the outcome is known. */
  readonly cells: Float64Array;
  /** Gives the slot back; nobody writes to `cells` after that. */
  release(): void;
}

/** Of a processor whose spans nobody counts from outside. */
export const UNSHARED: ThreadCounts = { cells: new Float64Array(2), release() {} };

/** Of a new processor. */
export function newThreadCounts(): ThreadCounts {
  return attempt("spans of worker threads are not counted", findSlot) ?? UNSHARED;
}

function findSlot(): ThreadCounts | undefined {
  // Test runners terminate their workers, and the memory would keep the context of a test file alive.
  if (testRunner() !== undefined) return undefined;
  state.sharedCounts ??= findMemory();
  const { memory, isInherited } = state.sharedCounts;
  if (!isInherited || threads.isMainThread) return undefined;
  const slot = takeSlot(memory, threads.threadId);
  if (slot === undefined) return undefined;
  return { cells: cellsOf(memory, slot), release: () => freeSlot(memory, slot) };
}

/** The memory of the thread that started this one, or what this one hands to all that it starts. */
function findMemory(): { memory: SharedArrayBuffer; isInherited: boolean } {
  const inherited = threads.getEnvironmentData(KEY) as unknown as SharedArrayBuffer | undefined;
  const memory = inherited ?? newSharedCounts();
  if (inherited === undefined) threads.setEnvironmentData(KEY, memory as unknown as threads.Serializable);
  watchWorkers(memory, inherited === undefined);
  return { memory, isInherited: inherited !== undefined };
}

// It goes on behind the end of a set-up: workers have theirs.
function watchWorkers(memory: SharedArrayBuffer, isRoot: boolean): void {
  let isFirst = true;
  process.on("worker", (worker) => {
    const { threadId } = worker;
    whenGone(worker, () => buryThread(memory, threadId));
    if (isRoot && isFirst) onExit("say", () => sayLost(memory, takenSlots(memory), LEFT));
    isFirst = false;
  });
}

/** Bun 1.4 hands the web's `Worker` to this event as well, which is an EventTarget. */
function whenGone(worker: threads.Worker | EventTarget, action: () => void): void {
  if ("once" in worker) worker.once("exit", action);
  else worker.addEventListener("close", action);
}

function buryThread(memory: SharedArrayBuffer, thread: number): void {
  const slots = takenSlots(memory, thread);
  sayLost(memory, slots, `by worker thread ${thread} when it was terminated`);
  for (const slot of slots) freeSlot(memory, slot);
}

const LEFT = "by worker threads when the process ended";

function sayLost(memory: SharedArrayBuffer, slots: readonly number[], when: string): void {
  const { ended, open } = countedIn(memory, slots);
  const mend = "wait for `getTracer().forceFlush()` there before that";
  if (open > 0) announce(`spans not exported: ${open} of ${ended} (${open} not sent ${when}: ${mend})`);
}
