// A finished span in, the bytes of OTLP's Span message out: ours from its fields, a foreign one through its interface.

import { isLocalSpan } from "../context/nodes.js";
import { nanosAbove, wholeSeconds } from "../ground/clock.js";
import { ENDED } from "../ground/flags.js";
import { hasOwn, keysOf, max } from "../ground/intrinsics.js";
import type { LocalSpan, SpanDetails } from "../model/local-span.js";
import { shifted } from "../model/local-trace.js";
import type { Attributes, ReadableSpan } from "../model/span.js";
import { hasRemoteParent, parentIdOf, traceFlagsOf } from "../span/identity.js";
import { writeAttribute, writeAttributes } from "./attribute-bytes.js";
import { type ByteWriter, varintSize } from "./byte-writer.js";
import { isPlain, writePlainSpan } from "./plain-span.js";
import { siteBytesOf, writeHead } from "./site-bytes.js";
import {
  flagBits,
  SPAN,
  writeCount,
  writeEvents,
  writeLinks,
  writeSpanFlags,
  writeStatus,
  writeText,
  writeTime,
} from "./span-parts.js";

/** What a span of ours takes beside its site's bytes when nothing was added to it. */
const PLAIN_SIZE = 66;

/** Writes one span, with its length before. */
export function writeSpan(out: ByteWriter, span: ReadableSpan): void {
  if (!isLocalSpan(span)) writeForeignSpan(out, span);
  else if (isPlain(span)) writePlainSpan(out, span);
  else writeLocalSpan(out, span);
}

function writeLocalSpan(out: ByteWriter, span: LocalSpan): void {
  const { site, more } = span;
  const size = varintSize(PLAIN_SIZE + (site.encoded?.bytes.length ?? 0) + (more === undefined ? 0 : 64));
  const start = out.open(size);
  writeIds(out, span);
  writeTimes(out, span);
  if (more === undefined) writeSite(out, span, true);
  else writeDetails(out, span, more);
  writeStatus(out, span.statusCode, more?.message);
  writeSpanFlags(out, flagBits(traceFlagsOf(span), hasRemoteParent(span)));
  out.close(start, size);
}

function writeIds(out: ByteWriter, span: LocalSpan): void {
  const { trace } = span;
  span.ensureId();
  out.reserve(40);
  out.byte(SPAN.traceId);
  out.byte(16);
  out.word(trace.a);
  out.word(trace.b);
  out.word(trace.c);
  out.word(trace.d);
  out.byte(SPAN.spanId);
  out.byte(8);
  out.word(span.idHigh);
  out.word(span.idLow);
  if (trace.traceState !== undefined) writeText(out, SPAN.traceState, trace.traceState.serialize());
  writeParent(out, span);
}

function writeParent(out: ByteWriter, span: LocalSpan): void {
  // A span that was delivered has let go of its parent and knows its id alone.
  if (span.parent !== undefined) {
    const id = parentIdOf(span);
    if (id === undefined) return;
    out.byte(SPAN.parentId);
    out.hex(id);
  } else if (span.parentLow !== 0 || span.parentHigh !== 0) {
    out.reserve(10);
    out.byte(SPAN.parentId);
    out.byte(8);
    out.word(span.parentHigh);
    out.word(span.parentLow);
  }
}

function writeTimes(out: ByteWriter, span: LocalSpan): void {
  const begin = shifted(span.trace, span.begin);
  out.byte(SPAN.start);
  out.time(wholeSeconds(begin), nanosAbove(begin));
  out.byte(SPAN.end);
  if ((span.flags & ENDED) === 0) {
    out.time(0, 0);
  } else {
    const end = shifted(span.trace, max(span.finish, span.begin));
    out.time(wholeSeconds(end), nanosAbove(end));
  }
}

function writeSite(out: ByteWriter, span: LocalSpan, hasAttributes: boolean): void {
  const { site } = span;
  const name = span.more?.name;
  // A site without attributes was made by hand, mostly for one span.
  if (site.count === 0) {
    writeHead(out, name ?? site.name, site.kind);
    return;
  }
  const { bytes, head } = siteBytesOf(site, out);
  if (name === undefined && hasAttributes) {
    out.raw(bytes);
    return;
  }
  if (name === undefined) out.raw(bytes.subarray(0, head));
  else writeHead(out, name, site.kind);
  if (hasAttributes) out.raw(bytes.subarray(head));
}

function writeDetails(out: ByteWriter, span: LocalSpan, more: SpanDetails): void {
  writeAllAttributes(out, span, more);
  writeCount(out, SPAN.droppedAttributes, more.droppedAttributes);
  if (more.events !== undefined) writeEvents(out, more.events);
  writeCount(out, SPAN.droppedEvents, more.droppedEvents);
  if (more.links !== undefined) writeLinks(out, more.links);
  writeCount(out, SPAN.droppedLinks, more.droppedLinks);
}

// The site's bytes serve unless the program replaced or removed one of its attributes.
function writeAllAttributes(out: ByteWriter, span: LocalSpan, more: SpanDetails): void {
  const fixed = span.site.attributes;
  const { own, merged } = more;
  const isBased = merged === undefined ? sharesNone(fixed, own) : hasAll(fixed, merged);
  writeSite(out, span, isBased);
  if (!isBased) writeAttributes(out, SPAN.attribute, more.all(fixed));
  else if (merged === undefined) writeAttributes(out, SPAN.attribute, own);
  else writeOthers(out, fixed, merged);
}

function sharesNone(fixed: Attributes, own: Attributes | undefined): boolean {
  if (own === undefined) return true;
  const names = keysOf(own);
  for (let index = 0; index < names.length; index++) if (hasOwn(fixed, names[index] as string)) return false;
  return true;
}

function hasAll(fixed: Attributes, merged: Attributes): boolean {
  const names = keysOf(fixed);
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string;
    if (fixed[name] !== merged[name]) return false;
  }
  return true;
}

function writeOthers(out: ByteWriter, fixed: Attributes, merged: Attributes): void {
  const names = keysOf(merged);
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string;
    if (!hasOwn(fixed, name)) writeAttribute(out, SPAN.attribute, name, merged[name]);
  }
}

function writeForeignSpan(out: ByteWriter, span: ReadableSpan): void {
  const { traceId, spanId, traceFlags, traceState } = span.spanContext();
  const parent = span.parentSpanContext;
  const start = out.open(2);
  out.byte(SPAN.traceId);
  out.hex(traceId);
  out.byte(SPAN.spanId);
  out.hex(spanId);
  writeText(out, SPAN.traceState, traceState?.serialize());
  if (parent?.spanId) {
    out.byte(SPAN.parentId);
    out.hex(parent.spanId);
  }
  writeHead(out, span.name, span.kind);
  writeTime(out, SPAN.start, span.startTime);
  writeTime(out, SPAN.end, span.endTime);
  writeAttributes(out, SPAN.attribute, span.attributes);
  writeCount(out, SPAN.droppedAttributes, span.droppedAttributesCount);
  writeEvents(out, span.events);
  writeCount(out, SPAN.droppedEvents, span.droppedEventsCount);
  writeLinks(out, span.links);
  writeCount(out, SPAN.droppedLinks, span.droppedLinksCount);
  writeStatus(out, span.status.code, span.status.message);
  writeSpanFlags(out, flagBits(traceFlags, parent?.isRemote));
  out.close(start, 2);
}
