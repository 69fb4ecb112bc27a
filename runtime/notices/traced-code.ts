// Called as the first file with traced code is loaded: what the process knows of it, and says of it, from then on.
import { state } from "../state/state.js";
import { hintWhereNobodyTraces } from "./untraced-hint.js";

let isNoted = false;

/** Whether it was noted in this copy, without a look at the common state, which Jest takes away behind a test file. */
export function isNotedHere(): boolean {
  return isNoted;
}

/**
 * Notes that traced code was loaded. Generated code imports a module of its own that calls this, so it costs nothing
 * for each call and nothing for each file; what an older release built imports `uno-trace/runtime`, as people do.
 */
export function noteTracedCode(): void {
  isNoted = true;
  if (state.tracedCode === true) return;
  state.tracedCode = true;
  try {
    hintWhereNobodyTraces();
  } catch {
    // No process as Node has it.
  }
}
