// A place in the code that ran in; the place in its source out, through the source map if there is one.
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { AnyMap, originalPositionFor, type TraceMap } from "@jridgewell/trace-mapping";
import type { CallFrame } from "./profile.js";

/** A place in a source file. */
export interface SourcePlace {
  /** Absolute. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units; `undefined` where only lines are the source's: a loader has written what ran. */
  readonly column: number | undefined;
}

/** The files that ran. */
export class CodeFiles {
  readonly #maps = new Map<string, TraceMap | undefined>();
  /** Leads to the source of a call frame; `undefined` for what is no file, and for code that a bundler has added. */
  sourceOf({ url, lineNumber, columnNumber }: CallFrame): SourcePlace | undefined {
    const file = fileOf(url);
    if (file === undefined) return undefined;
    const map = this.#mapOf(file);
    if (!map) return { file, line: lineNumber + 1, column: undefined };
    const { source, line, column } = originalPositionFor(map, { line: lineNumber + 1, column: columnNumber });
    const original = source === null ? undefined : fileOf(source);
    return original === undefined || line === null ? undefined : { file: original, line, column: column + 1 };
  }

  /** Files with a source map that were written after a moment, in milliseconds since 1970: what ran was another text. */
  newerThan(moment: number): readonly string[] {
    const mapped = [...this.#maps].flatMap(([file, map]) => (map ? [file] : []));
    return mapped.filter((file) => statSync(file).mtimeMs > moment);
  }

  #mapOf(file: string): TraceMap | undefined {
    if (!this.#maps.has(file)) this.#maps.set(file, this.#readMap(file));
    return this.#maps.get(file);
  }

  #readMap(file: string): TraceMap | undefined {
    const text = textOf(file);
    if (text === undefined) return undefined;
    // The last one counts: a bundle may hold the text of others.
    const comment = text.slice(text.lastIndexOf("sourceMappingURL="));
    const address = /^sourceMappingURL=([^\s'"]+)\s*(?:\*\/)?\s*$/.exec(comment)?.[1];
    if (address === undefined) return undefined;
    try {
      const url = new URL(address, pathToFileURL(file));
      const isInline = url.protocol === "data:";
      const json = isInline ? inlined(address) : readFileSync(url, "utf8");
      return new AnyMap(json, isInline ? pathToFileURL(file).href : url.href);
    } catch {
      return undefined;
    }
  }
}

function inlined(address: string): string {
  const comma = address.indexOf(",");
  const data = address.slice(comma + 1);
  return address.slice(0, comma).endsWith(";base64")
    ? Buffer.from(data, "base64").toString("utf8")
    : decodeURIComponent(data);
}

/** ES modules have `file:` addresses, and so has what is required, but not what `vm` compiles under a path. */
function fileOf(url: string): string | undefined {
  if (/^\/|^[A-Za-z]:[\\/]/.test(url)) return url;
  if (!url.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
