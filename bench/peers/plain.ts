// No tracer: the same functions, built without the plugin.
import type { Peer } from "../peer.js";
import * as subjects from "../subjects.js";

export function setUp(): Peer {
  return { subjects };
}
