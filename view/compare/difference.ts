// What comparing two groups of traces finds out.

/** One side of a row. Times are nanoseconds a trace. */
export interface Share {
  /** Calls in all traces of the side. */
  readonly count: number;
  readonly total: bigint;
  readonly self: bigint;
}

/** A site, or the end of a path, on both sides. */
export interface Difference {
  readonly service: string;
  readonly name: string;
  /** Of the side after, if it is there: a function moves when its file is edited. */
  readonly site: string;
  /** Whether it is on both sides, or on which one. */
  readonly state: "both" | "new" | "gone";
  readonly before: Share;
  readonly after: Share;
  /** What a trace takes more of after than before, in nanoseconds; less is negative. */
  readonly moreTotal: bigint;
  readonly moreSelf: bigint;
}

/** A difference in its place among the paths. */
export interface PathDifference extends Difference {
  /** Zero for the beginning of a path. */
  readonly depth: number;
}

/** A side as a whole. Times are nanoseconds. */
export interface Side {
  readonly traces: number;
  /** Of one trace, on average. */
  readonly duration: bigint;
}

/** What is different. */
export interface Comparison {
  readonly before: Side;
  readonly after: Side;
  /** The largest difference of self time first. */
  readonly sites: readonly Difference[];
  /** Depth-first; below one path, the largest difference of total time first. */
  readonly paths: readonly PathDifference[];
  /** Whether smaller differences were left out of either list. */
  readonly isCut: boolean;
}
