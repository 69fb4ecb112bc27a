// The functions of planned files in; out, the manifest: every traced function, and every one that was left out, as text.
import { relative } from "node:path";
import { toPosix } from "../../transformer/config/globs.js";
import type { Config } from "../../transformer/model/config-file.js";
import type { FunctionInfo } from "../../transformer/model/function-info.js";
import { reasonText } from "./reason.js";

/** The version of the format, `uno-trace.manifest.schema.json`; members are only ever added to one. */
export const MANIFEST_VERSION = 1;

/** A function in a manifest. */
export interface ManifestEntry {
  /** Relative to the folder of package.json, with forward slashes. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** Span name. */
  readonly name: string;
  /** The function's own name, where a directive gives the span another. */
  readonly function?: string;
  readonly kind: FunctionInfo["kind"];
  readonly async?: true;
  readonly generator?: true;
  readonly reason: FunctionInfo["reason"];
  /** The reason in words. */
  readonly why: string;
  /** Absent where there are none. */
  readonly options?: FunctionInfo["options"];
}

/** What a manifest holds, by file, line and column. */
export interface Manifest {
  readonly version: number;
  /** The functions that are traced. */
  readonly sites: readonly ManifestEntry[];
  /** Those that a directive, a glob or a rule speaks of, and that are not traced all the same. */
  readonly skipped: readonly ManifestEntry[];
}

/** What a manifest says of one file. */
export type ManifestPart = Omit<Manifest, "version">;

/**
 * What a manifest says of a file.
 * @param folder absolute, of the package
 */
export function partOf(
  folder: string,
  path: string,
  functions: readonly FunctionInfo[],
  config: Config,
): ManifestPart {
  const file = toPosix(relative(folder, path));
  const entries = (chosen: readonly FunctionInfo[]) =>
    chosen.map((info): ManifestEntry => entryOf(file, info, config));
  return {
    sites: entries(functions.filter(({ traced }) => traced)),
    skipped: entries(functions.filter(isSkipped)),
  };
}

/** A function of which nobody has said anything is none that was left out, nor is a scope. */
function isSkipped({ traced, scope, reason }: FunctionInfo): boolean {
  return !traced && !scope && reason.kind !== "not-selected";
}

function entryOf(file: string, info: FunctionInfo, config: Config): ManifestEntry {
  const { line, column, name, ownName, kind, async, generator, reason, options } = info;
  return {
    file,
    line,
    column,
    name,
    ...(ownName === name ? {} : { function: ownName }),
    kind,
    ...(async ? { async } : {}),
    ...(generator ? { generator } : {}),
    reason,
    why: reasonText(info, config),
    ...(Object.keys(options).length > 0 ? { options } : {}),
  };
}

/** The parts as one manifest, in an order that follows from what is in it. */
export function manifestOf(parts: readonly ManifestPart[]): Manifest {
  return {
    version: MANIFEST_VERSION,
    sites: parts.flatMap(({ sites }) => sites).sort(byPlace),
    skipped: parts.flatMap(({ skipped }) => skipped).sort(byPlace),
  };
}

function byPlace(a: ManifestEntry, b: ManifestEntry): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column || (a.name < b.name ? -1 : 1);
}

/** A manifest as text, a line for each function, so that its own history can be read. */
export function textOf({ version, sites, skipped }: Manifest): string {
  const list = (entries: readonly ManifestEntry[]) =>
    entries.length === 0
      ? "[]"
      : `[\n${entries.map((each) => `    ${JSON.stringify(each)}`).join(",\n")}\n  ]`;
  return `{\n  "version": ${version},\n  "sites": ${list(sites)},\n  "skipped": ${list(skipped)}\n}\n`;
}

/**
 * Reads a manifest.
 * @throws Error for what is none, or one of another version; the message goes on after "is"
 */
export function readManifest(text: string): Manifest {
  const value = jsonOf(text) as Partial<Manifest> | null | undefined;
  if (typeof value?.version !== "number" || !Array.isArray(value.sites) || !Array.isArray(value.skipped))
    throw new Error("no manifest of uno-trace");
  if (value.version !== MANIFEST_VERSION)
    throw new Error(`a manifest of version ${value.version}, and this release reads ${MANIFEST_VERSION}`);
  if (![...value.sites, ...value.skipped].every(isEntry)) throw new Error("no manifest of uno-trace");
  return value as Manifest;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is ManifestEntry {
  const { file, name, line, column } = (value ?? {}) as Partial<ManifestEntry>;
  return [typeof file, typeof name, typeof line, typeof column].join() === "string,string,number,number";
}
