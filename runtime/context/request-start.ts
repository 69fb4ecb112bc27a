// The start of a request at Node's servers in; out comes a context without the span in which the server was started.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { runInThisContext } from "node:vm";
import { reportError } from "../ground/faults.js";
import { REMOTE, SUPPRESSED } from "../ground/flags.js";
import { state } from "../state/state.js";
import { carrierOf, spanOf } from "./nodes.js";

// Node runs a server's listeners in the context in which `listen` was called. Where a traced function did that, each
// request for the life of the process would be work of that function: of one trace without end, or of none at all if it
// was not sampled. Both channels are published before the listeners are called, within the same context.
const CHANNELS: readonly string[] = ["http.server.request.start", "http2.server.stream.created"];

/** Subscribes a function to a channel for as long as somebody else keeps it. */
type SubscribeWeakly = (
  on: typeof subscribe,
  off: typeof unsubscribe,
  channel: string,
  listener: () => void,
) => void;

// Channels belong to Node, and keep what listens for ever. Jest loads this library anew in a context for each test file:
// one function of it would keep that context with all that the file has loaded, megabytes each. So what listens is made
// in Node's first context, and knows nothing of the other.
const SUBSCRIBE_WEAKLY = `(on, off, channel, listener) => {
  const held = new WeakRef(listener);
  const listening = () => held.deref()?.();
  listening.registry = new FinalizationRegistry(() => off(channel, listening));
  listening.registry.register(listener);
  on(channel, listening);
}`;

/** From now on a request begins outside of any span; once for each process. */
export function watchRequests(): void {
  if (state.beginRequest !== undefined) return;
  state.beginRequest = beginAnew;
  const subscribeWeakly = runInThisContext(SUBSCRIBE_WEAKLY) as SubscribeWeakly;
  for (const name of CHANNELS) subscribeWeakly(subscribe, unsubscribe, name, beginAnew);
}

// Baggage stays, and so does the context of another SDK, whose business it is.
function beginAnew(): void {
  try {
    if (!state.on || state.bridge !== undefined) return;
    const node = state.storage.getStore();
    const span = spanOf(node);
    if (node === undefined || span === undefined || (node.flags & SUPPRESSED) !== 0) return;
    if ((span.flags & REMOTE) === 0) state.storage.enterWith(carrierOf(undefined, node.values));
  } catch (error) {
    reportError("a request could not begin a context of its own", error);
  }
}
