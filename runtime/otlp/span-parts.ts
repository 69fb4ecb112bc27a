// Parts of a span in (times, events, links, status, flags), their bytes out; the same for spans of any library.
import type { HrTime } from "../ground/clock.js";
import type { Link, SpanStatus, TimedEvent } from "../model/span.js";
import { writeAttributes } from "./attribute-bytes.js";
import { type ByteWriter, varintSize } from "./byte-writer.js";

/** Fields of Span with their wire types, as in opentelemetry/proto/trace/v1/trace.proto. */
export const SPAN = {
  traceId: 0x0a,
  spanId: 0x12,
  traceState: 0x1a,
  parentId: 0x22,
  name: 0x2a,
  kind: 0x30,
  start: 0x39,
  end: 0x41,
  attribute: 0x4a,
  droppedAttributes: 0x50,
  event: 0x5a,
  droppedEvents: 0x60,
  link: 0x6a,
  droppedLinks: 0x70,
  status: 0x7a,
} as const;

const EVENT = { time: 0x09, name: 0x12, attribute: 0x1a, dropped: 0x20 } as const;
const LINK = { traceId: 0x0a, spanId: 0x12, traceState: 0x1a, attribute: 0x22, dropped: 0x28, flags: 0x35 };
const STATUS = { message: 0x12, code: 0x18 } as const;

const HAS_IS_REMOTE = 0x100;
const IS_REMOTE = 0x200;

const MAX_SECONDS = 2 ** 34;

/** Trace flags, and whether the context that they stand beside is remote. */
export function flagBits(traceFlags: number, isRemote: boolean | undefined): number {
  return (traceFlags & 0xff) | HAS_IS_REMOTE | (isRemote ? IS_REMOTE : 0);
}

/** The field `flags`; its number is the only one of Span that takes two bytes. */
export function writeSpanFlags(out: ByteWriter, bits: number): void {
  out.byte(0x85);
  out.byte(0x01);
  out.fixed32(bits);
}

/** Whether fixed64 has a time; the others are sent as 1970. */
export function isSendable(time: HrTime): boolean {
  return time[0] >= 0 && time[0] <= MAX_SECONDS && time[1] >= 0 && time[1] < 2e9;
}

/** A time since 1970. */
export function writeTime(out: ByteWriter, tag: number, time: HrTime): void {
  out.byte(tag);
  if (isSendable(time)) out.time(time[0], time[1]);
  else out.time(0, 0);
}

/** A text; absent when it is empty. */
export function writeText(out: ByteWriter, tag: number, text: string | undefined): void {
  if (!text) return;
  out.byte(tag);
  out.text(text);
}

/** A count; absent when it is zero. */
export function writeCount(out: ByteWriter, tag: number, count: number | undefined): void {
  if (!count) return;
  out.byte(tag);
  out.varint(count);
}

export function writeEvents(out: ByteWriter, events: readonly TimedEvent[]): void {
  for (let index = 0; index < events.length; index++) {
    const event = events[index] as TimedEvent;
    out.byte(SPAN.event);
    const start = out.open(1);
    writeTime(out, EVENT.time, event.time);
    writeText(out, EVENT.name, event.name);
    writeAttributes(out, EVENT.attribute, event.attributes);
    writeCount(out, EVENT.dropped, event.droppedAttributesCount);
    out.close(start, 1);
  }
}

export function writeLinks(out: ByteWriter, links: readonly Link[]): void {
  for (let index = 0; index < links.length; index++) {
    const { context, attributes, droppedAttributesCount } = links[index] as Link;
    out.byte(SPAN.link);
    const start = out.open(1);
    out.byte(LINK.traceId);
    out.hex(context.traceId);
    out.byte(LINK.spanId);
    out.hex(context.spanId);
    writeText(out, LINK.traceState, context.traceState?.serialize());
    writeAttributes(out, LINK.attribute, attributes);
    writeCount(out, LINK.dropped, droppedAttributesCount);
    out.byte(LINK.flags);
    out.fixed32(flagBits(context.traceFlags, context.isRemote));
    out.close(start, 1);
  }
}

/** The status; the message is there even when it says nothing, as OpenTelemetry's own encoder has it. */
export function writeStatus(out: ByteWriter, code: SpanStatus["code"], message: string | undefined): void {
  out.byte(SPAN.status);
  const size = message ? varintSize(message.length + 8) : 1;
  const start = out.open(size);
  writeText(out, STATUS.message, message);
  writeCount(out, STATUS.code, code);
  out.close(start, size);
}
