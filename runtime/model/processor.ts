// What span processors and exporters look like (OpenTelemetry's interfaces, and one of ours); types only.
import type { Context } from "./context.js";
import type { ReadableSpan, Span } from "./span.js";

/**
 * Hears of spans as they start and end; OpenTelemetry's `SpanProcessor`. What it throws is reported once and survived.
 * Traced functions that a processor calls are not traced.
 */
export interface SpanProcessor {
  /** Called before the traced function runs; leave it out if it is not needed, it costs time. */
  onStart?(span: Span, parentContext: Context): void;
  /** Called when a span is about to end and may still be changed; leave it out if it is not needed, it costs time. */
  onEnding?(span: Span): void;
  /** Called when a span has ended: nothing changes it any more. */
  onEnd(span: ReadableSpan): void;
  /** Hands on what has ended so far, and settles when that has arrived. */
  forceFlush(): Promise<void>;
  /** The same, and nothing after it. */
  shutdown(): Promise<void>;
  /** Whether spans that a sampler lets be recorded, and not sampled, are kept from it. @default false */
  readonly sampledOnly?: boolean;
}

/**
 * Why an ended span was not exported:
 * - `queueFull`: too many waited already;
 * - `timeout`: no answer in time, so that it may have arrived even so;
 * - `rejected`: the receiver refused its whole request;
 * - `partialSuccess`: the receiver took others of its request;
 * - `tooLarge`: it alone exceeds what a request may have;
 * - `unsent`: the process ended before;
 * - `shutdown`: it ended after `shutdown()`;
 * - `failed`: anything else, such as a connection that failed.
 */
export type DropReason =
  | "queueFull"
  | "timeout"
  | "rejected"
  | "partialSuccess"
  | "tooLarge"
  | "failed"
  | "unsent"
  | "shutdown";

/** Numbers of spans that were not exported, by reason. */
export type DroppedSpans = Partial<Record<DropReason, number>>;

/** Spans of an export that the receiver may take later: it is down, or busy. */
export interface ExportRetry {
  /** How many there are. */
  readonly count: number;
  /** Under which they stand in `dropped`, for those that do not try again. */
  readonly reason: DropReason;
  /** Milliseconds that the receiver asks to wait. */
  readonly after?: number | undefined;
  /** Exports them once more; calls back as `export` does. */
  export(resultCallback: (result: ExportResult) => void): void;
}

/** The outcome of an export: 0 success, 1 failure. */
export interface ExportResult {
  /** 0 success, 1 failure. */
  code: 0 | 1;
  /** Why it failed. */
  error?: Error;
  /** Which spans did not arrive, when that is known: all others did. Without it all did, or none (code 1). */
  dropped?: DroppedSpans;
  /** What of `dropped` is not lost yet. `BatchSpanProcessor` keeps it and tries again until it is taken. */
  retry?: ExportRetry;
}

/** Takes ended spans elsewhere; OpenTelemetry's `SpanExporter`, and a member of ours. */
export interface SpanExporter {
  /** Takes spans; calls back once, when it is known what became of them. The list is not used after that. */
  export(spans: ReadableSpan[], resultCallback: (result: ExportResult) => void): void;
  /** Settles when all that was taken is away; nothing is taken after it. */
  shutdown(): Promise<void>;
  /** Settles when all that was taken is away. */
  forceFlush?(): Promise<void>;
  /**
   * Whether `export` is of use while the process exits, when nothing asynchronous happens any more: it works
   * synchronously. Others are not given what waits then.
   * @default false
   */
  readonly exportsAtExit?: boolean;
}

/** Takes spans one after the other, and keeps their bytes instead of them. */
export interface SpanEncoder {
  /** Encodes spans that have ended. */
  add(spans: readonly ReadableSpan[]): void;
  /** The bytes of all. */
  finish(): Uint8Array;
  /** How many could not be encoded, and are not among the bytes. */
  readonly leftOut?: number;
}

/**
 * An exporter that can encode spans while these wait for the rest of their batch. Objects that wait are copied by the
 * garbage collector again and again, and have left the processor's caches when the batch is encoded at last.
 */
export interface EncodingExporter extends SpanExporter {
  /** What encodes the next batch, `undefined` when `export` wants the spans themselves. */
  newEncoder(): SpanEncoder | undefined;
  /** Exports what was added to an encoder. */
  exportEncoded(encoder: SpanEncoder, count: number, resultCallback: (result: ExportResult) => void): void;
}
