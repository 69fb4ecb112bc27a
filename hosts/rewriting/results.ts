// A file and how it is to be written in; what was made of the same before out, from memory or from disk.
import { relative } from "node:path";
import type { Config } from "../../transformer/model/config-file.js";
import { moduleKindOf } from "../../transformer/source/module-kind.js";
import { cacheFolderOf, cacheKey, DiskCache } from "./disk-cache.js";
import type { RewriteOptions, Rewritten } from "./rewrite.js";

/** All that a result follows from. */
export interface RewriteRequest {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly config: Config;
  readonly options: RewriteOptions;
}

interface Remembered {
  readonly text: string;
  readonly version: string;
  readonly result: Rewritten;
}

/** Where results are kept: where it is usual, in a folder (absolute), or in this process alone. */
export type CacheOption = boolean | string;

/** What the files of one host were made of. */
export class Results {
  readonly #cache: CacheOption;
  readonly #memory = new Map<string, Remembered>();
  readonly #disks = new Map<string, DiskCache | undefined>();

  constructor(cache: CacheOption) {
    this.#cache = cache;
  }

  get(request: RewriteRequest): Rewritten | undefined {
    const version = versionOf(request);
    const known = this.#memory.get(request.path);
    if (known?.text === request.text && known.version === version) return known.result;
    return this.#diskFor(request)?.get(keyOf(request, version));
  }

  keep(request: RewriteRequest, result: Rewritten): Rewritten {
    const { path, text } = request;
    const version = versionOf(request);
    const isOnDisk = this.#diskFor(request)?.set(keyOf(request, version), result) ?? false;
    if (isOnDisk) this.#memory.delete(path);
    else this.#memory.set(path, { text, version, result });
    return result;
  }

  /** A text that brings its map in a file of its own follows from that file, too. */
  #diskFor({ text, config: { root } }: RewriteRequest): DiskCache | undefined {
    if (this.#cache === false || text.includes("sourceMappingURL")) return undefined;
    if (!this.#disks.has(root)) {
      const folder = typeof this.#cache === "string" ? this.#cache : cacheFolderOf(root);
      this.#disks.set(root, folder === undefined ? undefined : new DiskCache(folder));
    }
    return this.#disks.get(root);
  }
}

/** The package counts where nothing else says how the runtime is loaded. */
function versionOf({ path, config, options }: RewriteRequest): string {
  const kind = options.moduleKind ?? moduleKindOf(path, { moduleSyntax: false });
  return `${config.version} ${kind} ${JSON.stringify(options)}`;
}

/** The same in another place of the disk has the same key. */
function keyOf({ path, text, config }: RewriteRequest, version: string): string {
  const rest = version.slice(config.version.length);
  return cacheKey(relative(config.root, path), config.text, rest, text);
}
