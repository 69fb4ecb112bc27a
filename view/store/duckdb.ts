// A store in DuckDB, in memory or in a file: one connection writes, each question has one of its own.
import { setInterval as setTimer } from "node:timers";
import {
  type DuckDBConnection,
  type DuckDBInstance,
  type DuckDBValue,
  StatementType,
} from "@duckdb/node-api";
import type { Span } from "../model/span.js";
import type { Query } from "../query/tree.js";
import { conditionOf } from "./compile.js";
import { type Opening, openDatabase } from "./open.js";
import type { Report } from "./report.js";
import { type Ask, readReport } from "./report-sql.js";
import { DEFAULT_RETENTION, deletions, isNeeded, OLDEST_AND_SIZE, type Retention } from "./retention.js";
import { readHistogram, readOperations, readSpans, readTraces } from "./search.js";
import {
  type Bar,
  type FoundSpan,
  type Holdings,
  type Operation,
  SqlError,
  type Store,
  type Table,
  type TraceSummary,
} from "./store.js";
import { readTrace } from "./trace.js";
import { Writer } from "./writer.js";

/** How often what is too old is deleted, in milliseconds. */
const CLEANING = 60_000;
/** How long SQL of a user may take, in milliseconds. */
const PATIENCE = 30_000;

/** How a store is kept. */
export interface DuckDbOptions extends Opening {
  readonly retention?: Retention;
  /** Is told why spans could not be stored, or deleted; they are kept. */
  readonly onError?: (cause: Error) => void;
}

/** Opens a store. @throws StoreError */
export async function openStore(options: DuckDbOptions = {}): Promise<DuckDbStore> {
  const instance = await openDatabase(options);
  const writer = await instance.connect();
  const last = await writer.runAndReadAll("SELECT coalesce(max(resource_id), 0)::BIGINT FROM resources");
  return new DuckDbStore(instance, writer, last.value(0, 0) as bigint, options);
}

/** Traces in DuckDB. */
export class DuckDbStore implements Store {
  readonly #instance: DuckDBInstance;
  readonly #writer: Writer;
  readonly #retention: Retention;
  readonly #onError: (cause: Error) => void;
  readonly #listeners = new Set<(spans: readonly Span[]) => void>();
  readonly #timer: NodeJS.Timeout;

  /** @param lastResource the highest number of a resource */
  constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    lastResource: bigint,
    options: DuckDbOptions,
  ) {
    this.#instance = instance;
    this.#retention = options.retention ?? DEFAULT_RETENTION;
    this.#onError = options.onError ?? (() => {});
    this.#writer = new Writer(connection, lastResource, {
      stored: (spans) => this.#listeners.forEach((listener) => void listener(spans)),
      failed: this.#onError,
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

  operations(query: Query | undefined, limit: number): Promise<readonly Operation[]> {
    return this.#reading((ask) => readOperations(ask, conditionOf(query), limit));
  }

  histogram(query: Query | undefined): Promise<readonly Bar[]> {
    return this.#reading((ask) => readHistogram(ask, conditionOf(query)));
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
    const connection = await this.#instance.connect();
    const timer = setTimeout(() => connection.interrupt(), PATIENCE);
    try {
      return await select(connection, text, limit);
    } catch (cause) {
      throw cause instanceof SqlError ? cause : new SqlError((cause as Error).message.trimEnd());
    } finally {
      clearTimeout(timer);
      connection.closeSync();
    }
  }

  /** Deletes what is too old or too much; the timer does so once a minute. */
  async clean(now: number = Date.now()): Promise<void> {
    try {
      const [row] = await this.#reading((ask) => ask(OLDEST_AND_SIZE, []));
      const size = Number(row?.size);
      if (isNeeded(this.#retention, now, Number(row?.oldest), size))
        await this.#writer.run(deletions(this.#retention, now, size));
    } catch (cause) {
      this.#onError(cause as Error);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writer.close();
    this.#instance.closeSync();
  }

  /** A connection for each question: two on one would end each other. */
  async #reading<T>(read: (ask: Ask) => Promise<T>): Promise<T> {
    const connection = await this.#instance.connect();
    try {
      return await read(async (sql, values) => {
        const reader = await connection.runAndReadAll(sql, [...values] as DuckDBValue[]);
        return reader.getRowObjectsJson();
      });
    } finally {
      connection.closeSync();
    }
  }
}

const ONE = "one statement is run at a time: SELECT …";

/** One SELECT, in a transaction that cannot write. */
async function select(connection: DuckDBConnection, text: string, limit: number): Promise<Table> {
  const statements = await connection.extractStatements(text).catch((cause: Error) => {
    // A text without a statement, as a comment alone, has no message of its own.
    throw cause.message === "Error in native callback" ? new SqlError(ONE) : cause;
  });
  if (statements.count !== 1) throw new SqlError(ONE);
  const statement = await statements.prepare(0);
  if (statement.statementType !== StatementType.SELECT)
    throw new SqlError("only a SELECT is run: nothing is written by SQL from outside");
  if (statement.parameterCount > 0)
    throw new SqlError("write values into the statement: nothing gives it parameters");
  await connection.run("BEGIN TRANSACTION READ ONLY");
  const reader = await statement.streamAndReadUntil(limit + 1);
  const rows = reader.getRowsJson();
  return { columns: reader.columnNames(), rows: rows.slice(0, limit), isCut: rows.length > limit };
}
