// Every message about the surroundings of the build: UNO3014 and on, one function for each.
import type { Unfitness } from "../tsc/compiler-version.js";
import { type Diagnostic, error, type Place, warning } from "./diagnostic.js";

/** The transformer is listed for a compiler that cannot run it. */
export function unfitCompiler(place: Place, version: string, { why, help }: Unfitness): Diagnostic {
  return error("UNO3014", place, `TypeScript ${version} ${why}, so this plugin traces nothing`, help);
}

/** A file that the set-up would edit is not what it should be. */
export function uneditableFile(place: Place, name: string, why: string): Diagnostic {
  const help = "Mend this place and run `uno-trace init` again; nothing has been written.";
  return error("UNO3015", place, `${name} cannot be edited: ${why}`, help);
}

/** A host builds or runs what is marked, and can trace none of it as it is set up. */
export function untracedHost(place: Place, text: string, mend: string): Diagnostic {
  return warning("UNO3016", place, text, mend);
}

/** Functions are marked in a package that nothing known builds or runs. */
export function noHost(place: Place, count: number): Diagnostic {
  const functions = count === 1 ? "1 function is" : `${count} functions are`;
  const text = `${functions} to be traced here, and no script or configuration of a build tool that uno-trace knows was found`;
  const help =
    "Run `uno-trace init`, or let the build use uno-trace/transformer (tsc by ts-patch) or uno-trace/esbuild-plugin.";
  return warning("UNO3017", place, text, help);
}
