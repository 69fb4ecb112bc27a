// Every message about the surroundings of the build: UNO3014 and on, one function for each.
import { type Diagnostic, error, type Place } from "./diagnostic.js";

/** The transformer is listed for a compiler that runs no transformers. */
export function nativeCompiler(place: Place, version: string): Diagnostic {
  const text = `TypeScript ${version} runs no transformers, so this plugin traces nothing`;
  const help =
    "Build with typescript@6.0.3 (7 can stay beside it: npm i -D typescript7@npm:typescript@7), or use uno-trace/esbuild-plugin.";
  return error("UNO3014", place, text, help);
}

/** A file that the set-up would edit is not what it should be. */
export function uneditableFile(place: Place, name: string, why: string): Diagnostic {
  const help = "Mend this place and run `uno-trace init` again; nothing has been written.";
  return error("UNO3015", place, `${name} cannot be edited: ${why}`, help);
}
