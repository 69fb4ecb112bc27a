// Reads `uno-trace.json`: a folder, a path or an object goes in, a checked configuration and its diagnostics come out.
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { unreadableConfig } from "../diagnostics/configuration.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SpanKindName } from "../model/site-options.js";
import type { FunctionKind } from "../plan.js";
import { toPosix } from "./globs.js";
import { readConfigText } from "./schema.js";

/** The name of the configuration file. */
export const CONFIG_NAME = "uno-trace.json";

/** A word of a rule's `kinds`. */
export type RuleKind = FunctionKind | "generators";

/** One entry of `rules`, as it is written. */
export interface Rule {
  /** Globs of files. @default every file, but selects none by itself */
  readonly files?: readonly string[];
  /** Patterns on span names. @default ["*"] */
  readonly functions?: readonly string[];
  /** Kinds of function that are traced. @default ["functions", "arrows", "methods", "generators"] */
  readonly kinds?: readonly RuleKind[];
  /** `false` takes the matched functions out. @default true */
  readonly trace?: boolean;
  /** Span kind. @default "internal" */
  readonly kind?: SpanKindName;
  /** Parameters to capture. @default [] */
  readonly args?: readonly string[];
  /** What to capture of the return value; `true` is the value itself. @default [] */
  readonly result?: true | string | readonly string[];
  /** Constant attributes. @default {} */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  /** Shortest span that is kept, such as `5ms`. @default "0ms" */
  readonly min?: string;
  /** Start a new trace. @default false */
  readonly root?: boolean;
  /** Share of the traces that begin in these functions that is recorded. @default that of all traces */
  readonly sampleRatio?: number;
}

/** `monitoring.batch`; times in milliseconds. */
export interface BatchSettings {
  /** Spans in one export. @default 512 */
  readonly maxBatchSize?: number;
  /** Spans kept while they wait. @default 2048 */
  readonly maxQueueSize?: number;
  /** Milliseconds between two exports. @default 5000 */
  readonly exportInterval?: number;
  /** Milliseconds after which an export is given up. @default 30000 */
  readonly exportTimeout?: number;
}

/** `monitoring`: what the runtime is told at build time. */
export interface MonitoringSettings {
  /** The resource attribute `service.name`. */
  readonly serviceName?: string;
  /** `false` turns the tracer off. @default true */
  readonly enabled?: boolean;
  /** Where finished spans go. @default "logging" */
  readonly exporter?: "logging" | "otlp" | "none";
  /** The share of new traces that is recorded. @default 1 */
  readonly sampleRatio?: number;
  /** More resource attributes. @default {} */
  readonly resource?: Readonly<Record<string, string | number | boolean>>;
  readonly batch?: BatchSettings;
  /** In which formats a context travels. @default ["tracecontext", "baggage"] */
  readonly propagators?: readonly ("tracecontext" | "baggage" | "b3" | "b3multi" | "jaeger" | "none")[];
  /** Keeps what failed or was slow, and a share of the rest. */
  readonly tail?: TailSettings;
  /** How what a function throws is recorded. @default "event" */
  readonly recordErrors?: "event" | "attributes";
}

/** `monitoring.tail`; times in milliseconds. */
export interface TailSettings {
  /** A trace that took as long is kept. @default 1000 */
  readonly slowerThan?: number;
  /** Share of the others that is kept. @default 0.1 */
  readonly sampleRatio?: number;
  /** Traces that run or wait. @default 1000 */
  readonly maxTraces?: number;
  /** Spans that wait. @default 10000 */
  readonly maxSpans?: number;
  /** Milliseconds after which a trace is judged. @default 30000 */
  readonly maxWait?: number;
}

/** The content of `uno-trace.json`. */
export interface ConfigFile {
  readonly $schema?: string;
  /** Files whose named functions are all traced. @default [] */
  readonly include?: readonly string[];
  /** Files that neither `include` nor a rule may touch. @default [] */
  readonly exclude?: readonly string[];
  /** @default [] */
  readonly rules?: readonly Rule[];
  readonly monitoring?: MonitoringSettings;
}

/** A configuration that has been checked; nothing in it can be malformed any more. */
export interface Config {
  /** Absolute folder that the globs are relative to, with POSIX separators. */
  readonly root: string;
  /** Absolute path of the file, if there is one. */
  readonly path?: string;
  /** The JSON text that the offsets of diagnostics belong to; empty without a configuration. */
  readonly text: string;
  /** Changes whenever the content or the root changes. */
  readonly version: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly rules: readonly Rule[];
  readonly monitoring?: MonitoringSettings;
}

/** Where a configuration comes from: this file, this object, or the nearest file from this folder upward. */
export type ConfigSource =
  | { readonly path: string }
  | { readonly object: unknown; readonly root: string }
  | { readonly root: string };

/** A configuration with all that is wrong with it; with an error in it only directives count. */
export interface LoadedConfig {
  readonly config: Config;
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the nearest `uno-trace.json` from a folder upward. */
export function findConfig(fromDir: string): string | undefined {
  const folder = resolve(fromDir);
  const candidate = join(folder, CONFIG_NAME);
  if (statSync(candidate, { throwIfNoEntry: false })?.isFile()) return candidate;
  const parent = dirname(folder);
  return parent === folder ? undefined : findConfig(parent);
}

/** Loads and checks a configuration; never throws on what a user may have written. */
export function loadConfig(source: ConfigSource): LoadedConfig {
  if ("object" in source) return loadText(jsonOf(source.object), source.root);
  if ("path" in source) return loadFile(resolve(source.path));
  const found = findConfig(source.root);
  return found ? loadFile(found) : { config: configOf({}, "", resolve(source.root)), diagnostics: [] };
}

function loadFile(path: string): LoadedConfig {
  try {
    // Offsets count from behind a byte order mark, as those of the planner do.
    return loadText(readFileSync(path, "utf8").replace(/^\uFEFF/, ""), dirname(path), path);
  } catch (cause) {
    // A missing or unreadable file must not stop a host that traces by directives as well.
    const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
    const diagnostics = [unreadableConfig({ file: path, start: 0, end: 0 }, basename(path), why)];
    return { config: configOf({}, "", dirname(path), path), diagnostics };
  }
}

function loadText(text: string, root: string, path?: string): LoadedConfig {
  const { value, diagnostics } = readConfigText(text, path ?? resolve(root));
  // An inline object has no text a reader could look at, so its diagnostics point at the project folder.
  const placed = path ? diagnostics : diagnostics.map((found) => ({ ...found, start: 0, end: 0 }));
  return { config: configOf(value ?? {}, text, resolve(root), path), diagnostics: placed };
}

function configOf(file: ConfigFile, text: string, root: string, path?: string): Config {
  return {
    root: toPosix(root),
    ...(path ? { path } : {}),
    text,
    version: createHash("sha256")
      .update(`${toPosix(root)}\0${text}`)
      .digest("hex")
      .slice(0, 16),
    include: file.include ?? [],
    exclude: file.exclude ?? [],
    rules: file.rules ?? [],
    ...(file.monitoring ? { monitoring: file.monitoring } : {}),
  };
}

function jsonOf(object: unknown): string {
  return JSON.stringify(object, undefined, 2) ?? "null";
}
