// Whether V8 counts coverage of this process for a report that reads source maps, and what follows from it.
import { basename } from "node:path";

/**
 * For c8 or its like. Node's own report names its folder so, and looks a place up in the last mapping before it, on whatever
 * line (Node 24.22): it has to meet none that leads to nothing.
 */
export function isCounted(): boolean {
  const folder = process.env.NODE_V8_COVERAGE ?? "";
  return folder !== "" && !basename(folder).startsWith("node-coverage-");
}

/** Stacks lead through the maps as well: what is written for coverage has lines of its own. */
export function mapStacks(): void {
  if (isCounted()) process.setSourceMapsEnabled(true);
}
