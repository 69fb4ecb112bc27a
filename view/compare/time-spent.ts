// The spans of some traces in; how often each site and each call path occurs there, and how long it takes, out.
import { type Placed, rowsOf } from "../model/tree.js";

/** What comparing reads of a span. */
export interface ComparedSpan extends Placed {
  readonly traceId: string;
  readonly service: string;
  readonly name: string;
  /** `file:line`; empty where the span does not say it. */
  readonly site: string;
}

/** Sums over all traces; times are nanoseconds. */
export class Sum {
  count = 0;
  /** Calls below a call of the same site are in that one already. */
  total = 0n;
  /** Without the spans below. */
  self = 0n;

  /** Counts a call. */
  add(span: Placed, self: bigint, isOutermost: boolean): void {
    this.count++;
    if (isOutermost) this.total += span.end - span.start;
    this.self += self;
  }
}

/** The span that stands for a site or for the end of a path, and what all like it sum up to. */
export class Spent {
  readonly sum: Sum = new Sum();
  readonly example: ComparedSpan;

  constructor(example: ComparedSpan) {
    this.example = example;
  }
}

/** A call path: a name below those that lead to it. */
export class Path extends Spent {
  readonly below: Map<string, Path> = new Map();
}

/** Where time went in some traces. */
export interface TimeSpent {
  readonly traces: number;
  /** From the first begin to the last end of each trace, in nanoseconds, for all. */
  readonly duration: bigint;
  readonly sites: ReadonlyMap<string, Spent>;
  readonly paths: ReadonlyMap<string, Path>;
}

/** Sums up; others are served between two traces. */
export async function timeSpent(spans: readonly ComparedSpan[]): Promise<TimeSpent> {
  const sites = new Map<string, Spent>();
  const paths = new Map<string, Path>();
  let duration = 0n;
  const traces = groupByTrace(spans);
  for (const trace of traces) {
    addTrace(trace, sites, paths);
    duration += durationOf(trace);
    await new Promise(setImmediate);
  }
  return { traces: traces.length, duration, sites, paths };
}

/** A function, whichever line it stands on: it moves when the file is edited. */
export function siteKeyOf({ service, name, site }: ComparedSpan): string {
  return JSON.stringify([service, name, site.replace(/:\d+$/, "")]);
}

function groupByTrace(spans: readonly ComparedSpan[]): readonly (readonly ComparedSpan[])[] {
  const traces = new Map<string, ComparedSpan[]>();
  for (const span of spans) {
    const trace = traces.get(span.traceId);
    if (trace === undefined) traces.set(span.traceId, [span]);
    else trace.push(span);
  }
  return [...traces.values()];
}

function durationOf(trace: readonly ComparedSpan[]): bigint {
  let { start, end } = trace[0] as ComparedSpan;
  for (const span of trace) {
    if (span.start < start) start = span.start;
    if (span.end > end) end = span.end;
  }
  return end - start;
}

/** Depth-first, with the paths that are open: a trace may be deeper than the call stack. */
function addTrace(trace: readonly ComparedSpan[], sites: Map<string, Spent>, roots: Map<string, Path>): void {
  const open: { readonly path: Path; readonly site: string }[] = [];
  const openSites = new Map<string, number>();
  for (const { span, depth, self } of rowsOf(trace)) {
    for (const { site } of open.splice(depth)) openSites.set(site, (openSites.get(site) ?? 1) - 1);
    const site = siteKeyOf(span);
    const path = entryOf(
      open.at(-1)?.path.below ?? roots,
      JSON.stringify([span.service, span.name]),
      () => new Path(span),
    );
    const isOpen = (openSites.get(site) ?? 0) > 0;
    entryOf(sites, site, () => new Spent(span)).sum.add(span, self, !isOpen);
    path.sum.add(span, self, true);
    openSites.set(site, (openSites.get(site) ?? 0) + 1);
    open.push({ path, site });
  }
}

function entryOf<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
