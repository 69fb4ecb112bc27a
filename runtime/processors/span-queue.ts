// Ended spans in, batches of them out, oldest first: each is collected in a list of its own, so that none is copied.
import { append } from "../intrinsics.js";
import type { ReadableSpan } from "../span-shape.js";

/** A queue of spans, cut into batches. */
export class SpanQueue {
  /** Spans that wait. */
  length = 0;
  private readonly batchSize: number;
  private readonly full: ReadableSpan[][] = [];
  private last: ReadableSpan[] = [];

  constructor(batchSize: number) {
    this.batchSize = batchSize;
  }

  add(span: ReadableSpan): void {
    append(this.last, span);
    this.length++;
    if (this.last.length < this.batchSize) return;
    append(this.full, this.last);
    this.last = [];
  }

  /** The oldest batch, removed. */
  take(): ReadableSpan[] {
    const batch = this.full[0] ?? this.last;
    if (batch === this.last) this.last = [];
    else this.moveUp();
    this.length -= batch.length;
    return batch;
  }

  // An index loop, as on every path that runs while the program does: it may have replaced `shift`.
  private moveUp(): void {
    for (let index = 1; index < this.full.length; index++)
      this.full[index - 1] = this.full[index] as ReadableSpan[];
    this.full.length--;
  }
}
