// `uno-trace query`: a query line, or SQL, in; a table, or JSON, out.

import { type Arguments, textOption, UsageError } from "../../terminal/arguments.js";
import { cut, tableLines } from "../format/text.js";
import { parseQuery } from "../query/parse.js";
import { type Command, EXIT, type Io, readOption, wholeNumber } from "./command.js";
import { milliseconds } from "./milliseconds.js";
import { SOURCE_HELP, SOURCE_OPTIONS, SOURCE_USAGE, withSource } from "./source.js";

/** The command `query`. */
export const query: Command = {
  usage: `["service:shop duration>100ms"] [--sql "SELECT …"] [--json] [--limit N] ${SOURCE_USAGE}`,
  summary: "Search spans by a query line, newest first, or run a SELECT.",
  help: [
    "--sql SELECT         run this instead: the tables are in docs/view.md",
    "--json               print JSON",
    "--limit N            at most so many rows (default: 50)",
    ...SOURCE_HELP,
  ],
  options: {
    ...SOURCE_OPTIONS,
    sql: { type: "string" },
    json: { type: "boolean" },
    limit: { type: "string" },
  },
  most: 1,
  run: runQuery,
};

/** A span of `query --json` and of `/api/spans`. */
interface Found {
  readonly traceId: string;
  readonly start: string;
  readonly service: string;
  readonly name: string;
  readonly durationMs: number;
  readonly status: string;
  readonly message: string;
  readonly site: string;
}

async function runQuery(args: Arguments, io: Io): Promise<number> {
  const limit = String(readOption(args, "limit", wholeNumber(1, 10_000), "a number from 1 to 10000") ?? 50);
  const sql = textOption(args, "sql");
  const [line = ""] = args.positionals;
  if (sql !== undefined && args.positionals.length > 0)
    throw new UsageError("a query line and --sql exclude each other");
  // A mistake is shown whether or not anybody answers.
  parseQuery(line);
  const lines = await withSource(args, io, async (ask) => {
    if (sql !== undefined) return sqlLines(await ask("sql", { sql, limit }), args);
    return spanLines(await ask("spans", { query: line, limit }), args);
  });
  for (const each of lines) io.out(each);
  return EXIT.fine;
}

function sqlLines(answered: unknown, { values }: Arguments): string[] {
  const { columns, rows, isCut } = answered as { columns: string[]; rows: unknown[][]; isCut: boolean };
  if (values.json === true)
    return [
      JSON.stringify(
        rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]]))),
        undefined,
        2,
      ),
    ];
  const lines = tableLines(
    columns,
    rows.map((row) => row.map((value) => (typeof value === "string" ? value : JSON.stringify(value)))),
  );
  return isCut ? [...lines, `… more than ${rows.length} rows: --limit shows more`] : lines;
}

function spanLines(answered: unknown, { values }: Arguments): string[] {
  const { spans } = answered as { spans: Found[] };
  if (values.json === true) return [JSON.stringify(spans, undefined, 2)];
  if (spans.length === 0) return ["no span matches"];
  return tableLines(
    ["started (UTC)", "duration", "status", "service", "name", "trace", "where", "message"],
    spans.map(({ start, durationMs, status, service, name, traceId, site, message }) => [
      start.replace("T", " ").replace("Z", ""),
      milliseconds(durationMs),
      status,
      service,
      name,
      traceId,
      site,
      cut(message, 200),
    ]),
  );
}
