// The content of `uno-trace.json`, as it is written and as it is used.
import type { RuleKind } from "./function-info.js";
import type { SpanKindName } from "./site-options.js";

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
  /** Errors that are no failures, by class, `name`, `code` or `digest`; `*` ends a prefix. @default [] */
  readonly expectedErrors?: readonly string[];
  /** Start a new trace. @default false */
  readonly root?: boolean;
  /** Share of the traces that begin in these functions that is recorded. @default that of all traces */
  readonly sampleRatio?: number;
}

/** `monitoring.batch`, as far as its members have to fit each other. */
export interface BatchSettings {
  /** Spans in one export. @default 512 */
  readonly maxBatchSize?: number;
  /** Spans kept while they wait. @default 2048 */
  readonly maxQueueSize?: number;
}

/** `monitoring`: what the runtime reads from the file itself; only what is checked here has a type here. */
export interface MonitoringSettings {
  readonly batch?: BatchSettings;
  readonly [option: string]: unknown;
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
