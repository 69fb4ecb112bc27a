// What a span processor and a span exporter look like (OpenTelemetry's interfaces); types only.
import type { Context } from "../context.js";
import type { ReadableSpan, Span } from "../span-shape.js";

/**
 * Hears of spans as they start and end; OpenTelemetry's `SpanProcessor`. What it throws is reported once and survived.
 * Traced functions that a processor calls are not traced.
 */
export interface SpanProcessor {
  /** Called before the traced function runs; leave it out if it is not needed, it costs time. */
  onStart?(span: Span, parentContext: Context): void;
  /** Called when a span is about to end and may still be changed; leave it out if it is not needed, it costs time. */
  onEnding?(span: Span): void;
  onEnd(span: ReadableSpan): void;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
  /** Whether spans that a sampler lets be recorded, and not sampled, are kept from it. @default false */
  readonly sampledOnly?: boolean;
}

/** The outcome of an export: 0 success, 1 failure. */
export interface ExportResult {
  code: 0 | 1;
  error?: Error;
}

/** Takes ended spans elsewhere; OpenTelemetry's `SpanExporter`. */
export interface SpanExporter {
  export(spans: ReadableSpan[], resultCallback: (result: ExportResult) => void): void;
  shutdown(): Promise<void>;
  forceFlush?(): Promise<void>;
}
