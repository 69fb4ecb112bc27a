// What is known of a traced function: as generated code hands it over, and as the runtime keeps it; types only.
import type { ExpectedError } from "./expected-error.js";
import type { Attributes, InstrumentationScope, SpanKind } from "./span.js";

/** What generated code knows of a traced function. */
export interface SiteDescription {
  /** Span name. */
  readonly name: string;
  /** The function's own name, `code.function.name`. */
  readonly fn: string;
  readonly kind: SpanKind;
  /** Path of the source file from the project's root, `code.file.path`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** Constant attributes. */
  readonly attributes?: Attributes;
  /** Captured parameters, each a name with an optional property path: `user.id`. */
  readonly args?: readonly string[];
  /** Captured property paths of the return value; `""` is the value itself. */
  readonly result?: readonly string[];
  /** Milliseconds: a span that ends well and faster than this is dropped. */
  readonly min?: number;
  /** Starts a new trace, linked to the caller's. */
  readonly root?: boolean;
  /** Errors that are no failures; see `isExpected`. */
  readonly expectedErrors?: readonly string[];
  /** Share of the traces that begin with it that is recorded, in place of the share of all traces. */
  readonly sampleRatio?: number;
}

/** The hoisted function of a traced function, as generated code has it; the runtime keeps the site on it. */
export interface SiteFunction {
  (): SiteDescription;
  __uno?: Site | undefined;
}

/** One captured attribute: its name, and the property path from the value at hand. */
export interface Captured {
  readonly name: string;
  readonly path: readonly string[];
  /** Whether the name looks like that of a secret. */
  readonly isSecret: boolean;
}

/** The bytes that all spans of a site have in common, in the order in which a span has them. */
export interface SiteBytes {
  readonly bytes: Uint8Array;
  /** Where the attributes begin. */
  readonly head: number;
  /** A span that ended well, with zeros where `plain-span.ts` puts its ids, times and flags; its length before. */
  readonly template: Uint8Array;
  /** How many bytes that length takes. */
  readonly lengthSize: number;
}

/** What the spans of one traced function share. */
export interface Site {
  readonly name: string;
  readonly kind: SpanKind;
  /** Attributes of every span of this site; frozen. */
  readonly attributes: Attributes;
  readonly count: number;
  readonly args: readonly Captured[] | undefined;
  readonly result: readonly Captured[] | undefined;
  readonly min: number;
  readonly root: boolean;
  readonly expectedErrors: readonly ExpectedError[] | undefined;
  readonly sampleRatio: number | undefined;
  /** The library that made it. */
  readonly instrumentationScope: InstrumentationScope;
  /** What its spans have in common, as OTLP sends it; made with the first export. */
  encoded: SiteBytes | undefined;
}
