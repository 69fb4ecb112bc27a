// A site and the options of the program in; out, the helper of TypeScript's that only its generated code would need.
import type * as TypeScript from "typescript";
import type { SiteForm } from "../../transformer/model/form.js";
import type { Site } from "../../transformer/model/site.js";

type TS = typeof TypeScript;

/** What TypeScript hands to transformers without naming it in its types. */
interface Unnamed {
  getEmitScriptTarget?(options: TypeScript.CompilerOptions): TypeScript.ScriptTarget;
}

/** What TypeScript writes the generated code of a form with for targets before one, beyond what a function has anyway. */
const LOWERED: Readonly<Record<SiteForm, { readonly by: string; readonly before: 2015 | 2018 } | undefined>> =
  {
    sync: undefined,
    async: undefined,
    movedAsync: undefined,
    generator: undefined,
    movedGenerator: { by: "__values", before: 2015 },
    asyncGenerator: { by: "__asyncDelegator", before: 2018 },
  };

/**
 * The helper that is missing. With `noEmitHelpers` the program supplies the helpers that its own code needs; a moved
 * body adds a `yield*`, which older targets write with one more. `undefined`: nothing is missing.
 * @param text of the source
 */
export function missingHelper(
  ts: TS,
  site: Site,
  text: string,
  options: TypeScript.CompilerOptions,
): string | undefined {
  return missingHelperBefore(
    site,
    text,
    options,
    (year) => targetOf(ts, options) < ts.ScriptTarget[`ES${year}`],
  );
}

/**
 * The same without a compiler at hand.
 * @param isBefore whether the target is older than that of a year
 */
export function missingHelperBefore(
  { form, body }: Site,
  text: string,
  options: { readonly noEmitHelpers?: unknown; readonly importHelpers?: unknown },
  isBefore: (year: 2015 | 2018) => boolean,
): string | undefined {
  if (!options.noEmitHelpers || options.importHelpers) return undefined;
  if (/\byield\s*\*/.test(text.slice(body.start, body.end))) return undefined;
  const lowered = LOWERED[form];
  return lowered && isBefore(lowered.before) ? lowered.by : undefined;
}

function targetOf(ts: TS, options: TypeScript.CompilerOptions): TypeScript.ScriptTarget {
  return (
    (ts as unknown as Unnamed).getEmitScriptTarget?.(options) ?? options.target ?? ts.ScriptTarget.Latest
  );
}
