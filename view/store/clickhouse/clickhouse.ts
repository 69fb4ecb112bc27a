// A store in ClickHouse that the OpenTelemetry Collector fills: it answers the same questions, and takes no spans.
import type { TraceColumns } from "../../model/columns.js";
import type { Span } from "../../model/span.js";
import type { Query } from "../../query/tree.js";
import type { ServiceMap } from "../map.js";
import type { Report } from "../report.js";
import type {
  AttributeOfSpan,
  Bar,
  FoundSpan,
  Holdings,
  Operation,
  Outline,
  OutlineBounds,
  Seen,
  SeenText,
  Store,
  Table,
  TimeRange,
  TraceSummary,
} from "../store.js";
import { type Ask, fetchAs, rowsOf, type Server, serverAt, tableOf } from "./client.js";
import { readAttribute, readAttributeKeys, readColumns, readMatching } from "./columns.js";
import { conditionOf } from "./compile.js";
import { readOutline } from "./outline.js";
import { readReport } from "./report.js";
import { checkSchema, spansOf } from "./schema.js";
import { readHistogram, readOperations, readRange, readSpans, readTraces } from "./search.js";
import { readSeen } from "./seen.js";
import { readServiceMap } from "./service-map.js";
import { readTrace } from "./trace.js";

/** Opens it. @throws StoreError where there is no server, or no such table */
export async function openClickHouse(address: string): Promise<Store> {
  const server = serverAt(address);
  await checkSchema(server, server.url.origin);
  return new ClickHouseStore(server);
}

class ClickHouseStore implements Store {
  readonly takesNothing = "these traces are in ClickHouse, which a collector fills: send spans to that";
  readonly #server: Server;
  readonly #spans: string;

  constructor(server: Server) {
    this.#server = server;
    this.#spans = spansOf(server);
  }

  add(_: readonly Span[]): boolean {
    return false;
  }

  async flush(): Promise<void> {}

  /** Nothing is stored here: a list is as new as the question. */
  onStored(): () => void {
    return () => {};
  }

  traces(query: Query | undefined, limit: number): Promise<readonly TraceSummary[]> {
    return readTraces(this.#ask, conditionOf(query), limit);
  }

  spans(query: Query | undefined, limit: number): Promise<readonly FoundSpan[]> {
    return readSpans(this.#ask, conditionOf(query), limit);
  }

  trace(traceId: string): Promise<readonly Span[]> {
    return readTrace(this.#ask, traceId);
  }

  columns(traceId: string): Promise<TraceColumns | undefined> {
    return readColumns(this.#ask, traceId);
  }

  async span(traceId: string, spanId: string): Promise<readonly Span[]> {
    return (await readTrace(this.#ask, traceId)).filter((span) => span.spanId === spanId);
  }

  matching(traceId: string, query: Query | undefined): Promise<readonly string[]> {
    return readMatching(this.#ask, traceId, conditionOf(query));
  }

  attributeKeys(traceId: string): Promise<readonly string[]> {
    return readAttributeKeys(this.#ask, traceId);
  }

  attribute(traceId: string, key: string): Promise<readonly AttributeOfSpan[]> {
    return readAttribute(this.#ask, traceId, key);
  }

  operations(query: Query | undefined, limit: number): Promise<readonly Operation[]> {
    return readOperations(this.#ask, conditionOf(query), limit);
  }

  histogram(query: Query | undefined, barsOfTen: number): Promise<readonly Bar[]> {
    return readHistogram(this.#ask, conditionOf(query), barsOfTen);
  }

  range(query: Query | undefined): Promise<TimeRange | undefined> {
    return readRange(this.#ask, conditionOf(query));
  }

  seen(of: Seen, part: string, limit: number): Promise<readonly SeenText[]> {
    return readSeen(this.#ask, of, part, limit);
  }

  outline(query: Query | undefined, bounds: OutlineBounds): Promise<Outline> {
    return readOutline(this.#ask, conditionOf(query), bounds);
  }

  serviceMap(query: Query | undefined, limit: number): Promise<ServiceMap> {
    return readServiceMap(this.#ask, conditionOf(query), limit);
  }

  report(query: Query | undefined, limit: number): Promise<Report> {
    return readReport(this.#ask, conditionOf(query), limit);
  }

  async parquet(query: Query | undefined): Promise<Uint8Array> {
    const { sql, values } = conditionOf(query);
    return fetchAs(
      this.#server,
      `WITH ${this.#spans} SELECT * EXCEPT began FROM spans
        WHERE trace_id IN (SELECT trace_id FROM spans s WHERE ${sql}) ORDER BY trace_id, start_ns, span_id`,
      values,
      "Parquet",
    );
  }

  /** In ClickHouse's SQL, on its own tables. */
  async sql(text: string, limit: number): Promise<Table> {
    const select = `SELECT * FROM (\n${text}\n) LIMIT ${limit + 1}`;
    const { columns, rows } = await tableOf(this.#server, select, []);
    return { columns, rows: rows.slice(0, limit), isCut: rows.length > limit };
  }

  async holdings(): Promise<Holdings> {
    const [row] = await this.#ask("SELECT uniq(trace_id) AS traces, count() AS calls FROM spans");
    return { traces: Number(row?.traces), spans: Number(row?.calls) };
  }

  async close(): Promise<void> {}

  readonly #ask: Ask = (sql, values = []) => rowsOf(this.#server, `WITH ${this.#spans} ${sql}`, values);
}
