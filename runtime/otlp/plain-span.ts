// A span to which nothing was added in, its bytes out: a copy of its site's template, with ids and times put in.

import { nanosAbove, wholeSeconds } from "../ground/clock.js";
import { ENDED } from "../ground/flags.js";
import { max } from "../ground/intrinsics.js";
import type { LocalSpan } from "../model/local-span.js";
import { shifted } from "../model/local-trace.js";
import { hasRemoteParent, traceFlagsOf } from "../span/identity.js";
import type { ByteWriter } from "./byte-writer.js";
import { siteBytesOf } from "./site-bytes.js";
import { flagBits } from "./span-parts.js";

// Where a template has its gaps, behind the length. What fills them stands before the site's own bytes.
const TRACE_ID = 2;
const SPAN_ID = 20;
const PARENT_ID = 30;
const START = 39;
const END = 48;
const FLAGS = 58;

/** Whether a span is all template: ended well, below a parent, with nothing of its own but ids and times. */
export function isPlain(span: LocalSpan): boolean {
  return (
    span.more === undefined &&
    span.statusCode === 1 &&
    (span.flags & ENDED) !== 0 &&
    span.parent === undefined &&
    (span.parentLow | span.parentHigh) !== 0 &&
    span.trace.traceState === undefined &&
    span.site.count !== 0
  );
}

/** Writes such a span, with its length before: half the time that it takes field by field. */
export function writePlainSpan(out: ByteWriter, span: LocalSpan): void {
  const { trace } = span;
  const { template, lengthSize } = siteBytesOf(span.site, out);
  const start = out.at + lengthSize;
  out.raw(template);
  const { view } = out;
  view.setInt32(start + TRACE_ID, trace.a);
  view.setInt32(start + TRACE_ID + 4, trace.b);
  view.setInt32(start + TRACE_ID + 8, trace.c);
  view.setInt32(start + TRACE_ID + 12, trace.d);
  span.ensureId();
  view.setInt32(start + SPAN_ID, span.idHigh);
  view.setInt32(start + SPAN_ID + 4, span.idLow);
  view.setInt32(start + PARENT_ID, span.parentHigh);
  view.setInt32(start + PARENT_ID + 4, span.parentLow);
  const begin = shifted(trace, span.begin);
  const finish = shifted(trace, max(span.finish, span.begin));
  out.timeAt(start + START, wholeSeconds(begin), nanosAbove(begin));
  out.timeAt(start + END, wholeSeconds(finish), nanosAbove(finish));
  view.setUint32(start + FLAGS, flagBits(traceFlagsOf(span), hasRemoteParent(span)), true);
}
