// A processor that holds the spans of a trace back until it is known whether the trace is worth keeping.

import { untraced } from "../context/nodes.js";
import { hrToMilliseconds } from "../ground/clock.js";
import { reportError } from "../ground/faults.js";
import { append, mapDelete, mapEach, mapFirst, mapGet, mapSet, mapSize } from "../ground/intrinsics.js";
import { clearTimeout, setTimeout } from "../ground/node.js";
import { checkNames } from "../ground/options.js";
import type { Context } from "../model/context.js";
import type { SpanProcessor } from "../model/processor.js";
import type { ReadableSpan, Span } from "../model/span.js";
import { isWithinShare } from "../sampling/sampler.js";
import { onProcessEnd } from "./process-end.js";
import { onExit } from "./process-exit.js";
import { checkTailLimits, TAIL_LIMITS, type TailLimits } from "./tail-limits.js";

/** Options of `TailSamplingProcessor`. */
export interface TailSamplingProcessorOptions extends TailLimits {
  /** Gets the spans of the traces that are kept. */
  readonly processor: SpanProcessor;
}

/** A trace of which something runs, or has ended and waits. */
interface Waiting {
  readonly spans: ReadableSpan[];
  /** Spans without a parent in this process that have not ended. */
  open: number;
  /** Whether there was an error, or something slow. */
  isNotable: boolean;
  /** Half the longest wait, so many times. */
  age: number;
}

/**
 * Keeps every trace in which a span failed or that took as long as `slowerThan`, and a share of the others. A trace is
 * judged when its last span without a parent in this process has ended, by what happened in this process. It is judged
 * early, by what is known, when more than `maxTraces` run or wait, when more than `maxSpans` wait (the oldest trace
 * goes first), or after `maxWait`. Spans that end later follow the verdict; a failed one of a trace that was dropped is
 * still kept, with what ends after it.
 */
export class TailSamplingProcessor implements SpanProcessor {
  readonly sampledOnly = true;
  private readonly next: SpanProcessor;
  private readonly limits: Required<TailLimits>;
  private readonly waiting = new Map<string, Waiting>();
  /** What became of the last traces. */
  private readonly verdicts = new Map<string, boolean>();
  private timer: NodeJS.Timeout | undefined = undefined;
  private stopped: Promise<void> | undefined = undefined;
  private readonly forget: () => void;
  /** Traces that were kept, dropped, and of both those that were judged early; spans that wait now. */
  readonly counts: { kept: number; dropped: number; early: number; waitingSpans: number } = {
    kept: 0,
    dropped: 0,
    early: 0,
    waitingSpans: 0,
  };

  /** @throws TypeError for a processor that is none or an unknown option, RangeError for a limit that is out of range */
  constructor(options: TailSamplingProcessorOptions) {
    checkNames("TailSamplingProcessor", options, ["processor", ...TAIL_LIMITS]);
    if (typeof options.processor?.onEnd !== "function")
      throw new TypeError("TailSamplingProcessor: `processor` must be a span processor");
    this.next = options.processor;
    this.limits = checkTailLimits(options);
    const stop = [onProcessEnd(() => this.flushAtEnd()), onExit("judge", () => this.judgeAll())];
    this.forget = () => stop.forEach((forget) => void forget());
  }

  /** The processor that gets what is kept. */
  get behind(): SpanProcessor {
    return this.next;
  }

  onStart(span: Span, parentContext: Context): void {
    this.next.onStart?.(span, parentContext);
    if (this.stopped !== undefined || !isLocalRoot(span) || !isSampled(span)) return;
    const { traceId } = span;
    if (mapGet(this.verdicts, traceId) !== true) this.entryOf(traceId).open++;
  }

  onEnd(span: ReadableSpan): void {
    if (this.stopped !== undefined) return;
    const { traceId } = span.spanContext();
    const known = mapGet(this.waiting, traceId);
    if (known === undefined && this.followsVerdict(traceId, span)) return;
    const entry = known ?? this.entryOf(traceId);
    append(entry.spans, span);
    this.counts.waitingSpans++;
    // Asked once: the parent's ids are written for each answer.
    const isRoot = isLocalRoot(span);
    entry.isNotable ||= this.isNotable(span, isRoot);
    if (isRoot && --entry.open <= 0) this.judge(traceId, entry, false);
    while (this.counts.waitingSpans > this.limits.maxSpans) this.judgeOldest(1);
  }

  private isNotable(span: ReadableSpan, isRoot: boolean): boolean {
    if (span.status.code === 2) return true;
    return isRoot && hrToMilliseconds(span.duration) >= this.limits.slowerThan;
  }

  /** What ends behind the verdict on its trace; `false` when there is none. */
  private followsVerdict(traceId: string, span: ReadableSpan): boolean {
    const verdict = mapGet(this.verdicts, traceId);
    if (verdict === undefined) return false;
    const isKept = verdict || this.isNotable(span, isLocalRoot(span));
    if (isKept !== verdict) this.remember(traceId, true);
    if (isKept) this.pass(span);
    return true;
  }

  private entryOf(traceId: string): Waiting {
    const known = mapGet(this.waiting, traceId);
    if (known !== undefined) return known;
    if (mapSize(this.waiting) >= this.limits.maxTraces) this.judgeOldest(0);
    const entry: Waiting = { spans: [], open: 0, isNotable: false, age: 0 };
    mapSet(this.waiting, traceId, entry);
    if (this.timer === undefined) this.arm();
    return entry;
  }

  private judgeOldest(leastSpans: number): void {
    let isFound = false;
    mapEach(this.waiting, (entry, traceId) => {
      if (isFound || entry.spans.length < leastSpans) return;
      isFound = true;
      this.judge(traceId, entry, true);
    });
  }

  private judge(traceId: string, entry: Waiting, isEarly: boolean): void {
    const verdict = entry.isNotable || isWithinShare(traceId, this.limits.sampleRatio);
    mapDelete(this.waiting, traceId);
    this.remember(traceId, verdict);
    this.counts.waitingSpans -= entry.spans.length;
    this.counts[verdict ? "kept" : "dropped"]++;
    if (isEarly) this.counts.early++;
    if (!verdict) return;
    for (let index = 0; index < entry.spans.length; index++) this.pass(entry.spans[index] as ReadableSpan);
  }

  private remember(traceId: string, verdict: boolean): void {
    mapDelete(this.verdicts, traceId);
    mapSet(this.verdicts, traceId, verdict);
    const oldest = mapSize(this.verdicts) > this.limits.maxTraces ? mapFirst(this.verdicts) : undefined;
    if (oldest !== undefined) mapDelete(this.verdicts, oldest[0]);
  }

  private pass(span: ReadableSpan): void {
    try {
      this.next.onEnd(span);
    } catch (error) {
      reportError("onEnd of a span processor threw", error);
    }
  }

  // Twice in the longest wait, so that no trace needs a clock of its own.
  private arm(): void {
    untraced(() => {
      this.timer = setTimeout(() => this.grow(), this.limits.maxWait / 2);
      this.timer.unref();
    });
  }

  private grow(): void {
    mapEach(this.waiting, (entry, traceId) => {
      if (++entry.age >= 2) this.judge(traceId, entry, true);
    });
    this.timer = undefined;
    if (mapSize(this.waiting) > 0) this.arm();
  }

  /** Judges all that waits, at once. */
  judgeAll(): void {
    mapEach(this.waiting, (entry, traceId) => this.judge(traceId, entry, true));
  }

  private async flushAtEnd(): Promise<void> {
    if (this.counts.waitingSpans === 0) return;
    this.judgeAll();
    await this.next.forceFlush();
  }

  /** Flushes what was kept so far. Traces that run go on waiting: their verdict would be a guess. */
  forceFlush(): Promise<void> {
    return this.next.forceFlush();
  }

  /** Judges all that waits, and shuts the processor behind down. */
  shutdown(): Promise<void> {
    this.stopped ??= this.stop();
    return this.stopped;
  }

  private async stop(): Promise<void> {
    this.forget();
    clearTimeout(this.timer);
    untraced(() => this.judgeAll());
    await this.next.shutdown();
  }
}

// Of one that is recorded alone the end is never told.
function isSampled(span: ReadableSpan): boolean {
  return (span.spanContext().traceFlags & 1) === 1;
}

function isLocalRoot(span: ReadableSpan): boolean {
  const parent = span.parentSpanContext;
  return parent === undefined || parent.isRemote === true;
}
