// A version of Node in; a Node that is at least as new out, or why there is none.
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "../newer-node");

/** Node's names of the platforms that `test/newer-node` has a Node for. */
const PLATFORMS: readonly string[] = ["linux-x64", "linux-arm64"];

/** A Node to run something with. */
export interface NewerNode {
  /** `undefined` if there is none; otherwise it is there once the packages of `test/newer-node` are. */
  readonly path: string | undefined;
  /** Why there is none. */
  readonly missing: string;
}

/** The Node of this process if it is new enough, or else the one of `test/newer-node`. */
export function findNewerNode(major: number, minor: number): NewerNode {
  const [own = 0, ownMinor = 0] = process.versions.node.split(".").map(Number);
  const platform = `${process.platform}-${process.arch}`;
  const missing = `it needs Node ${major}.${minor}, this is ${process.version}, and none is pinned for ${platform}`;
  if (own > major || (own === major && ownMinor >= minor)) return { path: process.execPath, missing };
  const pinned = join(FOLDER, `node_modules/node-${platform}/bin/node`);
  return { path: PLATFORMS.includes(platform) ? pinned : undefined, missing };
}
