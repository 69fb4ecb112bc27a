// Spans in, rows of the database out, in batches by one connection; what could not be stored stays here and is tried again.
import { setTimeout as setTimer } from "node:timers";
import type { DuckDBAppender, DuckDBConnection } from "@duckdb/node-api";
import { KINDS, type Span, type SpanEvent, type SpanLink } from "../../model/span.js";
import { siteOf } from "../site.js";
import { idOf, storedAmong } from "./stored-ids.js";

/** How long a span waits at most before it is stored, in milliseconds: what `kill -9` may lose is this and one batch. */
const WAIT = 400;
/** Before a batch that failed is tried again, in milliseconds. */
const RETRY = 1000;
/** Spans of one transaction. */
const BATCH = 5000;
/** Rows that are handed over at once, about 5 ms; then requests are answered. */
const PIECE = 250;
/** Spans that may wait; a disk that is full must not fill the memory. */
const MAX_WAITING = 100_000;
/** Resources whose number is remembered. */
const MAX_RESOURCES = 10_000;

const STATUS_NAMES = ["unset", "ok", "error"] as const;

/** What a writer tells. */
export interface WriterEvents {
  stored(spans: readonly Span[]): void;
  /** A batch was not stored, and is kept. */
  failed(cause: Error): void;
  /** The writer was closed, and so many spans could not be stored. */
  lost(count: number): void;
}

/** Stores spans. */
export class Writer {
  readonly #connection: DuckDBConnection;
  readonly #events: WriterEvents;
  /** Of the spans that wait. */
  readonly #ids = new Set<string>();
  readonly #resources = new Map<string, bigint>();
  #nextResource: bigint;
  #waiting: Span[] = [];
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(connection: DuckDBConnection, lastResource: bigint, events: WriterEvents) {
    this.#connection = connection;
    this.#nextResource = lastResource + 1n;
    this.#events = events;
  }

  /** Takes spans; what is sent again, since an answer got lost, is stored once. `false` where too many wait. */
  add(spans: readonly Span[]): boolean {
    if (this.#waiting.length > 0 && this.#waiting.length + spans.length > MAX_WAITING) return false;
    for (const span of spans) {
      if (this.#ids.has(idOf(span))) continue;
      this.#ids.add(idOf(span));
      this.#waiting.push(span);
    }
    this.#schedule(WAIT);
    return true;
  }

  /** Stores what waits; resolves also where that failed, and is tried again. */
  flush(): Promise<void> {
    // One after the other, by one connection.
    const flushed = (this.#running ?? Promise.resolve()).then(() => this.#drain());
    this.#running = flushed;
    return flushed;
  }

  /** Stores what waits, and no more. */
  async close(): Promise<void> {
    await this.flush();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length > 0) this.#events.lost(this.#waiting.length);
    this.#connection.closeSync();
  }

  /** Deletes between two batches: runs all of these statements or none. */
  delete(statements: readonly string[]): Promise<void> {
    const ran = (this.#running ?? Promise.resolve()).then(() => this.#transact(statements));
    this.#running = ran.catch(() => {});
    return ran;
  }

  async #transact(statements: readonly string[]): Promise<void> {
    try {
      await this.#connection.run(["BEGIN", ...statements, "COMMIT"].join(";"));
    } catch (cause) {
      await this.#connection.run("ROLLBACK").catch(() => {});
      throw cause;
    }
    // No span may be stored with a resource that is gone.
    const left = await this.#connection.runAndReadAll("SELECT resource_id FROM resources");
    const ids = new Set(left.getRows().map(([id]) => id));
    for (const [text, id] of this.#resources) if (!ids.has(id)) this.#resources.delete(text);
  }

  #schedule(wait: number): void {
    if (this.#timer !== undefined || this.#waiting.length === 0) return;
    this.#timer = setTimer(() => {
      this.#timer = undefined;
      void this.flush();
    }, wait);
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, BATCH);
      let stored: readonly Span[];
      try {
        const known = await storedAmong(this.#connection, batch);
        stored = known.size === 0 ? batch : batch.filter((span) => !known.has(idOf(span)));
        if (stored.length > 0) await this.#store(stored);
      } catch (cause) {
        this.#events.failed(cause as Error);
        return this.#schedule(RETRY);
      }
      this.#waiting = this.#waiting.slice(batch.length);
      for (const span of batch) this.#ids.delete(idOf(span));
      if (stored.length > 0) this.#events.stored(stored);
    }
  }

  async #store(batch: readonly Span[]): Promise<void> {
    const appenders: DuckDBAppender[] = [];
    const known = new Map(this.#resources);
    await this.#connection.run("BEGIN");
    try {
      for (const table of ["spans", "events", "links", "resources"])
        appenders.push(await this.#connection.createAppender(table));
      const [spans, events, links, resources] = appenders as [
        DuckDBAppender,
        DuckDBAppender,
        DuckDBAppender,
        DuckDBAppender,
      ];
      let rows = 0;
      for (const span of batch) {
        appendSpan(spans, span, this.#resourceOf(span, resources));
        for (const event of span.events) appendEvent(events, span, event);
        for (const link of span.links) appendLink(links, span, link);
        rows += 1 + span.events.length + span.links.length;
        if (rows < PIECE) continue;
        rows = 0;
        await new Promise(setImmediate);
      }
      for (const appender of appenders) appender.flushSync();
      await this.#connection.run("COMMIT");
    } catch (cause) {
      this.#resources.clear();
      for (const [text, id] of known) this.#resources.set(text, id);
      await this.#connection.run("ROLLBACK").catch(() => {});
      throw cause;
    } finally {
      for (const appender of appenders) close(appender);
    }
  }

  #resourceOf({ resource, service }: Span, appender: DuckDBAppender): bigint {
    const text = JSON.stringify(resource);
    const known = this.#resources.get(text);
    if (known !== undefined) return known;
    if (this.#resources.size >= MAX_RESOURCES) this.#resources.clear();
    const id = this.#nextResource++;
    this.#resources.set(text, id);
    appender.appendBigInt(id);
    appender.appendVarchar(service);
    appender.appendVarchar(text);
    appender.endRow();
    return id;
  }
}

/** One that has failed fails again as it is closed. */
function close(appender: DuckDBAppender): void {
  try {
    appender.closeSync();
  } catch {}
}

function appendSpan(to: DuckDBAppender, span: Span, resource: bigint): void {
  const attributes = JSON.stringify(span.attributes);
  to.appendVarchar(span.traceId);
  to.appendVarchar(span.spanId);
  to.appendVarchar(span.parentId);
  if (span.isRemote === undefined) to.appendNull();
  else to.appendBoolean(span.isRemote);
  to.appendVarchar(span.service);
  to.appendVarchar(span.name);
  to.appendVarchar(KINDS[span.kind] ?? KINDS[0]);
  to.appendVarchar(span.scope);
  to.appendBigInt(span.start);
  to.appendBigInt(span.end);
  to.appendBigInt(span.end - span.start);
  to.appendVarchar(STATUS_NAMES[span.status] ?? STATUS_NAMES[0]);
  to.appendVarchar(span.statusMessage);
  to.appendVarchar(siteOf(span.attributes));
  to.appendVarchar(attributes);
  to.appendBigInt(resource);
  to.appendBigInt(BigInt(Date.now()));
  to.appendBigInt(BigInt(sizeOf(span, attributes)));
  to.endRow();
}

/** About what a span takes before DuckDB compresses it, in bytes; retention by size counts it. */
function sizeOf({ name, statusMessage, events, links }: Span, attributes: string): number {
  const inEvents = events.reduce((sum, event) => sum + 60 + JSON.stringify(event.attributes).length, 0);
  return 200 + name.length + statusMessage.length + attributes.length + inEvents + links.length * 120;
}

function appendEvent(
  to: DuckDBAppender,
  { traceId, spanId }: Span,
  { time, name, attributes }: SpanEvent,
): void {
  to.appendVarchar(traceId);
  to.appendVarchar(spanId);
  to.appendBigInt(time);
  to.appendVarchar(name);
  to.appendVarchar(JSON.stringify(attributes));
  to.endRow();
}

function appendLink(to: DuckDBAppender, from: Span, { traceId, spanId, attributes }: SpanLink): void {
  to.appendVarchar(from.traceId);
  to.appendVarchar(from.spanId);
  to.appendVarchar(traceId);
  to.appendVarchar(spanId);
  to.appendVarchar(JSON.stringify(attributes));
  to.endRow();
}
