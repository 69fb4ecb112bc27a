// Registers our hooks in the thread that Node keeps for those of `module.register`.
import module from "node:module";
import type { Sources } from "./sources.js";

let isJoined = false;

/**
 * The only way on Node 20. On a newer one it is asked for where another loader has registered its hooks there (@swc-node/register),
 * so that the deprecation of `module.register` on Node 26 was printed before.
 */
export function joinThread({ folder }: Sources): void {
  if (isJoined) return;
  isJoined = true;
  module.register("./hooks-thread.js", { parentURL: import.meta.url, data: folder });
}
