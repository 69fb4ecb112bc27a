// The spans of a trace, one after the other, in; all of them as columns out, which stay small and quick with 100,000 spans.
import type { Span } from "./span.js";

/** A trace without what only one span is asked for: attributes, events, links, the resource. One place in each column is one span. */
export interface TraceColumns {
  readonly traceId: string;
  /** When the earliest span began: nanoseconds since 1970, as a decimal text. */
  readonly startNs: string;
  /** Each text once; columns have places in it. */
  readonly texts: readonly string[];
  readonly spanIds: readonly string[];
  /** Empty for a root. */
  readonly parentIds: readonly string[];
  /** Nanoseconds from the earliest begin on. */
  readonly offsets: readonly number[];
  /** Nanoseconds. */
  readonly durations: readonly number[];
  /** `STATUS`. */
  readonly statuses: readonly number[];
  /** `KINDS`. */
  readonly kinds: readonly number[];
  /** Places in `texts`. */
  readonly names: readonly number[];
  /** Places in `texts`. */
  readonly services: readonly number[];
  /** Places in `texts`, of `file:line`. */
  readonly sites: readonly number[];
}

/** What a column knows of a span. */
export interface ColumnSpan
  extends Pick<Span, "spanId" | "parentId" | "name" | "service" | "kind" | "status" | "start" | "end"> {
  /** `file:line`; empty where the span does not say it. */
  readonly site: string;
}

/** Columns that grow by one span at a time; the spans come by start. */
export class ColumnsBuilder {
  readonly #traceId: string;
  readonly #texts = new Map<string, number>();
  readonly #spanIds: string[] = [];
  readonly #parentIds: string[] = [];
  readonly #offsets: number[] = [];
  readonly #durations: number[] = [];
  readonly #statuses: number[] = [];
  readonly #kinds: number[] = [];
  readonly #names: number[] = [];
  readonly #services: number[] = [];
  readonly #sites: number[] = [];
  #start: bigint | undefined;

  constructor(traceId: string) {
    this.#traceId = traceId;
  }

  add({ spanId, parentId, name, service, site, kind, status, start, end }: ColumnSpan): void {
    this.#start ??= start;
    this.#spanIds.push(spanId);
    this.#parentIds.push(parentId);
    this.#offsets.push(Number(start - this.#start));
    this.#durations.push(Number(end - start));
    this.#statuses.push(status);
    this.#kinds.push(kind);
    this.#names.push(this.#placeOf(name));
    this.#services.push(this.#placeOf(service));
    this.#sites.push(this.#placeOf(site));
  }

  /** `undefined` if there was no span. */
  columns(): TraceColumns | undefined {
    if (this.#start === undefined) return undefined;
    return {
      traceId: this.#traceId,
      startNs: String(this.#start),
      texts: [...this.#texts.keys()],
      spanIds: this.#spanIds,
      parentIds: this.#parentIds,
      offsets: this.#offsets,
      durations: this.#durations,
      statuses: this.#statuses,
      kinds: this.#kinds,
      names: this.#names,
      services: this.#services,
      sites: this.#sites,
    };
  }

  #placeOf(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, this.#texts.size);
    return this.#texts.size - 1;
  }
}
