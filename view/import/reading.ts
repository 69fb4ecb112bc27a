// Items of a file, one by one, in; the spans that they are, with a count of those that are none, out.
import type { Span } from "../model/span.js";
import type { Received } from "../otlp/request.js";

/** Gathers what a file holds. */
export class Reading {
  readonly #spans: Span[] = [];
  #rejected = 0;
  #reason = "";

  /** Takes a span, or why it is none. @param place where in the file: `data[0].spans[2]` */
  take(span: Span | string, place: string): void {
    if (typeof span !== "string") this.#spans.push(span);
    else if (this.#rejected++ === 0) this.#reason = `${place}: ${span}`;
  }

  /** What was gathered. */
  get received(): Received {
    return { spans: this.#spans, rejected: this.#rejected, reason: this.#reason };
  }
}
