// Attributes, events and links of a bridged span in; kept as those of any span, and written to the SDK's span.

import type { TimeInput } from "../ground/clock.js";
import { append, hasOwn } from "../ground/intrinsics.js";
import type { Attributes, Link, TimedEvent } from "../model/span.js";
import { Details } from "../recording/details.js";
import type { ForeignException, ForeignSpan } from "./foreign-api.js";

/** The rarely used part: kept here for processors of this library, and written to the SDK's span at once. */
export class WrittenThrough extends Details {
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

  /** What the function threw, in whatever form it is recorded. */
  writeFailures(foreign: ForeignSpan): void {
    const all = this.merged ?? this.own;
    if (this.late !== undefined && all !== undefined)
      foreign.setAttribute(this.late, all[this.late] as string);
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
