// Ended spans in, batches of them out, oldest first: each is collected in a list of its own, so that none is copied.
import { reportError } from "../ground/faults.js";
import { append } from "../ground/intrinsics.js";
import type { SpanEncoder } from "../model/processor.js";
import type { ReadableSpan } from "../model/span.js";

/** Spans that leave together. */
export interface Batch {
  /** How many there are. */
  length: number;
  /** Those that are not encoded yet. */
  spans: ReadableSpan[];
  /** Has the others. */
  readonly encoder: SpanEncoder | undefined;
  /** Of all, those that could not be encoded. */
  lost: number;
}

/** A queue of spans, cut into batches. */
export class SpanQueue {
  /** Spans that wait. */
  length = 0;
  private readonly batchSize: number;
  private readonly newEncoder: () => SpanEncoder | undefined;
  private readonly full: Batch[] = [];
  private last: Batch | undefined = undefined;

  constructor(batchSize: number, newEncoder: () => SpanEncoder | undefined) {
    this.batchSize = batchSize;
    this.newEncoder = newEncoder;
  }

  /** Returns how many of the last batch could be encoded now. */
  add(span: ReadableSpan): number {
    this.last ??= { length: 0, spans: [], encoder: this.newEncoder(), lost: 0 };
    const { last } = this;
    append(last.spans, span);
    last.length++;
    this.length++;
    if (last.length === this.batchSize) {
      append(this.full, last);
      this.last = undefined;
    }
    return last.encoder === undefined ? 0 : last.spans.length;
  }

  /** Has encoded what waits. */
  encode(): void {
    for (let index = 0; index < this.full.length; index++) encodeSpans(this.full[index] as Batch);
    if (this.last !== undefined) encodeSpans(this.last);
  }

  /** The oldest batch, removed and encoded as far as it can be; there has to be one. */
  take(): Batch {
    const batch = this.full[0] ?? this.last ?? { length: 0, spans: [], encoder: undefined, lost: 0 };
    if (batch === this.last) this.last = undefined;
    else this.moveUp();
    this.length -= batch.length;
    encodeSpans(batch);
    batch.length -= batch.lost;
    return batch;
  }

  // An index loop, as on every path that runs while the program does: it may have replaced `shift`.
  private moveUp(): void {
    for (let index = 1; index < this.full.length; index++) this.full[index - 1] = this.full[index] as Batch;
    this.full.length--;
  }
}

/** Gives the spans of a batch to its encoder, if it has one. */
function encodeSpans(batch: Batch): void {
  const { spans, encoder } = batch;
  if (encoder === undefined || spans.length === 0) return;
  batch.spans = [];
  try {
    encoder.add(spans);
  } catch (error) {
    batch.lost += spans.length;
    reportError("spans could not be encoded", error);
  }
}
