// Diagnostics in; out, errors as webpack and Rspack print them, which show a message and nothing of a place.
import { relative } from "node:path";
import { toPosix } from "../../transformer/config/globs.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { messageOf } from "../message.js";

/** An error for a compilation or a loader, whose words begin with its place. */
export function errorOf(diagnostic: Diagnostic, source: string, folder: string): Error {
  const { text, place, frame } = messageOf(diagnostic, source);
  const where = place && `${toPosix(relative(folder, place.file))}:${place.line}:${place.column + 1}`;
  const error = new Error(where === undefined ? text : `${where} ${text}\n${frame}`);
  error.name = "uno-trace";
  // Our own frames say nothing of what is wrong.
  error.stack = "";
  return Object.assign(error, { hideStack: true });
}
