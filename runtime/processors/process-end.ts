// The end of the process: flushes what registered here before exit and on SIGTERM and SIGINT.
import { untraced } from "../context.js";
import { reportError } from "../faults.js";
import { state } from "../state.js";

const SIGNALS = ["SIGTERM", "SIGINT"] as const;
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
  let ending = false;
  const onBeforeExit = (): void => void flushAll();
  const onSignal = (signal: NodeJS.Signals): void => {
    // A second signal, or a program that handles signals itself: the exit is not ours to delay or to cause.
    const isOurs = process.listenerCount(signal) === 1;
    if (ending && isOurs) raise(signal);
    ending = true;
    void within(flushAll(), SIGNAL_PATIENCE).then(() => {
      ending = false;
      if (isOurs) raise(signal);
    });
  };
  const raise = (signal: NodeJS.Signals): void => {
    process.removeListener(signal, onSignal);
    process.kill(process.pid, signal);
  };
  process.on("beforeExit", onBeforeExit);
  for (const signal of SIGNALS) process.on(signal, onSignal);
  state.stopListening = () => {
    process.removeListener("beforeExit", onBeforeExit);
    for (const signal of SIGNALS) process.removeListener(signal, onSignal);
  };
}

async function flushAll(): Promise<void> {
  await untraced(async () => {
    await Promise.all([...state.flushers].map(flushOne));
  });
}

async function flushOne(flush: Flush): Promise<void> {
  try {
    await flush();
  } catch (error) {
    reportError("spans could not be flushed", error);
  }
}

/** Waits for a promise, at most the given milliseconds. */
async function within(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
}
