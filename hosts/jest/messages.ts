// Diagnostics in; out, warnings on stderr, and errors as Jest shows those of a transformer: in the place of the tests of that file.
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { framesOf } from "../message.js";

/** What has been said in this process, where each file of tests has a transformer of its own. */
const said = new Set<string>();

/**
 * Prints warnings, each once, and throws errors.
 * @param source the text of their file
 * @throws Error whose message has file, line and column of all of them
 */
export function judge(diagnostics: readonly Diagnostic[], source: string, folder: string): void {
  const { warnings, errors } = framesOf(diagnostics, source, folder);
  for (const frame of warnings) {
    if (!said.has(frame)) process.stderr.write(`${frame}\n`);
    said.add(frame);
  }
  if (errors.length > 0) throw failure(errors.join("\n"));
}

/** Our own frames say nothing of what is wrong. */
function failure(message: string): Error {
  const error = new Error(message);
  error.stack = "";
  return error;
}
