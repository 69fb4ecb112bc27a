// The path of a database in; the opened database out, or a StoreError that says what is wrong with it and what to do.
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { StoreError } from "../store.js";
import { FORMAT, TABLES } from "./schema.js";

/** What a database is opened for. */
export interface Opening {
  /** A file; memory where there is none. */
  readonly file?: string | undefined;
  /** For who only reads: the file has to be there. */
  readonly isReadOnly?: boolean;
}

/** SQL of users runs in it, too: it loads nothing from elsewhere, and `closedTo` keeps it from other files. */
const OPTIONS: Readonly<Record<string, string>> = {
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
};

/** No statement reads or writes files, but for those of one folder. */
function closedTo(folder: string): string {
  return `SET allowed_directories = ['${folder.replaceAll("'", "''")}']; SET enable_external_access = false`;
}

/**
 * Opens it, and makes the tables where it is new.
 * @param folder the one that files may be written to
 * @throws StoreError
 */
export async function openDatabase(
  { file, isReadOnly = false }: Opening,
  folder: string,
): Promise<DuckDBInstance> {
  const access = { access_mode: isReadOnly ? "READ_ONLY" : "READ_WRITE" };
  const options = file === undefined ? OPTIONS : { ...OPTIONS, ...access };
  let instance: DuckDBInstance;
  try {
    instance = await DuckDBInstance.create(file ?? ":memory:", options);
  } catch (cause) {
    throw new StoreError(explained(file ?? "memory", (cause as Error).message));
  }
  const connection = await instance.connect();
  try {
    await connection.run(closedTo(folder));
    await prepare(connection, file ?? "memory", isReadOnly);
    connection.closeSync();
    return instance;
  } catch (cause) {
    connection.closeSync();
    instance.closeSync();
    throw cause instanceof StoreError
      ? cause
      : new StoreError(explained(file ?? "memory", (cause as Error).message));
  }
}

async function prepare(connection: DuckDBConnection, file: string, isReadOnly: boolean): Promise<void> {
  const names = await columnOf(connection, "SELECT table_name FROM duckdb_tables()");
  if (names.includes("uno_trace_view")) {
    const [format] = await columnOf(connection, "SELECT max(format) FROM uno_trace_view");
    if (Number(format) > FORMAT)
      throw new StoreError(
        `${file} was written by a newer release of uno-trace-view (format ${format}, this one reads ${FORMAT}). Install that, or name another file.`,
      );
  } else if (names.length > 0 || isReadOnly) {
    throw new StoreError(`${file} is a database, but none of \`uno-trace view\`: name another file.`);
  } else {
    // All or nothing: a process may be ended between two of them.
    await connection.run(`BEGIN; ${TABLES.join(";")}; COMMIT`);
  }
  await connection.run("SET lock_configuration = true");
}

async function columnOf(connection: DuckDBConnection, sql: string): Promise<readonly unknown[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowsJson().map(([value]) => value);
}

/** DuckDB's words, with what to do. */
function explained(file: string, message: string): string {
  const [, holder] = /Conflicting lock is held in (.*?)\. /.exec(message) ?? [];
  if (holder !== undefined || message.includes("being used by another process"))
    return `${file} is open in another process${holder === undefined ? "" : `, ${holder}`}. If that is \`uno-trace view\`, ask it: leave --db out, or name its address with --url.`;
  if (message.includes("not a valid DuckDB database file"))
    return `${file} is no database of \`uno-trace view\`, or its beginning is damaged. It was left as it is: name another file.`;
  if (message.includes("database does not exist"))
    return `${file} does not exist. \`uno-trace view --db ${file}\` makes it.`;
  if (/version number|newer (?:DuckDB|version)/i.test(message))
    return `${file} was written by another release of DuckDB than this one reads. It was left as it is: install the uno-trace-view that wrote it, or name another file. DuckDB says: ${firstLine(message)}`;
  return `${file} cannot be opened. It was left as it is. DuckDB says: ${firstLine(message)}`;
}

function firstLine(message: string): string {
  return message.split("\n")[0] as string;
}
