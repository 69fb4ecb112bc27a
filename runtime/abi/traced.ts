// The process's switch, for generated code to read in place: a function that is called while tracing is off calls nothing.
import { state } from "../state/state.js";

/** Read by generated code where a function begins: whether tracing is on. It is the state itself, so there is no copy to keep right. */
export const traced: { readonly on: boolean } = state;
