// Part of a text in; texts like it that spans hold, out of DuckDB.
import { EXCEPTION, EXCEPTION_EVENT } from "../../model/exception.js";
import { COLUMN_TEXTS, MAX_TEXT, NEAR } from "../seen-texts.js";
import type { Seen, SeenField, SeenText } from "../store.js";
import { pointerTo } from "./compile.js";
import type { Ask } from "./report-sql.js";

const FIELDS: Readonly<Record<SeenField, string>> = {
  ...COLUMN_TEXTS,
  event: "SELECT name AS text FROM events",
  error: `SELECT json_extract_string(attributes, '/${EXCEPTION.type}') AS text FROM events WHERE name = '${EXCEPTION_EVENT}'`,
};

const TABLES = {
  attr: `(FROM spans WHERE rowid > (SELECT max(rowid) FROM spans) - ${NEAR})`,
  resource: "resources",
} as const;

/** Most frequent first. */
export async function readSeen(ask: Ask, of: Seen, part: string, limit: number): Promise<SeenText[]> {
  const values = of.kind === "attribute" ? [part, pointerTo(of.key)] : [part];
  const rows = await ask(
    `SELECT text, count(*) AS count FROM (${textsOf(of)})
      WHERE text <> '' AND length(text) <= ${MAX_TEXT} AND contains(lower(text), lower($1))
      GROUP BY text ORDER BY count DESC, text LIMIT ${limit}`,
    values,
  );
  return rows.map(({ text, count }) => ({ text: String(text), count: Number(count) }));
}

function textsOf(of: Seen): string {
  if (of.kind === "field") return FIELDS[of.field];
  if (of.kind === "keys") return `SELECT unnest(json_keys(attributes)) AS text FROM ${TABLES[of.of]}`;
  return `SELECT json_extract_string(attributes, $2) AS text FROM ${TABLES[of.of]}`;
}
