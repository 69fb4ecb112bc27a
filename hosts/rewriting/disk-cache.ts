// What a file was made of in, by a key; out again in later builds and other processes: one file for each key.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { ownVersion } from "../../install/own-version.js";
import { replaceFile } from "./replace-file.js";
import { revivedMap } from "./revived-map.js";
import type { Rewritten } from "./rewrite.js";

/** Milliseconds after which what nobody asked for is removed. */
const KEPT = 14 * 24 * 3_600_000;

/** Milliseconds by which the time of last use may be late: it is not written at each one. */
const USE_STEP = 24 * 3_600_000;

const KEY_RE = /^[0-9a-f]{40}$/;

/** The first line of an entry: code and map stand behind it, here are their lengths in UTF-16 units. */
interface Head extends Omit<Rewritten, "code" | "map"> {
  readonly code?: number | undefined;
  readonly map?: number | undefined;
}

/** A program that was built anew makes other entries, whatever its version. */
const MAKER = `${ownVersion()} ${statSync(new URL(import.meta.url)).mtimeMs}`;

/** A key for all that a result follows from. */
export function cacheKey(...parts: readonly string[]): string {
  const hash = createHash("sha1").update(MAKER);
  for (const part of parts) hash.update(`\0${part.length}\0`).update(part);
  return hash.digest("hex");
}

/**
 * The folder for a project: where other tools keep theirs. `undefined` without a `node_modules` of its own.
 * @param root absolute, of the project
 */
export function cacheFolderOf(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) {
      const modules = join(folder, "node_modules");
      return existsSync(modules) ? join(modules, ".cache", "uno-trace") : undefined;
    }
    if (folder === dirname(folder)) return undefined;
  }
}

/** Results in one folder. What cannot be read or written is as if it had never been there. */
export class DiskCache {
  readonly #folder: string;
  #state: "new" | "ready" | "broken" = "new";

  /** @param folder absolute; it is made with the first entry */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What was made under a key. */
  get(key: string): Rewritten | undefined {
    const path = join(this.#folder, key);
    try {
      const rewritten = decoded(readFileSync(path, "utf8"));
      if (rewritten) touch(path);
      return rewritten;
    } catch {
      return undefined;
    }
  }

  /**
   * Keeps what was made, if there is nothing to be said about it: messages are made where they are printed.
   * @returns whether it is kept
   */
  set(key: string, rewritten: Rewritten): boolean {
    const entry = this.#state === "broken" ? undefined : encoded(rewritten);
    if (entry === undefined) return false;
    try {
      if (this.#state === "new") this.#prepare();
      replaceFile(join(this.#folder, key), entry);
      return true;
    } catch {
      this.#state = "broken";
      return false;
    }
  }

  #prepare(): void {
    mkdirSync(this.#folder, { recursive: true });
    this.#state = "ready";
    const oldest = Date.now() - KEPT;
    for (const name of readdirSync(this.#folder)) {
      const path = join(this.#folder, name);
      if (KEY_RE.test(name.slice(0, 40)) && statSync(path).mtimeMs < oldest) rmSync(path, { force: true });
    }
  }
}

function touch(path: string): void {
  const now = Date.now();
  if (now - statSync(path).mtimeMs > USE_STEP) utimesSync(path, now / 1000, now / 1000);
}

function encoded({ code, map, ...rest }: Rewritten): string | undefined {
  if (rest.diagnostics.length > 0 || rest.isUnreadable) return undefined;
  const mapText = map?.toString();
  const head: Head = { ...rest, code: code?.length, map: mapText?.length };
  const entry = `${JSON.stringify(head)}\n${code ?? ""}${mapText ?? ""}`;
  // Half a character does not survive in a file.
  return /\p{Surrogate}/u.test(entry) ? undefined : entry;
}

function decoded(entry: string): Rewritten | undefined {
  const start = entry.indexOf("\n") + 1;
  const { code, map, ...rest } = JSON.parse(entry.slice(0, start)) as Head;
  const end = start + (code ?? 0);
  if (entry.length !== end + (map ?? 0)) return undefined;
  return {
    ...rest,
    ...(code === undefined ? {} : { code: entry.slice(start, end) }),
    ...(map === undefined ? {} : { map: revivedMap(JSON.parse(entry.slice(end))) }),
  };
}
