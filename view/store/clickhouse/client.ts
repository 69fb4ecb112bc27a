// The address of a ClickHouse server in; a function that asks it by HTTP, and gives rows of texts, out.
import { SqlError, StoreError } from "../store.js";

/** A row, by the names of its columns. All values are texts: a number of 64 bits would lose digits in JSON. */
export type Row = Readonly<Record<string, string>>;

/** Asks; `values` are those of `{p1:String}`, `{p2:Int64}` and so on. */
export type Ask = (sql: string, values?: readonly string[]) => Promise<readonly Row[]>;

/** Where it is. */
export interface Server {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** With its database, quoted. */
  readonly table: string;
}

/** Settings of a query: how long it may take, in seconds, and that it cannot write; some users may not set them. */
const SETTINGS = { readonly: "2", max_execution_time: "30" } as const;

/** `http://user:password@127.0.0.1:8123/otel`: the path is the database. */
export function serverAt(text: string): Server {
  const { origin, pathname, searchParams, username, password } = new URL(text);
  const database = decodeURIComponent(pathname.replace(/^\/|\/$/g, "")) || "default";
  const table = searchParams.get("table") ?? "otel_traces";
  const user = username === "" ? {} : { "x-clickhouse-user": decodeURIComponent(username) };
  const key = password === "" ? {} : { "x-clickhouse-key": decodeURIComponent(password) };
  return {
    url: new URL(origin),
    headers: { ...user, ...key },
    table: `${quoted(database)}.${quoted(table)}`,
  };
}

function quoted(name: string): string {
  return `\`${name.replaceAll(/[\\`]/g, "\\$&")}\``;
}

/** Asks for bytes in a format of ClickHouse's. @throws StoreError, SqlError */
export async function fetchAs(
  { url, headers }: Server,
  sql: string,
  values: readonly string[],
  format: string,
): Promise<Buffer> {
  const asked = new URL(url);
  for (const [name, value] of Object.entries(SETTINGS)) asked.searchParams.set(name, value);
  for (const [index, value] of values.entries())
    asked.searchParams.set(`param_p${index + 1}`, escaped(value));
  let response: Response;
  try {
    response = await fetch(asked, { method: "POST", headers, body: `${sql}\nFORMAT ${format}` });
  } catch (cause) {
    const { cause: inner, message } = cause as Error & { cause?: Error };
    throw new StoreError(`ClickHouse does not answer at ${url.origin} (${inner?.message || message})`);
  }
  const body = Buffer.from(await response.arrayBuffer());
  if (!response.ok) throw new SqlError(`ClickHouse says: ${body.toString("utf8").trim().slice(0, 500)}`);
  return body;
}

/** Parameters are read as in its format of tab-separated values. */
function escaped(value: string): string {
  return value
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
}

/** All rows. */
export async function rowsOf(
  server: Server,
  sql: string,
  values: readonly string[] = [],
): Promise<readonly Row[]> {
  const { columns, rows } = await tableOf(server, sql, values);
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] as string])));
}

/** Columns and rows; what failed after the answer had begun stands in it, and is no JSON. */
export async function tableOf(
  server: Server,
  sql: string,
  values: readonly string[],
): Promise<{ readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }> {
  const body = await fetchAs(server, sql, values, "JSONCompactStringsEachRowWithNames");
  const lines = body
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
  try {
    const [columns = [], ...rows] = lines.map((line) => JSON.parse(line) as string[]);
    return { columns, rows };
  } catch {
    throw new SqlError(
      `ClickHouse says: ${lines.find((line) => !line.startsWith("[")) ?? "an answer that is cut off"}`,
    );
  }
}
