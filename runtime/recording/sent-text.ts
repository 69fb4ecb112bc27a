// The message of a thrown value in; a note on stderr, with the mend, where a traced function ran as text out of its file.

import { report } from "../ground/faults.js";
import { matches } from "../ground/intrinsics.js";

/** What V8 and Firefox say of a name that generated code has in its own file only, and what WebKit does. */
const MISSING = /\b__uno\w* is not defined|Can't find variable: __uno/;

/** Takes the message of each failure that is recorded or ends the process; of all others it says nothing. */
export function noteSentText(message: string): void {
  if (matches(MISSING, message))
    report(
      `"${message}": a traced function was sent elsewhere as text, to a page, a worker or vm, where the runtime is not. ` +
        "Put // @no-trace above it and build again (docs/marking.md, Functions as text).",
    );
}
