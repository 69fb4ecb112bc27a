// Keeps one of Node's queued ticks, whose hidden class `process.nextTick` of the whole process is fast with.

import { executionAsyncResource } from "node:async_hooks";
import { process } from "./node.js";

let kept: object | undefined;

/**
 * Keeps the object that Node makes for a `process.nextTick`, once. Its literal has computed keys; V8 remembers the
 * hidden classes of such a literal weakly, and takes the slow path for good when a full collection happens to find no
 * tick alive (`Runtime_DefineKeyedOwnPropertyInLiteral` of V8's runtime-object.cc). What a set-up allocates can bring
 * that collection about: a microsecond a request of an HTTP server, which has a dozen ticks in each.
 */
export function keepTickShape(): void {
  if (kept !== undefined) return;
  kept = {};
  process.nextTick(() => {
    kept = executionAsyncResource();
  });
}
