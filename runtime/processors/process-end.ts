// The end of the process: flushes what registered here before exit and on SIGTERM, SIGINT and SIGHUP.

import { untraced } from "../context/nodes.js";
import { MAX_DELAY } from "../ground/clock.js";
import { attempt, report, reportError } from "../ground/faults.js";
import { clearInterval, clearTimeout, process, setInterval, setTimeout } from "../ground/node.js";
import { releaseAll } from "../span/slow-end.js";
import { state } from "../state/state.js";
import { isExiting, leave } from "./process-exit.js";

const SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
/** How long a signal waits for exporters, in milliseconds. */
const SIGNAL_PATIENCE = 2000;

type Flush = () => Promise<void>;

/** Calls `flush` when the process is about to end; returns what undoes it. */
export function onProcessEnd(flush: Flush): () => void {
  if (state.flushers.size === 0) listen();
  state.flushers.add(flush);
  return () => {
    state.flushers.delete(flush);
    if (state.flushers.size === 0) state.stopListening?.();
  };
}

function listen(): void {
  const onBeforeExit = (): void => void flushAll();
  const onSignal = (signal: NodeJS.Signals): void => {
    // Ours goes first: a `once` listener of the program still counts, and a library that acts only when it is the
    // only listener finds itself alone. A second signal while ours is away takes its course.
    process.removeListener(signal, onSignal);
    const isOurs = process.listenerCount(signal) === 0;
    const work = within(flushAll(), SIGNAL_PATIENCE);
    if (isOurs) raiseAfter(work, signal);
    else void work.then(() => state.stopListening === stop && process.prependListener(signal, onSignal));
  };
  const stop = (): void => {
    state.stopListening = undefined;
    process.removeListener("beforeExit", onBeforeExit);
    for (const signal of SIGNALS) process.removeListener(signal, onSignal);
  };
  process.on("beforeExit", onBeforeExit);
  for (const signal of SIGNALS) process.prependListener(signal, onSignal);
  state.stopListening = stop;
}

/** Lets the process die of a signal that nobody handles, once `work` is done or there is nothing left to wait for. */
function raiseAfter(work: Promise<void>, signal: NodeJS.Signals): void {
  const raise = (): void => {
    process.removeListener("exit", raise);
    // A signal emits no `exit`.
    if (!isExiting()) leave(false);
    process.kill(process.pid, signal);
  };
  process.once("exit", raise);
  void work.then(raise);
}

async function flushAll(): Promise<void> {
  try {
    await untraced(async () => {
      releaseQuietly();
      await Promise.all([...state.flushers].map(flushOne));
    });
  } catch (error) {
    // The program may have done away with anything by now; a rejection would be its own.
    reportError("spans could not be flushed", error);
  }
}

/** Delivers what spans with `min` hold back; for the last moments of a process. */
export function releaseQuietly(): void {
  attempt("spans could not be flushed", releaseAll);
}

async function flushOne(flush: Flush): Promise<void> {
  try {
    await flush();
  } catch (error) {
    reportError("spans could not be flushed", error);
  }
}

/** Waits for a promise, at most the given milliseconds, and says so when it was not enough. */
async function within(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      report(`the exporters did not finish within ${milliseconds} ms of a signal, spans may be lost`);
      resolve();
    }, milliseconds);
    timer.unref();
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
}

/**
 * Keeps the process alive until a promise settles. Timers of the tracer do not, and a program that waits for a flush at
 * its top level would end in the middle of it, with exit code 13.
 */
export async function holdOpen<T>(work: Promise<T>): Promise<T> {
  const hold = setInterval(() => {}, MAX_DELAY);
  try {
    return await work;
  } finally {
    clearInterval(hold);
  }
}
