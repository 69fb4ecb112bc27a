// The span: one object for the span and for its place in the context; fixed fields, everything else made when needed.

import { type HrTime, now, type TimeInput, toDuration, toHrTime, toReading } from "../ground/clock.js";
import { reportError } from "../ground/faults.js";
import { ENDED, INVALID, RECORDING } from "../ground/flags.js";
import { random32, toHex } from "../ground/ids.js";
import { dispose, isArray, max, put, toText } from "../ground/intrinsics.js";
import type { ContextValues } from "../model/context-values.js";
import type { Frame, LocalSpan, SpanDetails } from "../model/local-span.js";
import { type LocalTrace, shifted } from "../model/local-trace.js";
import type { Site } from "../model/site.js";
import type {
  Attributes,
  AttributeValue,
  InstrumentationScope,
  Link,
  Resource,
  SpanContext,
  SpanKind,
  SpanStatus,
  StatusName,
  TimedEvent,
} from "../model/span.js";
import { change, Details } from "../recording/details.js";
import { exceptionEvent } from "../recording/exception.js";
import { applyStatus } from "../recording/status.js";
import { disposeOf, leaveByHand } from "./disposal.js";
import { endSpan } from "./end.js";
import { identityOf, parentIdentityOf, parentIdOf } from "./identity.js";

/** A span of this process, a stand-in for one of another process, or a node that only carries values. */
export class SpanNode implements LocalSpan {
  flags: number;
  readonly trace: LocalTrace;
  readonly site: Site;
  parent: LocalSpan | undefined;
  previous: LocalSpan | undefined;
  inner: Frame | undefined;
  outer: Frame | undefined;
  readonly values: ContextValues | undefined;
  begin: number;
  finish: number;
  idHigh: number;
  idLow: number;
  parentHigh: number;
  parentLow: number;
  statusCode: 0 | 1 | 2;
  more: SpanDetails | undefined;

  constructor(
    site: Site,
    trace: LocalTrace,
    parent: LocalSpan | undefined,
    values: ContextValues | undefined,
    flags: number,
    begin: number,
  ) {
    this.flags = flags;
    this.trace = trace;
    this.site = site;
    this.parent = parent;
    this.previous = undefined;
    this.inner = undefined;
    this.outer = undefined;
    this.values = values;
    this.begin = begin;
    this.finish = Number.NaN;
    this.idHigh = 0;
    this.idLow = 0;
    this.parentHigh = 0;
    this.parentLow = 0;
    this.statusCode = 0;
    this.more = undefined;
  }

  ensureId(): void {
    if (this.idLow !== 0 || (this.flags & INVALID) !== 0) return;
    this.idHigh = random32();
    this.idLow = random32() | 1;
  }

  details(): SpanDetails {
    this.more ??= new Details(this.site.count);
    return this.more;
  }

  get name(): string {
    return this.more?.name ?? this.site.name;
  }

  get kind(): SpanKind {
    return this.site.kind;
  }

  get traceId(): string {
    return this.trace.id;
  }

  get spanId(): string {
    this.ensureId();
    return toHex(this.idHigh) + toHex(this.idLow);
  }

  get parentId(): string | undefined {
    return parentIdOf(this);
  }

  spanContext(): SpanContext {
    return identityOf(this);
  }

  // `undefined` without a parent; the type cannot say so, since the SDK has it as an optional property.
  get parentSpanContext(): SpanContext {
    return parentIdentityOf(this) as SpanContext;
  }

  get startTime(): HrTime {
    return toHrTime(shifted(this.trace, this.begin));
  }

  /** [0, 0] until the span has ended. */
  get endTime(): HrTime {
    return this.ended ? toHrTime(shifted(this.trace, max(this.finish, this.begin))) : [0, 0];
  }

  /** Until the span has ended, [-1, 0]. */
  get duration(): HrTime {
    return this.ended ? toDuration(this.finish - this.begin) : [-1, 0];
  }

  get ended(): boolean {
    return (this.flags & ENDED) !== 0;
  }

  get status(): SpanStatus {
    const message = this.more?.message;
    return message === undefined ? { code: this.statusCode } : { code: this.statusCode, message };
  }

  get attributes(): Attributes {
    return (this.flags & RECORDING) === 0 ? {} : this.details().all(this.site.attributes);
  }

  get events(): TimedEvent[] {
    return this.more?.shownEvents() ?? [];
  }

  get links(): Link[] {
    return this.more?.links ?? [];
  }

  get resource(): Resource {
    return this.trace.resource;
  }

  get instrumentationScope(): InstrumentationScope {
    return this.site.instrumentationScope;
  }

  /** The same two under the names of the SDK 1.x, which its exporters read. */
  get instrumentationLibrary(): InstrumentationScope {
    return this.site.instrumentationScope;
  }

  get parentSpanId(): string | undefined {
    return parentIdOf(this);
  }

  get droppedAttributesCount(): number {
    return this.more?.droppedAttributes ?? 0;
  }

  get droppedEventsCount(): number {
    return this.more?.droppedEvents ?? 0;
  }

  get droppedLinksCount(): number {
    return this.more?.droppedLinks ?? 0;
  }

  isRecording(): boolean {
    return (this.flags & (RECORDING | ENDED)) === RECORDING;
  }

  setAttribute(name: string, value: AttributeValue): this {
    if (this.isRecording()) change(() => this.details().set(this.site.attributes, toText(name), value));
    return this;
  }

  setAttributes(attributes: Attributes): this {
    if (this.isRecording()) change(() => this.details().setAll(this.site.attributes, attributes));
    return this;
  }

  addEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): this {
    if (this.isRecording())
      change(() => this.details().addNamedEvent(this.trace, name, attributesOrTime, time));
    return this;
  }

  addLink(link: Link): this {
    if (this.isRecording()) change(() => this.details().addLink(link));
    return this;
  }

  addLinks(links: readonly Link[]): this {
    change(() => {
      for (let index = 0; isArray(links) && index < links.length; index++) this.addLink(links[index] as Link);
    });
    return this;
  }

  setStatus(status: SpanStatus | StatusName, message?: string): this {
    if (this.isRecording()) change(() => applyStatus(this, status, message));
    return this;
  }

  updateName(name: string): this {
    if (this.isRecording()) change(() => this.details().rename(toText(name)));
    return this;
  }

  recordException(exception: unknown, time?: TimeInput): void {
    if (this.isRecording())
      change(() => this.details().addEvent(exceptionEvent(exception, shifted(this.trace, toReading(time)))));
  }

  end(endTime?: TimeInput): void {
    try {
      endSpan(this, endTime === undefined ? now() : toReading(endTime));
      leaveByHand(this);
    } catch (error) {
      reportError("a span could not be ended", error);
    }
  }

  declare readonly [Symbol.dispose]: () => void;
}

put(SpanNode.prototype, dispose, disposeOf);
