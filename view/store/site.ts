// The attributes of a span in, `file:line` of its function out, or its place in parts.
import type { Attributes } from "../model/span.js";

/** Names of OpenTelemetry's semantic conventions, and those before version 1.30. */
const FILES = ["code.file.path", "code.filepath"];
const LINES = ["code.line.number", "code.lineno"];
const COLUMNS = ["code.column.number", "code.column"];

/** A place in a source. */
export interface Place {
  /** Empty where the span does not say it. */
  readonly file: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** Where the function stands. */
export function placeOf(attributes: Attributes): Place {
  return {
    file: firstOf(attributes, FILES),
    line: numberOf(firstOf(attributes, LINES)),
    column: numberOf(firstOf(attributes, COLUMNS)),
  };
}

/** `file:line`; the file alone, or an empty text, where the span does not say it. */
export function siteOf(attributes: Attributes): string {
  const file = firstOf(attributes, FILES);
  const line = firstOf(attributes, LINES);
  return file !== "" && line !== "" ? `${file}:${line}` : file;
}

function numberOf(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function firstOf(attributes: Attributes, names: readonly string[]): string {
  const found = names.map((name) => attributes[name]).find((value) => value !== undefined);
  return typeof found === "string" || typeof found === "number" ? String(found) : "";
}
