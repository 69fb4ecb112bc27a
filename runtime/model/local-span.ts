// What the runtime sees of a span and of a place in the context, which are one object; types only.
import type { TimeInput } from "../ground/clock.js";
import type { ContextValues } from "./context-values.js";
import type { LocalTrace } from "./local-trace.js";
import type { Site } from "./site.js";
import type { Attributes, DisposableSpan, Link, TimedEvent } from "./span.js";

/** One of Node's frames; it shrinks when a storage is disabled, and changes in no other way. */
export interface Frame {
  readonly size: number;
  has(storage: unknown): boolean;
  get(storage: unknown): unknown;
}

/** The rarely used part of a span. */
export interface SpanDetails {
  /** Attributes beyond the site's, until someone asks for all of them. */
  own: Attributes | undefined;
  /** All attributes, once someone asked; from then on the only truth, since the program may write to it. */
  merged: Attributes | undefined;
  events: TimedEvent[] | undefined;
  links: Link[] | undefined;
  name: string | undefined;
  message: string | undefined;
  droppedAttributes: number;
  droppedEvents: number;
  droppedLinks: number;
  /** Ended children that wait until it is known whether this span is dropped (`min`). */
  held: LocalSpan[] | undefined;
  /** How often a generator was resumed. */
  resumed: number;
  /** What was thrown below a span that its response judges, at a clock reading, until the response is known. */
  failure: { readonly thrown: unknown; readonly at: number } | undefined;
  /** The attribute whose value is made when it is first read. */
  late: string | undefined;
  /** Sets an attribute; what is no attribute value becomes text, `undefined` and `null` are passed over. */
  set(fixed: Attributes, name: string, value: unknown): void;
  /** Sets an attribute whose text is made when someone reads it, mostly at export. */
  setLate(name: string, read: () => string): void;
  setAll(fixed: Attributes, attributes: Attributes | undefined): void;
  /** All attributes, as one object that stays the same. */
  all(fixed: Attributes): Attributes;
  rename(name: string): void;
  addEvent(event: TimedEvent): void;
  /** The events as others see them: always the same list, of objects that have all in properties of their own. */
  shownEvents(): TimedEvent[];
  /** What `Span.addEvent` takes. */
  addNamedEvent(
    trace: LocalTrace,
    name: string,
    attributesOrTime?: Attributes | TimeInput,
    time?: TimeInput,
  ): void;
  /** Adds a link; what is none is passed over. */
  addLink(link: Link | undefined): void;
  /** Applies limits and value rules to what the program wrote into `attributes` directly. */
  tidy(): void;
}

/** A span of this process, a stand-in for one of another process, or a node that only carries values. */
export interface LocalSpan extends DisposableSpan {
  flags: number;
  readonly trace: LocalTrace;
  readonly site: Site;
  /** Kept only while this span is open: a loop that re-arms itself would retain all its past otherwise. */
  parent: LocalSpan | undefined;
  /** The node to restore at exit. */
  previous: LocalSpan | undefined;
  /** The frames of this span and of `previous`, where Node has such: see context/frames.ts. */
  inner: Frame | undefined;
  outer: Frame | undefined;
  readonly values: ContextValues | undefined;
  begin: number;
  finish: number;
  idHigh: number;
  idLow: number;
  parentHigh: number;
  parentLow: number;
  statusCode: 0 | 1 | 2;
  more: SpanDetails | undefined;
  /** Makes the span id on first need. The low word is never zero, hence the id never is. */
  ensureId(): void;
  /** The rarely used part, made on first need. */
  details(): SpanDetails;
}

/** What makes a span: that of this library, or one that differs in what it takes. */
export type SpanClass<S extends LocalSpan> = new (
  site: Site,
  trace: LocalTrace,
  parent: LocalSpan | undefined,
  values: ContextValues | undefined,
  flags: number,
  begin: number,
) => S;
