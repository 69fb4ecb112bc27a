// What became of the functions of each file in; out, the manifest on disk, merged by file with what was there.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { toPosix } from "../../transformer/config/globs.js";
import { unwritableManifest } from "../../transformer/diagnostics/build.js";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import type { Config } from "../../transformer/model/config-file.js";
import type { FunctionInfo } from "../../transformer/model/function-info.js";
import { replaceFile } from "../rewriting/replace-file.js";
import { type ManifestPart, manifestOf, partOf, readManifest, textOf } from "./manifest.js";

/**
 * The manifest of a host. Incremental builds hand only some files over, and several builds may write to one: what was
 * there stays, except of files that came by or are gone.
 */
export class ManifestFile {
  readonly #path: string;
  readonly #folder: string;
  /** By path in the manifest; `undefined` for a file in which nothing is traced any more. */
  readonly #parts = new Map<string, ManifestPart | undefined>();
  /** What was there at first: the build may empty its folder. */
  readonly #before: string | undefined;

  /**
   * @param path absolute
   * @param folder absolute, of the host: whose package counts where the manifest lies in none
   */
  constructor(path: string, folder: string) {
    this.#path = path;
    this.#folder = packageAround(dirname(path)) ?? packageFolderOf(folder);
    this.#before = contentOf(path);
  }

  /** Takes what became of a file's functions. */
  note(path: string, functions: readonly FunctionInfo[], config: Config): void {
    const part = partOf(this.#folder, path, functions, config);
    this.#parts.set(this.#nameOf(path), part);
  }

  /** Takes a file that came by and holds nothing to trace. */
  forget(path: string): void {
    this.#parts.set(this.#nameOf(path), undefined);
  }

  /** Writes the manifest, unless it says the same already; returns what went wrong. */
  write(): readonly Diagnostic[] {
    return replaced(this.#path, (content) => [...this.#kept(content ?? this.#before), ...this.#own()]);
  }

  #own(): readonly ManifestPart[] {
    const isThere = (file: string): boolean => existsSync(resolve(this.#folder, file));
    return [...this.#parts].flatMap(([file, part]) => (part !== undefined && isThere(file) ? part : []));
  }

  /** Of a text that is no manifest nothing is kept, and nothing is lost: it is not written over. */
  #kept(content: string | undefined): readonly ManifestPart[] {
    if (content === undefined) return [];
    const { sites, skipped } = readManifest(content);
    const stays = new Map<string, boolean>();
    const isKept = ({ file }: { readonly file: string }): boolean => {
      const known = stays.get(file) ?? (!this.#parts.has(file) && existsSync(resolve(this.#folder, file)));
      stays.set(file, known);
      return known;
    };
    return [{ sites: sites.filter(isKept), skipped: skipped.filter(isKept) }];
  }

  #nameOf(path: string): string {
    return toPosix(relative(this.#folder, path));
  }
}

/** Writes a manifest in the place of another; returns what went wrong. */
export function replaceManifest(path: string, parts: readonly ManifestPart[]): readonly Diagnostic[] {
  return replaced(path, (content) => {
    if (content !== undefined) readManifest(content);
    return parts;
  });
}

function replaced(
  path: string,
  partsOn: (content: string | undefined) => readonly ManifestPart[],
): readonly Diagnostic[] {
  try {
    const content = contentOf(path);
    const text = textOf(manifestOf(partsOn(content === "" ? undefined : content)));
    if (text === content) return [];
    mkdirSync(dirname(path), { recursive: true });
    replaceFile(path, text);
    return [];
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    return [unwritableManifest(path, code ?? `it is ${message}`)];
  }
}

/** The nearest folder upward with a package.json; without one, the folder itself. */
export function packageFolderOf(folder: string): string {
  return packageAround(folder) ?? folder;
}

function packageAround(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, "package.json"))) return at;
    if (at === dirname(at)) return undefined;
  }
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
