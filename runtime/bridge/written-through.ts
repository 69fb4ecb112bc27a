// Attributes, events and links of a bridged span in; kept as those of any span, and written to the SDK's span.

import type { TimeInput } from "../ground/clock.js";
import { append, hasOwn } from "../ground/intrinsics.js";
import type { Attributes, Link, TimedEvent } from "../model/span.js";
import { Details } from "../recording/details.js";
import { type Recorded, recordedIn } from "../recording/exception.js";
import type { ForeignSpan } from "./foreign-api.js";

/** The rarely used part: kept here for processors of this library, and written to the SDK's span at once. */
export class WrittenThrough extends Details {
  private readonly foreign: ForeignSpan | undefined;
  private readonly failures: TimedEvent[] = [];
  /** Whether what is written is on the SDK's span already. */
  private isKnown = false;
  /** Whether an event is to be written at once: what the function threw is kept, since to read its stack is noticed. */
  isLive = false;
  time: TimeInput | undefined = undefined;

  constructor(count: number, foreign: ForeignSpan | undefined) {
    super(count);
    this.foreign = foreign;
  }

  /** Keeps what the SDK's span has from the beginning. */
  keepBeginning(fixed: Attributes, attributes: Attributes, links: readonly Link[]): void {
    this.isKnown = true;
    this.setAll(fixed, attributes);
    for (let index = 0; index < links.length; index++) this.addLink(links[index]);
    this.isKnown = false;
  }

  override set(fixed: Attributes, name: string, value: unknown): void {
    super.set(fixed, name, value);
    const all = this.merged ?? this.own;
    if (!this.isKnown && all !== undefined && hasOwn(all, name)) this.foreign?.setAttribute(name, all[name]);
  }

  override addEvent(event: TimedEvent): void {
    super.addEvent(event);
    if (!this.isLive) {
      append(this.failures, event);
      return;
    }
    // The facts, not what was thrown: an SDK would read it, and run getters of the program's.
    const exception = recordedIn(event);
    if (exception !== undefined) this.foreign?.recordException(exception, this.time);
    else this.foreign?.addEvent(event.name, event.attributes, this.time);
  }

  override addLink(link: Link | undefined): void {
    const before = this.links?.length ?? 0;
    super.addLink(link);
    const added = this.links?.[before];
    if (!this.isKnown && added !== undefined) this.foreign?.addLink?.(added);
  }

  override rename(name: string): void {
    super.rename(name);
    this.foreign?.updateName(name);
  }

  /** `span.attributes` was written to in place. */
  override tidy(): void {
    super.tidy();
    if (this.merged !== undefined) this.foreign?.setAttributes({ ...this.merged });
  }

  /** What the function threw, in whatever form it is recorded. */
  writeFailures(foreign: ForeignSpan): void {
    const all = this.merged ?? this.own;
    if (this.late !== undefined && all !== undefined)
      foreign.setAttribute(this.late, all[this.late] as string);
    for (let index = 0; index < this.failures.length; index++)
      foreign.recordException(recordedIn(this.failures[index] as TimedEvent) as Recorded);
  }
}
