// The statement that loads the runtime in; marked out, so that TypeScript puts no helper of its own around it.
import type * as TypeScript from "typescript";

type TS = typeof TypeScript;

/** What TypeScript hands to transformers without naming it in its types. */
interface Unnamed {
  readonly InternalEmitFlags?: { readonly NeverApplyImportHelper: number };
  setInternalEmitFlags?(node: TypeScript.Node, flags: number): void;
}

/** The runtime needs no `__importStar`, which `esModuleInterop` would put around its CommonJS form. */
export function loadWithoutHelper(ts: TS, statement: TypeScript.Statement): void {
  const { InternalEmitFlags, setInternalEmitFlags } = ts as unknown as Unnamed;
  if (InternalEmitFlags) setInternalEmitFlags?.(statement, InternalEmitFlags.NeverApplyImportHelper);
}
