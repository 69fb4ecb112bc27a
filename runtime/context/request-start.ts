// The start of a request at Node's servers in; out comes a context without the span in which the server was started.
import { subscribe } from "node:diagnostics_channel";
import { reportError } from "../ground/faults.js";
import { REMOTE, SUPPRESSED } from "../ground/flags.js";
import { state } from "../state/state.js";
import { carrierOf, spanOf } from "./nodes.js";

// Node runs a server's listeners in the context in which `listen` was called. Where a traced function did that, each
// request for the life of the process would be work of that function: of one trace without end, or of none at all if it
// was not sampled. Both channels are published before the listeners are called, within the same context.
const CHANNELS: readonly string[] = ["http.server.request.start", "http2.server.stream.created"];

let isWatching = false;

/** From now on a request begins outside of any span; once for each copy of this library. */
export function watchRequests(): void {
  if (isWatching) return;
  isWatching = true;
  for (const name of CHANNELS) subscribe(name, beginAnew);
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
