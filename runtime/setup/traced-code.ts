// Called as the first file with traced code is loaded: what the process knows of it from then on.
import { state } from "../state.js";

/**
 * Notes that traced code was loaded. Generated code imports a module of its own that calls this, so it costs nothing
 * for each call and nothing for each file; what an older release built imports `uno-trace/runtime`, as people do.
 */
export function noteTracedCode(): void {
  state.tracedCode = true;
}
