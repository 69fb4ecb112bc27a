// A tree in; every call that wraps a function in a span out.
import type { Finding } from "./finding.js";
import type { Origins } from "./origin.js";
import type { Tree } from "./tree.js";

/** Reads every such call of a file. */
export function findWrappers(_tree: Tree, _origins: Origins): readonly Finding[] {
  return [];
}
