// Looks, some seconds after load and as the process ends, whether an SDK is there that traced functions do not reach.
import { report } from "../ground/faults.js";
import { process, runsInJest, setTimeout } from "../ground/node.js";
import { state } from "../state/state.js";
import { isAllowed, isFree } from "./bridge.js";
import { readRegistry } from "./foreign-api.js";
import { describeSentryAlone } from "./sentry.js";

/** Milliseconds: programs set their SDKs up as they start. */
const PATIENCE = 5000;

/** Says once what keeps traced functions from the SDK that the program has set up. */
export function reportUnbridged(): void {
  try {
    if (!state.tracedCode || !isFree() || readRegistry()?.trace !== undefined) return;
    const message = describeSentryAlone();
    if (message !== undefined && isAllowed()) report(message);
  } catch {
    // Members of others' objects that throw: nothing is known of them then.
  }
}

/** Looks later, once however many copies of this library there are; nothing of it keeps the process alive. */
export function watchForUnbridged(): void {
  // Jest takes the state away behind a file of tests, and warns of whoever reads it then (JEST-01, Jest 30).
  if (state.looksForUnbridged || runsInJest()) return;
  state.looksForUnbridged = true;
  try {
    setTimeout(reportUnbridged, PATIENCE).unref();
    process.once("exit", reportUnbridged);
  } catch {
    // A sandbox without timers or events of the process.
  }
}
