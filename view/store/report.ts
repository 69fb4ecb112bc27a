// What a report says, whichever database it comes from. Durations are nanoseconds.

/** An operation by the time that its own code took. */
export interface SelfTime {
  readonly service: string;
  readonly name: string;
  readonly site: string;
  readonly count: number;
  /** Without what went to spans below. */
  readonly self: bigint;
}

/** An operation by how long one call takes. */
export interface Slow {
  readonly service: string;
  readonly name: string;
  readonly site: string;
  readonly count: number;
  readonly p95: bigint;
  readonly max: bigint;
  /** The trace of the longest call. */
  readonly traceId: string;
}

/** One site that is called many times below one span: what a single call for all might do. */
export interface Repeated {
  readonly service: string;
  /** The span above. */
  readonly parent: string;
  readonly name: string;
  readonly site: string;
  /** How many spans above do so. */
  readonly parents: number;
  /** The most calls below one of them. */
  readonly most: number;
  readonly total: bigint;
  /** The trace with the most. */
  readonly traceId: string;
}

/** Failures of one kind in one place. */
export interface ErrorGroup {
  readonly service: string;
  readonly type: string;
  /** Of the newest one. */
  readonly message: string;
  readonly name: string;
  /** `file:line` of the innermost function that failed. */
  readonly site: string;
  readonly count: number;
  readonly traces: number;
  /** The trace of the newest one. */
  readonly traceId: string;
}

/** Where time went, and what failed. */
export interface Report {
  readonly slowest: readonly Slow[];
  readonly selfTime: readonly SelfTime[];
  readonly repeated: readonly Repeated[];
  readonly errors: readonly ErrorGroup[];
}
