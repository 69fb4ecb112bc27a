// Stretches of time on tracks, as profiles have them, in; spans with ids, each below the one that it lies in, out.
import type { Attributes, Span, SpanEvent } from "../model/span.js";

/** A stretch of time. */
export interface Interval {
  readonly name: string;
  /** Nanoseconds since 1970. */
  readonly start: bigint;
  readonly end: bigint;
  readonly attributes: Attributes;
  readonly events: readonly SpanEvent[];
}

/** What happens in one thread, or under one id: it stands inside or after each other. */
export interface Track {
  readonly service: string;
  readonly resource: Attributes;
  readonly intervals: readonly Interval[];
}

/** What the traces of a file without ids and dates are given. */
export interface Origin {
  /** 32 hexadecimal digits that follow from the file: read twice, it is one trace. */
  readonly traceId: string;
  /** When it begins where it has no date, in nanoseconds since 1970. */
  readonly now: bigint;
}

/** One trace of all tracks. */
export function spansOfTracks(tracks: Iterable<Track>, { traceId }: Origin): Span[] {
  const spans: Span[] = [];
  for (const { service, resource, intervals } of tracks) {
    const open: Span[] = [];
    for (const interval of [...intervals].sort(outerFirst)) {
      while (open.length > 0 && !contains(open.at(-1) as Span, interval)) open.pop();
      const span: Span = {
        ...interval,
        traceId,
        spanId: (spans.length + 1).toString(16).padStart(16, "0"),
        parentId: open.at(-1)?.spanId ?? "",
        isRemote: undefined,
        kind: 0,
        status: 0,
        statusMessage: "",
        scope: "",
        service,
        resource,
        links: [],
      };
      spans.push(span);
      open.push(span);
    }
  }
  return spans;
}

function outerFirst(a: Interval, b: Interval): number {
  if (a.start !== b.start) return a.start < b.start ? -1 : 1;
  return a.end > b.end ? -1 : a.end < b.end ? 1 : 0;
}

function contains(outer: Span, { start, end }: Interval): boolean {
  return outer.start <= start && end <= outer.end;
}
