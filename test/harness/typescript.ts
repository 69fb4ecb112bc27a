// The name of a TypeScript in, the compiler out: required, as an import of CommonJS reads its nine megabytes twice more for their names.
import { createRequire } from "node:module";
import type * as typescript from "typescript";

const require = createRequire(import.meta.url);

/** Any version of TypeScript, by the types of 6. */
export type TS = typeof typescript;

/** TypeScript 6, or `typescript5`, or that of a folder; it is read when first asked for. */
export const loadTypeScript = (name = "typescript"): TS => require(name) as TS;
