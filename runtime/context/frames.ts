// Where Node keeps contexts in frames: a span in, its frame or its caller's current again, without a copy.
import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import type { Frame, LocalSpan } from "../model/local-span.js";
import { type ContextStorage, state } from "../state/state.js";

// Since version 24 an AsyncLocalStorage keeps its value in a frame, a map from every storage to its value that never
// changes: `enterWith` copies the current one, which costs as much as the rest of a span. Going back to a frame that was
// current before needs no copy. Node has no public way to it; the frame's class is found through a resource, proves
// itself, and is left alone if it does not.

interface Frames {
  current(): Frame | undefined;
  set(frame: Frame | undefined): void;
}

let frames: Frames | undefined;
// The storage whose frames these are: with a bridge, `state.storage` is another.
let framed: ContextStorage | undefined;
let isSought = false;

/** Finds out, once, whether frames are in reach; the storage has been entered. */
export function seekFrames(): void {
  const { storage } = state;
  if (isSought || !(storage instanceof AsyncLocalStorage)) return;
  isSought = true;
  try {
    const resource = new AsyncResource("uno-trace");
    const found = frameIn(resource, storage)?.constructor as unknown as Frames | undefined;
    // Inside of the resource, so that the proof leaves no trace in the frame of now.
    if (found === undefined || !resource.runInAsyncScope(isProven, undefined, found)) return;
    frames = found;
    framed = storage;
  } catch {
    // Whatever was found is not what it was taken for.
  }
}

function isProven(found: Frames): boolean {
  const probe = new AsyncLocalStorage<number>();
  probe.enterWith(1);
  const first = frameIn(new AsyncResource("uno-trace"), probe);
  const isCurrent = first !== undefined && found.current() === first && first.size > 0;
  probe.enterWith(2);
  const isCopied = found.current() !== first && first?.get(probe) === 1 && found.current()?.get(probe) === 2;
  found.set(first);
  const isBack = found.current() === first && probe.getStore() === 1;
  probe.disable();
  return isCurrent && isCopied && isBack;
}

/** The frame that a resource keeps: under a symbol, what knows the storage. */
function frameIn(resource: AsyncResource, storage: unknown): Frame | undefined {
  for (const key of Object.getOwnPropertySymbols(resource)) {
    const value = (resource as unknown as Record<symbol, unknown>)[key] as Partial<Frame> | undefined;
    if (typeof value?.get === "function" && value.has?.(storage) === true) return value as Frame;
  }
  return undefined;
}

/** Makes a span current; what was is in `span.previous`. */
export function goIn(span: LocalSpan): void {
  if (frames === undefined || state.storage !== framed) state.storage.enterWith(span);
  else makeFrame(frames, span, span);
}

/** Makes `outside` current again, which was when the span was gone in to. */
export function goOut(span: LocalSpan, outside: LocalSpan | undefined): void {
  const { inner, outer } = span;
  if (frames !== undefined && outer !== undefined && isBeside(outer, inner) && frames.current() === inner) {
    frames.set(outer);
    return;
  }
  span.inner = undefined;
  state.storage.enterWith(outside);
}

/** Makes `inside` current again, which was when the span was gone out of. */
export function goBackIn(span: LocalSpan, inside: LocalSpan | undefined): void {
  const { inner, outer } = span;
  if (frames === undefined || state.storage !== framed) {
    state.storage.enterWith(inside);
  } else if (inner !== undefined && isBeside(inner, outer) && frames.current() === outer) {
    frames.set(inner);
  } else {
    makeFrame(frames, span, inside);
  }
}

/** Lets go of both frames: there is no way back. */
export function forgetFrames(span: LocalSpan): void {
  span.inner = undefined;
  span.outer = undefined;
}

// Of one size: in one the tracer's value took the place of another, and no storage has been disabled since.
function isBeside(frame: Frame, other: Frame | undefined): boolean {
  return other !== undefined && frame.size === other.size && state.storage === framed;
}

function makeFrame(found: Frames, span: LocalSpan, node: LocalSpan | undefined): void {
  const { storage } = state;
  const outer = found.current();
  // What would be copied is replaced: without it, four fifths of the time are saved.
  if (outer !== undefined && outer.size === 1 && outer.has(storage)) found.set(undefined);
  try {
    storage.enterWith(node);
  } catch (error) {
    // The end of the stack.
    found.set(outer);
    throw error;
  }
  span.outer = outer;
  span.inner = found.current();
}
