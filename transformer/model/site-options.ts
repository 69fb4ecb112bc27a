// What a directive or a rule can say about a site; both readers produce this shape.
/** Span kinds by their OpenTelemetry names; the position is the API's number. */
export const SPAN_KINDS = ["internal", "server", "client", "producer", "consumer"] as const;

/** One of the five span kinds. */
export type SpanKindName = (typeof SPAN_KINDS)[number];

/** Options of one site; an absent member means "not said here". */
export interface SiteOptions {
  /** Span name. */
  readonly name?: string;
  readonly kind?: SpanKindName;
  /** Parameters to capture, each a name with an optional property path: `user.id`. */
  readonly args?: readonly string[];
  /** Property paths of the return value to capture; `""` is the value itself. */
  readonly result?: readonly string[];
  /** Constant attributes. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  /** Milliseconds: a span that ends well and faster than this is dropped. */
  readonly min?: number;
  /** Start a new trace, linked to the caller's. */
  readonly root?: boolean;
  /** Errors that are no failures: names of classes, `name`, `code` or `digest`; one that ends with `*` is a prefix. */
  readonly expectedErrors?: readonly string[];
  /** Share of the traces that begin here that is recorded; rules alone can say it. */
  readonly sampleRatio?: number;
}

/** Merges options; the later one wins, option by option (attributes key by key). */
export function mergeOptions(...layers: readonly SiteOptions[]): SiteOptions {
  const merged = Object.assign({}, ...layers) as SiteOptions;
  const attributes = Object.assign({}, ...layers.map((layer) => layer.attributes));
  return Object.keys(attributes).length > 0 ? { ...merged, attributes } : merged;
}

const UNITS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

/** Reads a duration such as `5ms`, `1.5s`, `200us`; the result is in milliseconds, `undefined` if malformed. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(us|ms|s|m)$/.exec(text);
  if (!match) return undefined;
  return Number(match[1]) * (UNITS[match[2] as string] as number);
}
