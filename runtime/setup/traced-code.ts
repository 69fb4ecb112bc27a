// Called as the first file with traced code is loaded: what the process knows of it, and says of it, from then on.
import { state } from "../state.js";
import { hintWhereNobodyTraces } from "./untraced-hint.js";

/**
 * Notes that traced code was loaded. Generated code imports a module of its own that calls this, so it costs nothing
 * for each call and nothing for each file; what an older release built imports `uno-trace/runtime`, as people do.
 */
export function noteTracedCode(): void {
  if (state.tracedCode === true) return;
  state.tracedCode = true;
  try {
    hintWhereNobodyTraces();
  } catch {
    // No process as Node has it.
  }
}
