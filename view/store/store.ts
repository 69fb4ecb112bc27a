// What a store of traces does, whichever database is behind it.
import type { Span } from "../model/span.js";
import type { Query } from "../query/tree.js";
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
  readonly count: number;
  readonly errors: number;
  readonly p50: bigint;
  readonly p95: bigint;
  readonly p99: bigint;
  readonly max: bigint;
  readonly total: bigint;
}

/** A bar of a histogram: how many spans took less than `below` nanoseconds, and no less than the bar before says. */
export interface Bar {
  readonly below: bigint;
  readonly count: number;
}

/** The answer to SQL: 64-bit numbers are texts. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** Whether there were more rows than were asked for. */
  readonly isCut: boolean;
}

/** What is stored. */
export interface Holdings {
  readonly traces: number;
  readonly spans: number;
}

/** A store. What is read is what was stored before: `add` is seen after a second at most. */
export interface Store {
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
  /** Spans that match by service and name, those first that took most time in all. */
  operations(query: Query | undefined, limit: number): Promise<readonly Operation[]>;
  /** How long spans that match took, four bars for each power of ten. */
  histogram(query: Query | undefined): Promise<readonly Bar[]>;
  /** Where time went, and what failed. */
  report(query: Query | undefined, limit: number): Promise<Report>;
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
