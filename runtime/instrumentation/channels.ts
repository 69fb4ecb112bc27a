// Node's diagnostics channels: a channel and a listener in, at most one listener of this library on each channel of a process.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { runInThisContext } from "node:vm";

/** What a channel publishes to; `message` is what Node or the library says. */
export type ChannelListener = (message: never) => void;

/** Puts a listener in the place of the one before it, whoever's that was; returns what takes it away again. */
type Occupy = (
  on: typeof subscribe,
  off: typeof unsubscribe,
  channel: string,
  listener: (message: unknown) => void,
) => () => void;

// Jest loads this library anew for each test file, and a process may hold two copies of it: two listeners would make two
// spans of a request, and write a header twice. So the place is kept in Node's first context, the last one has it, and a
// weak reference lets go of a test file that never shut down.
const OCCUPY = `(() => {
  const key = Symbol.for("uno-trace.channels");
  const places = (globalThis[key] ??= new Map());
  return (on, off, channel, listener) => {
    const taken = places.get(channel);
    if (taken !== undefined) off(channel, taken);
    const held = new WeakRef(listener);
    const listening = (message) => held.deref()?.(message);
    places.set(channel, listening);
    on(channel, listening);
    return () => {
      off(channel, listening);
      if (places.get(channel) === listening) places.delete(channel);
    };
  };
})()`;

let occupy: Occupy | undefined;

/** Nobody else holds them. */
const listeners = new Set<(message: unknown) => void>();

/** Listens to a channel in the place of any other copy of this library; returns what ends it. */
export function listen(channel: string, listener: ChannelListener): () => void {
  occupy ??= runInThisContext(OCCUPY) as Occupy;
  const held = listener as (message: unknown) => void;
  listeners.add(held);
  const leave = occupy(subscribe, unsubscribe, channel, held);
  return () => {
    listeners.delete(held);
    leave();
  };
}

/** What ends several things at once. */
export function all(ends: readonly (() => void)[]): () => void {
  return () => {
    for (const end of ends) end();
  };
}
