// A program in; the copy of TypeScript that made it out, since the Nest CLI hands none to its plugins.
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as TypeScript from "typescript";

type TS = typeof TypeScript;

/** What TypeScript exports without naming it in its types. */
interface Unnamed {
  readonly objectAllocator?: { getSourceFileConstructor(): new (...args: never) => object };
}

/**
 * Finds the copy among those that this process has loaded: the Nest CLI brings one, and ts-loader takes its own.
 * @throws Error when none of them made the program
 */
export function compilerOf(program: TypeScript.Program): TS {
  const [file] = program.getSourceFiles();
  const own = createRequire(join(process.cwd(), "package.json"));
  const loaded = Object.values(own.cache).flatMap((module) =>
    module && /[\\/]lib[\\/]typescript\.js$/.test(module.filename) ? [module.exports as TS] : [],
  );
  const found = file
    ? loaded.find((ts) => isMadeBy(ts, file))
    : loaded.find(({ version }) => version !== undefined);
  if (!found)
    throw new Error("uno-trace/nest: no TypeScript in this process made the program that is being emitted");
  return found;
}

/** Kinds of nodes are numbers that each version counts anew, so another copy will not do. */
function isMadeBy(ts: TS & Unnamed, file: TypeScript.SourceFile): boolean {
  const made = ts.objectAllocator?.getSourceFileConstructor();
  return made !== undefined && file instanceof made;
}
