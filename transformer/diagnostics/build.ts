// Every message about the surroundings of the build: UNO3014 and on, one function for each.
import type { Unfitness } from "../tsc/compiler-version.js";
import { type Diagnostic, error, type Place } from "./diagnostic.js";

/** The transformer is listed for a compiler that cannot run it. */
export function unfitCompiler(place: Place, version: string, { why, help }: Unfitness): Diagnostic {
  return error("UNO3014", place, `TypeScript ${version} ${why}`, help);
}

/** A file that the set-up would edit is not what it should be. */
export function uneditableFile(place: Place, name: string, why: string): Diagnostic {
  const help = "Mend this place and run `uno-trace init` again; nothing has been written.";
  return error("UNO3015", place, `${name} cannot be edited: ${why}`, help);
}
