// What both databases look at when they are asked for texts that spans hold.
import type { SeenField } from "./store.js";

/** Spans whose attributes are looked at: the newest, so that more stored spans take no more time. */
export const NEAR = 100_000;

/** Characters of a text; a longer one is of no use in a line. */
export const MAX_TEXT = 200;

/** The texts of fields that are columns of `spans`. */
export const COLUMN_TEXTS: Readonly<Record<Exclude<SeenField, "event" | "error">, string>> = {
  service: "SELECT service AS text FROM spans",
  name: "SELECT name AS text FROM spans",
  scope: "SELECT scope AS text FROM spans",
  file: "SELECT site AS text FROM spans",
};
