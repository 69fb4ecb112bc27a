// Where text is printed: a stream and a text in; a stream that is broken or closed disturbs nobody.

import { hasOwn, weakGet, weakSet } from "./intrinsics.js";
import { setImmediate, setTimeout } from "./node.js";

/** Where text is printed: `process.stdout`, `process.stderr`, or anything that has `write`. */
export interface OutputStream {
  /** Takes a text. */
  write(text: string): unknown;
  /** Whether it is a terminal, which shows colours. */
  readonly isTTY?: boolean;
  /** How wide the terminal is. */
  readonly columns?: number;
}

type Emitter = Pick<NodeJS.WriteStream, "write" | "on" | "removeListener" | "listenerCount">;

/** What is under way on one stream: one listener, however many writes there are. */
interface Watch {
  open: number;
  /** The error of the last write that failed; the event that follows has the very same. */
  failure: unknown;
  readonly onError: (error: unknown) => void;
}

const watches = new WeakMap<object, Watch>();

/** Milliseconds after which a write that somebody has replaced is taken as done: Jest's, for one, never calls back. */
const PATIENCE = 1000;

/** Writes a text and never throws, not later either: whoever reads stderr may have gone (EPIPE). */
export function print(stream: OutputStream, text: string): void {
  try {
    if (isEmitter(stream)) printWatched(stream, text);
    else stream.write(text);
  } catch {
    // Nowhere left to say it.
  }
}

function isEmitter(stream: object): stream is Emitter {
  const { on, removeListener } = stream as Partial<Emitter>;
  return typeof on === "function" && typeof removeListener === "function";
}

function printWatched(stream: Emitter, text: string): void {
  const watch = watchOf(stream);
  if (watch.open++ === 0) stream.on("error", watch.onError);
  let isDone = false;
  const done = (): void => {
    if (isDone) return;
    isDone = true;
    if (--watch.open === 0) stream.removeListener("error", watch.onError);
  };
  try {
    stream.write(text, (error) => {
      if (error) watch.failure = error;
      // The event comes after this call.
      setImmediate(done);
    });
    if (hasOwn(stream, "write")) setTimeout(done, PATIENCE).unref();
  } catch (error) {
    done();
    throw error;
  }
}

function watchOf(stream: Emitter): Watch {
  const known = weakGet(watches, stream);
  if (known !== undefined) return known;
  const watch: Watch = {
    open: 0,
    failure: undefined,
    onError(error) {
      // What the program itself wrote is its own affair, as if nobody listened.
      if (error !== watch.failure && stream.listenerCount("error") === 1) throw error;
    },
  };
  weakSet(watches, stream, watch);
  return watch;
}
