// One export on its way: a batch's bytes in parts that a request may have in, what became of its spans out.
import { report, reportError } from "../ground/faults.js";
import type { DroppedSpans, DropReason, ExportResult, ExportRetry } from "../model/processor.js";
import { type Cut, cutRequest, type Encoding } from "../otlp/cut/pack.js";

/** What is posted at once. */
export interface Part {
  readonly bytes: Uint8Array;
  readonly count: number;
  /** The size to which it was cut because the receiver said that more is too large. */
  readonly limit?: number;
  /** What is really sent, once it is compressed. */
  body?: Uint8Array;
}

/** A batch's bytes, and how many of its spans are not among them. */
export interface Encoded {
  readonly bytes: Uint8Array;
  readonly leftOut: number;
}

/** Why what is left is not sent now. */
type Hold = Pick<ExportRetry, "reason" | "after">;

/** Spans that were given to an exporter together. */
export class Shipment {
  /** What is not delivered yet; the first is on its way. */
  readonly parts: Part[] = [];
  /** Spans that were given. */
  readonly count: number;
  private readonly encode: () => Encoded;
  /** Spans of which is not known what became of them. */
  private left: number;
  private readonly encoding: Encoding;
  private readonly callback: (result: ExportResult) => void;
  private readonly dropped: DroppedSpans = {};
  private error: Error | undefined = undefined;
  private isEncoded = false;
  private held: Hold | undefined = undefined;
  private isSettled = false;

  constructor(
    encode: () => Encoded,
    count: number,
    encoding: Encoding,
    callback: (result: ExportResult) => void,
  ) {
    this.encode = encode;
    this.count = count;
    this.left = count;
    this.encoding = encoding;
    this.callback = callback;
  }

  /** Makes the parts, once. */
  prepare(maxBytes: number): void {
    if (this.isEncoded) return;
    const { bytes, leftOut } = this.encode();
    this.isEncoded = true;
    this.drop("failed", leftOut);
    const whole = { bytes, count: this.left };
    if (bytes.length <= maxBytes) this.parts.push(whole);
    else this.parts.push(...this.cut(whole, maxBytes));
  }

  /** Puts smaller parts in the place of the first one, which the receiver finds too large. */
  cutFirst(maxBytes: number): void {
    const [first] = this.parts;
    if (first === undefined) return;
    const pieces = this.cut(first, maxBytes).map((piece) => ({ ...piece, limit: maxBytes }));
    this.parts.splice(0, 1, ...pieces);
  }

  private cut(part: Part, maxBytes: number): Cut["pieces"] {
    const { pieces, tooLarge, notes } = cutRequest(this.encoding, part.bytes, maxBytes);
    for (const note of notes) report(`a span was too large for one request and is sent in part: ${note}`);
    if (tooLarge > 0) this.fail("tooLarge", tooLarge, new Error(`a span alone exceeds ${maxBytes} bytes`));
    return pieces;
  }

  /** Counts spans that did not arrive though their request did. */
  drop(reason: DropReason, count: number): void {
    const lost = Math.min(count, this.left);
    this.left -= lost;
    if (lost > 0) this.dropped[reason] = (this.dropped[reason] ?? 0) + lost;
  }

  private fail(reason: DropReason, count: number, error: Error): void {
    this.drop(reason, count);
    this.error = error;
  }

  /** The first part has arrived, but for so many of its spans. */
  deliver(rejected: number): void {
    const count = this.parts.shift()?.count ?? 0;
    const refused = Math.min(rejected, count);
    this.drop("partialSuccess", refused);
    this.left -= count - refused;
  }

  /** The first part is given up. */
  failFirst(reason: DropReason, error: Error): void {
    this.fail(reason, this.parts.shift()?.count ?? 0, error);
  }

  /** All that is left is given up. */
  failRest(reason: DropReason, error: Error): void {
    this.parts.length = 0;
    this.fail(reason, this.left, error);
  }

  /** What is left may be taken later, and is not tried any more now. */
  hold(reason: DropReason, error: Error, after: number | undefined): void {
    this.held = { reason, after };
    this.error = error;
  }

  /** Whether what is left waits for another export. */
  get isHeld(): boolean {
    return this.held !== undefined;
  }

  /** The process ends before all that is left is sent, or before there is an answer. */
  abandon(error: Error | undefined): void {
    if (this.left > 0 && error !== undefined) this.error = error;
    this.parts.length = 0;
    this.drop("unsent", this.left);
  }

  /** Calls back with what became of all, once; `launch` sends what is held, when it is asked to. */
  settle(launch: (rest: Shipment) => void): void {
    if (this.isSettled) return;
    this.isSettled = true;
    const retry = this.retryBy(launch);
    answer(this.callback, {
      code: this.error === undefined ? 0 : 1,
      ...(this.error !== undefined && { error: this.error }),
      ...(Object.keys(this.dropped).length > 0 && { dropped: this.dropped }),
      ...(retry !== undefined && { retry }),
    });
  }

  /** Calls back with why it is not sent. */
  refuse(result: ExportResult): void {
    this.isSettled = true;
    answer(this.callback, result);
  }

  private retryBy(launch: (rest: Shipment) => void): ExportRetry | undefined {
    const { held, left: count } = this;
    if (held === undefined || count === 0) return undefined;
    this.drop(held.reason, count);
    return { ...held, count, export: (callback) => launch(this.rest(count, callback)) };
  }

  private rest(count: number, callback: (result: ExportResult) => void): Shipment {
    const rest = new Shipment(this.encode, count, this.encoding, callback);
    rest.isEncoded = true;
    rest.parts.push(...this.parts);
    return rest;
  }
}

/** Calls back, and survives it. */
function answer(callback: (result: ExportResult) => void, result: ExportResult): void {
  try {
    callback(result);
  } catch (error) {
    reportError("the callback of an export threw", error);
  }
}
