// A store in DuckDB, in memory or in a file: one connection writes, each question has one of its own.
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setInterval as setTimer } from "node:timers";
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from "@duckdb/node-api";
import type { TraceColumns } from "../../model/columns.js";
import type { Span } from "../../model/span.js";
import type { Query } from "../../query/tree.js";
import type { ServiceMap } from "../map.js";
import type { Report } from "../report.js";
import {
  type AttributeOfSpan,
  type Bar,
  type FoundSpan,
  type Holdings,
  type Operation,
  type Outline,
  type OutlineBounds,
  type Seen,
  type SeenText,
  SqlError,
  type Store,
  StoreError,
  type Table,
  type TimeRange,
  type TraceSummary,
} from "../store.js";
import { readAttribute, readAttributeKeys, readColumns, readMatching } from "./columns.js";
import { conditionOf } from "./compile.js";
import { type Opening, openDatabase } from "./open.js";
import { readOutline } from "./outline.js";
import { parquetOf } from "./parquet.js";
import { type Ask, readReport } from "./report-sql.js";
import { DEFAULT_RETENTION, deletions, isNeeded, OLDEST_AND_SIZE, type Retention } from "./retention.js";
import { readHistogram, readOperations, readRange, readSpans, readTraces } from "./search.js";
import { readSeen } from "./seen.js";
import { select } from "./select.js";
import { readServiceMap } from "./service-map.js";
import { readTrace } from "./trace.js";
import { Writer } from "./writer.js";

/** How often what is too old is deleted, in milliseconds. */
const CLEANING = 60_000;
/** How long a question may take, in milliseconds. */
const PATIENCE = 30_000;

/** How a store is kept. */
export interface DuckDbOptions extends Opening {
  readonly retention?: Retention;
  /** Is told, in whole sentences, that spans could not be stored or deleted, and what became of them. */
  readonly onFault?: (message: string) => void;
}

/** Opens a store. @throws StoreError */
export async function openStore(options: DuckDbOptions = {}): Promise<DuckDbStore> {
  // Nobody else knows its name, and it is there only while a file is written.
  const folder = join(tmpdir(), `uno-trace-view-${randomUUID()}`);
  const instance = await openDatabase(options, folder);
  const writer = await instance.connect();
  const last = await writer.runAndReadAll("SELECT coalesce(max(resource_id), 0)::BIGINT FROM resources");
  return new DuckDbStore(instance, writer, last.value(0, 0) as bigint, { ...options, folder });
}

/** Traces in DuckDB. */
export class DuckDbStore implements Store {
  readonly #instance: DuckDBInstance;
  readonly #folder: string;
  readonly #writer: Writer;
  readonly #retention: Retention;
  readonly #onFault: (message: string) => void;
  readonly #listeners = new Set<(spans: readonly Span[]) => void>();
  readonly #timer: NodeJS.Timeout;
  /** Of questions that are being answered. */
  readonly #connections = new Set<DuckDBConnection>();
  readonly #answers = new Set<Promise<unknown>>();
  #isClosed = false;

  /** @param lastResource the highest number of a resource */
  constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    lastResource: bigint,
    options: DuckDbOptions & { readonly folder: string },
  ) {
    this.#instance = instance;
    this.#folder = options.folder;
    this.#retention = options.retention ?? DEFAULT_RETENTION;
    this.#onFault = options.onFault ?? (() => {});
    this.#writer = new Writer(connection, lastResource, {
      stored: (spans) => this.#listeners.forEach((listener) => void listener(spans)),
      failed: (cause) =>
        this.#onFault(`spans could not be stored, and wait until they can be: ${firstLine(cause)}`),
      lost: (count) => this.#onFault(`${count} spans could not be stored, and are lost`),
    });
    this.#timer = setTimer(() => void this.clean(), CLEANING);
    this.#timer.unref();
  }

  add(spans: readonly Span[]): boolean {
    return this.#writer.add(spans);
  }

  flush(): Promise<void> {
    return this.#writer.flush();
  }

  onStored(listener: (spans: readonly Span[]) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  traces(query: Query | undefined, limit: number): Promise<readonly TraceSummary[]> {
    return this.#reading((ask) => readTraces(ask, conditionOf(query), limit));
  }

  spans(query: Query | undefined, limit: number): Promise<readonly FoundSpan[]> {
    return this.#reading((ask) => readSpans(ask, conditionOf(query), limit));
  }

  trace(traceId: string): Promise<readonly Span[]> {
    return this.#reading((ask) => readTrace(ask, traceId));
  }

  columns(traceId: string): Promise<TraceColumns | undefined> {
    return this.#connected((connection) => readColumns(connection, traceId));
  }

  span(traceId: string, spanId: string): Promise<readonly Span[]> {
    return this.#reading((ask) => readTrace(ask, traceId, spanId));
  }

  matching(traceId: string, query: Query | undefined): Promise<readonly string[]> {
    return this.#reading((ask) => readMatching(ask, traceId, conditionOf(query)));
  }

  attributeKeys(traceId: string): Promise<readonly string[]> {
    return this.#reading((ask) => readAttributeKeys(ask, traceId));
  }

  attribute(traceId: string, key: string): Promise<readonly AttributeOfSpan[]> {
    return this.#reading((ask) => readAttribute(ask, traceId, key));
  }

  operations(query: Query | undefined, limit: number): Promise<readonly Operation[]> {
    return this.#reading((ask) => readOperations(ask, conditionOf(query), limit));
  }

  histogram(query: Query | undefined, barsOfTen: number): Promise<readonly Bar[]> {
    return this.#reading((ask) => readHistogram(ask, conditionOf(query), barsOfTen));
  }

  range(query: Query | undefined): Promise<TimeRange | undefined> {
    return this.#reading((ask) => readRange(ask, conditionOf(query)));
  }

  seen(of: Seen, part: string, limit: number): Promise<readonly SeenText[]> {
    return this.#reading((ask) => readSeen(ask, of, part, limit));
  }

  outline(query: Query | undefined, bounds: OutlineBounds): Promise<Outline> {
    return this.#connected((connection) => readOutline(connection, conditionOf(query), bounds));
  }

  serviceMap(query: Query | undefined, limit: number): Promise<ServiceMap> {
    return this.#reading((ask) => readServiceMap(ask, conditionOf(query), limit));
  }

  report(query: Query | undefined, limit: number): Promise<Report> {
    return this.#reading((ask) => readReport(ask, conditionOf(query), limit));
  }

  holdings(): Promise<Holdings> {
    return this.#reading(async (ask) => {
      const [row] = await ask("SELECT count(DISTINCT trace_id) AS traces, count(*) AS spans FROM spans", []);
      return { traces: Number(row?.traces), spans: Number(row?.spans) };
    });
  }

  async sql(text: string, limit: number): Promise<Table> {
    try {
      return await this.#connected((connection) => select(connection, text, limit));
    } catch (cause) {
      throw cause instanceof SqlError ? cause : new SqlError((cause as Error).message.trimEnd());
    }
  }

  parquet(query: Query | undefined): Promise<Uint8Array> {
    return this.#connected((connection) => parquetOf(connection, conditionOf(query), this.#folder));
  }

  /** Deletes what is too old or too much; the timer does so once a minute. */
  async clean(now: number = Date.now()): Promise<void> {
    try {
      const [row] = await this.#reading((ask) => ask(OLDEST_AND_SIZE, []));
      const size = Number(row?.size);
      if (isNeeded(this.#retention, now, Number(row?.oldest), size))
        await this.#writer.delete(deletions(this.#retention, now, size));
    } catch (cause) {
      this.#onFault(`old traces could not be deleted, and stay: ${firstLine(cause as Error)}`);
    }
  }

  /** Questions that are being answered fail. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#writer.close();
    // A database that is closed below a query takes the process with it.
    for (const connection of this.#connections) connection.interrupt();
    await Promise.allSettled(this.#answers);
    this.#instance.closeSync();
  }

  #reading<T>(read: (ask: Ask) => Promise<T>): Promise<T> {
    return this.#connected((connection) =>
      read(async (sql, values) => {
        const reader = await connection.runAndReadAll(sql, [...values] as DuckDBValue[]);
        return reader.getRowObjectsJson();
      }),
    );
  }

  async #connected<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new StoreError("the store is closed");
    const answer = this.#answered(use);
    this.#answers.add(answer);
    try {
      return await answer;
    } finally {
      this.#answers.delete(answer);
    }
  }

  /** A connection for each question: two on one would end each other. One that takes too long is ended. */
  async #answered<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.#instance.connect();
    this.#connections.add(connection);
    const timer = setTimeout(() => connection.interrupt(), PATIENCE);
    try {
      return await use(connection);
    } finally {
      clearTimeout(timer);
      this.#connections.delete(connection);
      connection.closeSync();
    }
  }
}

function firstLine({ message }: Error): string {
  return message.split("\n")[0] as string;
}
