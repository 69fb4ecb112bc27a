// What a store of traces does, whichever database is behind it.
import type { TraceColumns } from "../model/columns.js";
import type { AttributeValue, Span } from "../model/span.js";
import type { Query } from "../query/tree.js";
import type { ServiceMap } from "./map.js";
import type { Report } from "./report.js";

/** One trace of a list. Times are nanoseconds since 1970, durations nanoseconds; both may be beyond 2^53. */
export interface TraceSummary {
  readonly traceId: string;
  /** Of the root; of the earliest span where that is not here. */
  readonly name: string;
  readonly service: string;
  readonly start: bigint;
  readonly duration: bigint;
  readonly spans: number;
  readonly errors: number;
  readonly services: readonly string[];
}

/** One span of a search. */
export interface FoundSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly service: string;
  readonly name: string;
  readonly kind: string;
  readonly start: bigint;
  readonly duration: bigint;
  readonly status: string;
  readonly message: string;
  /** `file:line` of the function, where the span says it. */
  readonly site: string;
}

/** What is known of the spans of one service with one name. Durations are nanoseconds. */
export interface Operation {
  readonly service: string;
  readonly name: string;
  /** `file:line` of one of them; empty where no span says it. */
  readonly site: string;
  readonly count: number;
  readonly errors: number;
  readonly p50: bigint;
  readonly p95: bigint;
  readonly p99: bigint;
  readonly max: bigint;
  readonly total: bigint;
  /** Four for each power of ten. */
  readonly bars: readonly Bar[];
}

/** A bar of a histogram: how many spans took less than `below` nanoseconds, and no less than the bar before says. */
export interface Bar {
  readonly below: bigint;
  readonly count: number;
  readonly errors: number;
}

/** From the first to the last, in nanoseconds since 1970. */
export interface TimeRange {
  readonly start: bigint;
  readonly end: bigint;
}

/** What values are seen of: a field of spans; the keys of attributes of a span or of its resource; one of these keys. */
export type Seen =
  | { readonly kind: "field"; readonly field: SeenField }
  | { readonly kind: "keys"; readonly of: "attr" | "resource" }
  | { readonly kind: "attribute"; readonly of: "attr" | "resource"; readonly key: string };

/** Fields of a query line whose values are texts of programs. */
export type SeenField = "service" | "name" | "scope" | "file" | "event" | "error";

/** A text that was seen, and how often. */
export interface SeenText {
  readonly text: string;
  readonly count: number;
}

/** A span without what is only shown of a single one: what comparing needs. */
export interface OutlineSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string;
  readonly service: string;
  readonly name: string;
  readonly site: string;
  readonly start: bigint;
  readonly end: bigint;
  readonly isError: boolean;
}

/** The newest of the traces that match. */
export interface Outline {
  /** How many match. */
  readonly found: number;
  /** How many of them are here, whole. */
  readonly taken: number;
  /** Trace by trace. */
  readonly spans: readonly OutlineSpan[];
}

/** How much of many traces is read. */
export interface OutlineBounds {
  readonly traces: number;
  /** The first trace is taken even if it has more. */
  readonly spans: number;
}

/** The answer to SQL: 64-bit numbers are texts. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** Whether there were more rows than were asked for. */
  readonly isCut: boolean;
}

/** The value of an attribute of one span. */
export interface AttributeOfSpan {
  readonly spanId: string;
  readonly value: AttributeValue;
}

/** What is stored. */
export interface Holdings {
  readonly traces: number;
  readonly spans: number;
}

/** A store. What is read is what was stored before: `add` is seen after a second at most. */
export interface Store {
  /** Why it takes no spans; `undefined` where it does. */
  readonly takesNothing?: string;
  /** Takes spans; `false` if too many are waiting to be stored. */
  add(spans: readonly Span[]): boolean;
  /** Stores what waits. */
  flush(): Promise<void>;
  /** Calls after spans were stored. @returns what ends that */
  onStored(listener: (spans: readonly Span[]) => void): () => void;
  /** Traces with a span that matches, the one with the newest span first. */
  traces(query: Query | undefined, limit: number): Promise<readonly TraceSummary[]>;
  /** Spans that match, newest first. */
  spans(query: Query | undefined, limit: number): Promise<readonly FoundSpan[]>;
  /** All spans of a trace, by start; empty if there is none. */
  trace(traceId: string): Promise<readonly Span[]>;
  /** The same without what only one span is asked for; does not keep others waiting, however many there are. */
  columns(traceId: string): Promise<TraceColumns | undefined>;
  /** Spans of one id: more than one where programs do not keep ids apart. */
  span(traceId: string, spanId: string): Promise<readonly Span[]>;
  /** Ids of the spans of a trace that match. */
  matching(traceId: string, query: Query | undefined): Promise<readonly string[]>;
  /** Keys of the attributes of its spans, the most frequent first; at most 1000. */
  attributeKeys(traceId: string): Promise<readonly string[]>;
  /** One attribute of all its spans that have it. */
  attribute(traceId: string, key: string): Promise<readonly AttributeOfSpan[]>;
  /** Spans that match by service and name, those first that took most time in all. */
  operations(query: Query | undefined, limit: number): Promise<readonly Operation[]>;
  /** How long spans that match took, by bars of equal width on a scale of powers of ten. */
  histogram(query: Query | undefined, barsOfTen: number): Promise<readonly Bar[]>;
  /** From the first begin to the last end of the spans that match; `undefined` where none does. */
  range(query: Query | undefined): Promise<TimeRange | undefined>;
  /** Texts that contain `part`, without regard to case; most frequent first. Of attributes, among the newest spans. */
  seen(of: Seen, part: string, limit: number): Promise<readonly SeenText[]>;
  /** The spans of the newest traces with a span that matches. */
  outline(query: Query | undefined, bounds: OutlineBounds): Promise<Outline>;
  /** Which service calls which, in the traces with a span that matches. */
  serviceMap(query: Query | undefined, limit: number): Promise<ServiceMap>;
  /** Where time went, and what failed. */
  report(query: Query | undefined, limit: number): Promise<Report>;
  /** All spans of the traces with a span that matches, a row each, as a Parquet file. */
  parquet(query: Query | undefined): Promise<Uint8Array>;
  /** Runs one SELECT. @throws SqlError where it is none, or fails */
  sql(text: string, limit: number): Promise<Table>;
  holdings(): Promise<Holdings>;
  close(): Promise<void>;
}

/** SQL that was refused or failed, in the database's own words. */
export class SqlError extends Error {
  override readonly name = "SqlError";
}

/** A store that cannot be opened: what is wrong with it, and what to do. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}
