// A configuration in; out, the filter by which a bundler asks our `transform` for few modules, in its own native code where it has that.
import { isNegated } from "../../transformer/config/globs.js";
import type { Config } from "../../transformer/model/config-file.js";
import { MAY_HOLD_SITE } from "../../transformer/select/may-rewrite.js";
import { MODULE_ID } from "../module-id.js";

/** As Rollup 4.38, Rolldown and Vite 6.3 read it; older ones call the hook for every module. */
export interface TransformFilter {
  readonly id: RegExp;
  readonly code?: RegExp;
}

/** By names alone: for a configuration that is unknown, or may change while a watch mode goes on. */
export const BY_NAME: TransformFilter = { id: MODULE_ID };

/** A glob selects files that have no word of ours in them; without one, the text decides. */
export function filterOf({ include, rules }: Config): TransformFilter {
  const globs = [...include, ...rules.flatMap(({ files = [], trace }) => (trace === false ? [] : files))];
  return globs.every(isNegated) ? { id: MODULE_ID, code: MAY_HOLD_SITE } : BY_NAME;
}
