// Part of a text in; texts like it that spans hold, out of ClickHouse.
import { EXCEPTION, EXCEPTION_EVENT } from "../../model/exception.js";
import { COLUMN_TEXTS, MAX_TEXT, NEAR } from "../seen-texts.js";
import type { Seen, SeenField, SeenText } from "../store.js";
import type { Ask } from "./client.js";

const FIELDS: Readonly<Record<SeenField, string>> = {
  ...COLUMN_TEXTS,
  event: "SELECT arrayJoin(event_names) AS text FROM spans",
  error: `SELECT arrayJoin(arrayMap((n, a) -> if(n = '${EXCEPTION_EVENT}', a['${EXCEPTION.type}'], ''), event_names, event_attributes)) AS text FROM spans`,
};

/** Most frequent first. */
export async function readSeen(ask: Ask, of: Seen, part: string, limit: number): Promise<SeenText[]> {
  const rows = await ask(
    `SELECT text, count() AS calls FROM (${textsOf(of)})
      WHERE text != '' AND lengthUTF8(text) <= ${MAX_TEXT} AND positionCaseInsensitiveUTF8(text, {p1:String}) > 0
      GROUP BY text ORDER BY calls DESC, text LIMIT ${limit}`,
    of.kind === "attribute" ? [part, of.key] : [part],
  );
  return rows.map(({ text, calls }) => ({ text: text as string, count: Number(calls) }));
}

function textsOf(of: Seen): string {
  if (of.kind === "field") return FIELDS[of.field];
  const map = of.of === "attr" ? "attributes" : "resource";
  const near = `(SELECT ${map} AS map FROM spans ORDER BY began DESC LIMIT ${NEAR})`;
  if (of.kind === "keys") return `SELECT arrayJoin(mapKeys(map)) AS text FROM ${near}`;
  return `SELECT map[{p2:String}] AS text FROM ${near}`;
}
