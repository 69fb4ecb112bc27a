// SQL of a user in, its rows out: one SELECT, and no function that does more than read what is stored.
import { type DuckDBConnection, StatementType } from "@duckdb/node-api";
import { SqlError, type Table } from "../store.js";

/**
 * Table functions that make rows of their arguments, or tell of tables. Others of DuckDB write its log, read files, or run
 * a text as SQL, all of them by a SELECT.
 */
const TABLE_FUNCTIONS = new Set([
  ...["range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree"],
  ...["duckdb_tables", "duckdb_columns", "duckdb_views", "duckdb_functions", "duckdb_types"],
  ...["pragma_table_info", "pragma_version"],
]);
/** Functions of values that write. */
const WRITING = new Set(["write_log", "nextval"]);

const ONE = "one statement is run at a time: SELECT …";

/**
 * Runs it, in a transaction that cannot write.
 * @param limit rows
 * @throws SqlError for anything but one SELECT; DuckDB's errors
 */
export async function select(connection: DuckDBConnection, text: string, limit: number): Promise<Table> {
  await check(connection, text);
  const statement = await (await connection.extractStatements(text)).prepare(0);
  if (statement.statementType !== StatementType.SELECT) throw new SqlError(ONE);
  if (statement.parameterCount > 0)
    throw new SqlError("write values into the statement: nothing gives it parameters");
  await connection.run("BEGIN TRANSACTION READ ONLY");
  const reader = await statement.streamAndReadUntil(limit + 1);
  const rows = reader.getRowsJson();
  return { columns: reader.columnNames(), rows: rows.slice(0, limit), isCut: rows.length > limit };
}

/** What DuckDB's own parser makes of a text. */
interface Parsed {
  readonly error: boolean;
  readonly error_message?: string;
  readonly statements?: readonly unknown[];
}

async function check(connection: DuckDBConnection, text: string): Promise<void> {
  const reader = await connection.runAndReadAll("SELECT json_serialize_sql($1::VARCHAR)", [text]);
  const parsed: Parsed = JSON.parse(String(reader.value(0, 0)));
  if (parsed.error) {
    if (parsed.error_message?.startsWith("Only SELECT"))
      throw new SqlError("only a SELECT is run: nothing is written by SQL from outside");
    // It says where, once more.
    await connection.extractStatements(text);
    throw new SqlError(parsed.error_message ?? ONE);
  }
  if (parsed.statements?.length !== 1) throw new SqlError(ONE);
  const refused = refusedFunction(parsed.statements);
  if (refused !== undefined)
    throw new SqlError(`${refused}() is not run: SQL from outside reads what is stored, and no more`);
}

/** The first function of a tree that may not be called; a stack, since trees are deep. */
function refusedFunction(tree: unknown): string | undefined {
  const stack: unknown[] = [tree];
  while (stack.length > 0) {
    const node = stack.pop();
    if (typeof node !== "object" || node === null) continue;
    const { type, function: called, function_name: name } = node as Record<string, unknown>;
    const asTable =
      type === "TABLE_FUNCTION" ? (called as { function_name?: unknown })?.function_name : undefined;
    if (type === "TABLE_FUNCTION" && !TABLE_FUNCTIONS.has(String(asTable).toLowerCase()))
      return String(asTable);
    if (typeof name === "string" && WRITING.has(name.toLowerCase())) return name;
    stack.push(...Object.values(node));
  }
  return undefined;
}
