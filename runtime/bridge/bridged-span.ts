// A span of another SDK in; out comes a node that the tracer treats as its own, and that writes through to that span.

import { spanOf } from "../context/nodes.js";
import { isTimeInput, type TimeInput } from "../ground/clock.js";
import {
  BRIDGED,
  CARRIER,
  NEARBY,
  RECORDING,
  REMOTE_PARENT,
  SAMPLED,
  STATUS_SET,
  SUPPRESSED,
  UNSAMPLED,
} from "../ground/flags.js";
import { fromHex } from "../ground/ids.js";
import type { ContextValues } from "../model/context-values.js";
import type { LocalSpan, SpanDetails } from "../model/local-span.js";
import type { LocalTrace } from "../model/local-trace.js";
import type { Site } from "../model/site.js";
import type { Attributes, SpanContext, SpanStatus, StatusName } from "../model/span.js";
import { change } from "../recording/details.js";
import { handMadeSite } from "../span/sites.js";
import { SpanNode } from "../span/span-node.js";
import { noTrace, traceOf } from "../span/traces.js";
import type { Beginning } from "./beginning.js";
import type { ForeignSpan } from "./foreign-api.js";
import type { ReturnPoint } from "./return-point.js";
import { WrittenThrough } from "./written-through.js";

const ELSEWHERE = handMadeSite("", 0, false);

/** A node for a point in another SDK's context, with the span that is current there. */
export class BridgedSpan extends SpanNode {
  /** `undefined` where there is no span. */
  readonly foreign: ForeignSpan | undefined;
  /** How to get back there; `undefined` until it is known how. */
  returnPoint: ReturnPoint | undefined;
  /** The end that the program gave. */
  finalTime: TimeInput | undefined;

  constructor(
    site: Site,
    trace: LocalTrace,
    values: ContextValues | undefined,
    flags: number,
    begin: number,
    foreign: ForeignSpan | undefined,
    returnPoint: ReturnPoint | undefined,
  ) {
    super(site, trace, undefined, values, flags | BRIDGED, begin);
    this.foreign = foreign;
    this.returnPoint = returnPoint;
    this.finalTime = undefined;
  }

  override ensureId(): void {
    if (this.idLow !== 0 || this.foreign === undefined) return;
    const { spanId } = this.foreign.spanContext();
    this.idHigh = fromHex(spanId, 0);
    this.idLow = fromHex(spanId, 8);
  }

  override details(): SpanDetails {
    this.more ??= new WrittenThrough(this.site.count, this.foreign);
    return this.more;
  }

  /** Takes what the SDK's span began with. */
  keepBeginning({ attributes, links }: Beginning): void {
    (this.details() as WrittenThrough).keepBeginning(this.site.attributes, attributes, links);
  }

  override get name(): string {
    return this.more?.name ?? this.foreign?.name ?? this.site.name;
  }

  override get parentId(): string | undefined {
    return this.foreign?.parentSpanContext?.spanId ?? this.foreign?.parentSpanId;
  }

  override spanContext(): SpanContext {
    return this.foreign?.spanContext() ?? super.spanContext();
  }

  // The type of the base class cannot say `undefined` either.
  override get parentSpanContext(): SpanContext {
    return this.foreign?.parentSpanContext as SpanContext;
  }

  /** Of a span that the tracer did not make, the SDK's own, where it shows them. */
  override get attributes(): Attributes {
    return this.site === ELSEWHERE ? (this.foreign?.attributes ?? {}) : super.attributes;
  }

  override isRecording(): boolean {
    return this.foreign?.isRecording() === true;
  }

  override addEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): this {
    return this.withTime(isTimeInput(attributesOrTime) ? attributesOrTime : time, () =>
      super.addEvent(name, attributesOrTime, time),
    );
  }

  override recordException(exception: unknown, time?: TimeInput): void {
    this.withTime(time, () => super.recordException(exception, time));
  }

  // A time that the program gives goes through as it is; otherwise the SDK reads its own clock, as for its other spans.
  private withTime(time: TimeInput | undefined, write: () => void): this {
    if (!this.isRecording()) return this;
    const details = this.details() as WrittenThrough;
    details.isLive = true;
    details.time = time;
    write();
    details.isLive = false;
    return this;
  }

  override setStatus(status: SpanStatus | StatusName, message?: string): this {
    if (!this.isRecording()) return this;
    super.setStatus(status, message);
    change(() => void this.foreign?.setStatus(this.status));
    return this;
  }

  override end(endTime?: TimeInput): void {
    if (this.site === ELSEWHERE) {
      change(() => this.foreign?.end(endTime));
      return;
    }
    this.finalTime = endTime;
    super.end(endTime);
  }

  /** What is known only at the end; then the SDK's span ends. */
  finishForeign(): void {
    const { foreign } = this;
    if (foreign === undefined) return;
    if (this.more !== undefined) (this.more as WrittenThrough).writeFailures(foreign);
    if (
      (this.flags & STATUS_SET) === 0 &&
      this.statusCode !== 0 &&
      (this.statusCode === 2 || isUnset(foreign))
    )
      foreign.setStatus(this.status);
    foreign.end(this.finalTime);
  }
}

// The program may have set a status through the API, which `ok` must not cover: where the SDK shows none, nobody knows.
function isUnset(foreign: ForeignSpan): boolean {
  return (foreign.status ?? foreign._status)?.code === 0;
}

/** A node for where another library made something current. */
export function nodeElsewhere(
  foreign: ForeignSpan | undefined,
  values: ContextValues | undefined,
  isSuppressed: boolean,
  returnPoint: ReturnPoint | undefined,
): BridgedSpan {
  const identity = foreign?.spanContext();
  const trace = identity === undefined ? noTrace() : traceOfForeign(identity);
  const flags = (identity === undefined ? CARRIER : sampledFlag(identity)) | (isSuppressed ? SUPPRESSION : 0);
  return new BridgedSpan(ELSEWHERE, trace, values, flags, Number.NaN, foreign, returnPoint);
}

/** A node for where a span that was made for the tracer is current again. */
export function nodeAtPoint(
  span: BridgedSpan,
  values: ContextValues | undefined,
  isSuppressed: boolean,
  returnPoint: ReturnPoint,
): BridgedSpan {
  const flags = CARRIER | (span.flags & SAMPLED) | (isSuppressed ? SUPPRESSION : 0);
  const node = new BridgedSpan(ELSEWHERE, span.trace, values, flags, Number.NaN, span.foreign, returnPoint);
  node.parent = span;
  return node;
}

/** Whether a span was made for the tracer, and not found in the SDK's context. */
export function isOwn(span: LocalSpan | undefined): span is BridgedSpan {
  return span !== undefined && (span.flags & BRIDGED) !== 0 && span.site !== ELSEWHERE;
}

const SUPPRESSION = UNSAMPLED | SUPPRESSED;

/** A node for a span that was made for the tracer, below `current`. */
export function nodeForSite(
  site: Site,
  current: LocalSpan | undefined,
  foreign: ForeignSpan,
  begin: number,
): BridgedSpan {
  const identity = foreign.spanContext();
  const trace = traceOfForeign(identity, current?.trace);
  const sampled = sampledFlag(identity);
  const values = current?.values;
  if (!foreign.isRecording())
    return new BridgedSpan(site, trace, values, sampled, Number.NaN, foreign, undefined);
  const span = new BridgedSpan(site, trace, values, sampled | RECORDING, begin, foreign, undefined);
  if (current !== undefined && !site.root) attach(span, current);
  return span;
}

// For processors of this library, and to know who ended first: the SDK has its own parent.
function attach(span: BridgedSpan, around: LocalSpan): void {
  const current = spanOf(around) ?? around;
  if ((current.flags & (BRIDGED | RECORDING)) === (BRIDGED | RECORDING)) {
    span.parent = current;
  } else if ((current.flags & (BRIDGED | CARRIER)) === BRIDGED) {
    current.ensureId();
    span.parentHigh = current.idHigh;
    span.parentLow = current.idLow;
    span.flags |= REMOTE_PARENT | NEARBY;
  }
}

function sampledFlag({ traceFlags }: SpanContext): number {
  return (traceFlags & 1) === 0 ? 0 : SAMPLED;
}

// Shared with the span around it, as spans of this library share theirs.
function traceOfForeign({ traceId, traceState, traceFlags }: SpanContext, around?: LocalTrace): LocalTrace {
  if (around?.id === traceId && around.traceState === traceState) return around;
  const trace = traceOf(traceId, traceState);
  trace.randomFlag = (traceFlags & 2) === 0 ? 0 : 2;
  return trace;
}
