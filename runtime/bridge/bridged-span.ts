// A span of another SDK in; out comes a node that the tracer treats as its own, and that writes through to that span.
import { isTimeInput, now } from "../clock.js";
import type { ContextValues } from "../context-values.js";
import { change, Details } from "../details.js";
import { BRIDGED, CARRIER, RECORDING, SAMPLED, STATUS_SET, SUPPRESSED, UNSAMPLED } from "../flags.js";
import { fromHex } from "../ids.js";
import { append, hasOwn } from "../intrinsics.js";
import { LocalTrace, traceOf } from "../local-trace.js";
import { handMadeSite, type Site } from "../site.js";
import { LocalSpan } from "../span.js";
import type {
  Attributes,
  Link,
  SpanContext,
  SpanStatus,
  StatusName,
  TimedEvent,
  TimeInput,
} from "../span-shape.js";
import type { ForeignException, ForeignSpan } from "./foreign-api.js";
import type { Place } from "./foreign-storage.js";

const ELSEWHERE = handMadeSite("", 0, false);

/** A place in another SDK's context, with the span that is current there. */
export class BridgedSpan extends LocalSpan {
  /** `undefined` where there is no span. */
  readonly foreign: ForeignSpan | undefined;
  /** How to get back there; `undefined` until it is known how. */
  place: Place | undefined;
  /** The end that the program gave. */
  finalTime: TimeInput | undefined;

  constructor(
    site: Site,
    trace: LocalTrace,
    values: ContextValues | undefined,
    flags: number,
    begin: number,
    foreign: ForeignSpan | undefined,
    place: Place | undefined,
  ) {
    super(site, trace, undefined, values, flags | BRIDGED, begin);
    this.foreign = foreign;
    this.place = place;
    this.finalTime = undefined;
  }

  override ensureId(): void {
    if (this.idLow !== 0 || this.foreign === undefined) return;
    const { spanId } = this.foreign.spanContext();
    this.idHigh = fromHex(spanId, 0);
    this.idLow = fromHex(spanId, 8);
  }

  override details(): Details {
    this.more ??= new WrittenThrough(this.site.count, this.foreign);
    return this.more;
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
    if ((this.flags & STATUS_SET) === 0 && !(this.statusCode === 1 && hasStatus(foreign)))
      foreign.setStatus(this.status);
    foreign.end(this.finalTime);
  }
}

// The program may have set a status through the API. dd-trace shows none, and keeps an error that is followed by `ok`.
function hasStatus(foreign: ForeignSpan): boolean {
  const code = (foreign.status ?? foreign._status)?.code;
  return code !== undefined && code !== 0;
}

/** The rarely used part: kept here for processors of this library, and written to the SDK's span at once. */
class WrittenThrough extends Details {
  readonly #foreign: ForeignSpan | undefined;
  readonly #failures: TimedEvent[] = [];
  /** Whether an event is to be written at once: what the function threw is kept, since to read its stack is noticed. */
  isLive = false;
  time: TimeInput | undefined;

  constructor(count: number, foreign: ForeignSpan | undefined) {
    super(count);
    this.#foreign = foreign;
  }

  override set(fixed: Attributes, name: string, value: unknown): void {
    super.set(fixed, name, value);
    const all = this.merged ?? this.own;
    if (all !== undefined && hasOwn(all, name)) this.#foreign?.setAttribute(name, all[name]);
  }

  override addEvent(event: TimedEvent): void {
    super.addEvent(event);
    if (!this.isLive) append(this.#failures, event);
    else if (isException(event)) this.#foreign?.recordException(exceptionOf(event), this.time);
    else this.#foreign?.addEvent(event.name, event.attributes, this.time);
  }

  override addLink(link: Link | undefined): void {
    const before = this.links?.length ?? 0;
    super.addLink(link);
    const added = this.links?.[before];
    if (added !== undefined) this.#foreign?.addLink?.(added);
  }

  override rename(name: string): void {
    super.rename(name);
    this.#foreign?.updateName(name);
  }

  /** `span.attributes` was written to in place. */
  override tidy(): void {
    super.tidy();
    if (this.merged !== undefined) this.#foreign?.setAttributes({ ...this.merged });
  }

  writeFailures(foreign: ForeignSpan): void {
    for (let index = 0; index < this.#failures.length; index++)
      foreign.recordException(exceptionOf(this.#failures[index] as TimedEvent));
  }
}

function isException(event: TimedEvent): boolean {
  return event.name === "exception" && event.attributes?.["exception.type"] !== undefined;
}

// The facts, not what was thrown: an SDK would read it, and run getters of the program's.
function exceptionOf(event: TimedEvent): ForeignException {
  const attributes = event.attributes ?? {};
  const stack = attributes["exception.stacktrace"];
  return {
    name: attributes["exception.type"] as string,
    message: attributes["exception.message"] as string,
    ...(stack !== undefined && { stack: stack as string }),
  };
}

/** A node for a place that the tracer did not make. */
export function nodeElsewhere(
  foreign: ForeignSpan | undefined,
  values: ContextValues | undefined,
  isSuppressed: boolean,
  place: Place | undefined,
): BridgedSpan {
  const identity = foreign?.spanContext();
  const trace = identity === undefined ? new LocalTrace(0, 0, 0, 0) : traceOfForeign(identity);
  const flags = (identity === undefined ? CARRIER : sampledFlag(identity)) | (isSuppressed ? SUPPRESSION : 0);
  return new BridgedSpan(ELSEWHERE, trace, values, flags, Number.NaN, foreign, place);
}

const SUPPRESSION = UNSAMPLED | SUPPRESSED;

/** A node for a span that was made for the tracer, below `current`. */
export function nodeForSite(site: Site, current: LocalSpan | undefined, foreign: ForeignSpan): BridgedSpan {
  const identity = foreign.spanContext();
  const trace = traceOfForeign(identity, current?.trace);
  const isRecording = foreign.isRecording();
  const flags = sampledFlag(identity) | (isRecording ? RECORDING : 0);
  return new BridgedSpan(
    site,
    trace,
    current?.values,
    flags,
    isRecording ? now() : Number.NaN,
    foreign,
    undefined,
  );
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
