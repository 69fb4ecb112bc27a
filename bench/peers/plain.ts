// No tracer: the same functions, built without the plugin. The runtime is loaded all the same, so that the calls alone
// differ: how much a process has loaded moves an `await` by some nanoseconds.
import "uno-trace/runtime";
import type { Peer } from "../peer.js";
import * as subjects from "../subjects.js";

export function setUp(): Peer {
  return { subjects };
}
