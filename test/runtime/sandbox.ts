// The runtime in a context of its own: what the context has in, that copy of the runtime and a way to run programs out.
import { createRequire } from "node:module";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { buildSync } from "esbuild";
import type * as Runtime from "../../runtime/index.js";

const bundle = buildSync({
  entryPoints: [join(import.meta.dirname, "../../runtime/index.ts")],
  bundle: true,
  platform: "node",
  format: "cjs",
  supported: { "dynamic-import": false },
  write: false,
}).outputFiles[0]?.text as string;

export type Require = (name: string) => unknown;
export const nodeRequire: Require = createRequire(import.meta.url);

export interface Sandbox {
  readonly runtime: typeof Runtime;
  /** Evaluates a program in the sandbox. */
  run<T = (...values: object[]) => void>(code: string): T;
}

/**
 * A copy of the runtime in a `node:vm` context of its own.
 * @param globals all that the context has beside the language
 * @param before a program that runs in it before the runtime is loaded
 */
export function sandbox(
  globals: Record<string, unknown>,
  { require = nodeRequire, before = "" }: { readonly require?: Require; readonly before?: string } = {},
): Sandbox {
  const context = createContext(globals);
  runInContext(before, context);
  const load = runInContext(`(function (require, module, exports) {${bundle}\n})`, context) as (
    ...values: unknown[]
  ) => void;
  const module = { exports: {} };
  load(require, module, module.exports);
  const runtime = module.exports as typeof Runtime;
  return {
    runtime,
    run: (code) => {
      const body = runInContext(`(function (runtime) { return ${code}; })`, context) as (r: object) => never;
      return body(runtime);
    },
  };
}
