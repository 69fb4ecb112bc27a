// The attributes of a span in, `file:line` of its function out.
import type { Attributes } from "../model/span.js";

/** Names of OpenTelemetry's semantic conventions, and those before version 1.30. */
const FILES = ["code.file.path", "code.filepath"];
const LINES = ["code.line.number", "code.lineno"];

/** Where the function stands; the file alone, or an empty text, where the span does not say it. */
export function siteOf(attributes: Attributes): string {
  const file = firstOf(attributes, FILES);
  const line = firstOf(attributes, LINES);
  return file !== "" && line !== "" ? `${file}:${line}` : file;
}

function firstOf(attributes: Attributes, names: readonly string[]): string {
  const found = names.map((name) => attributes[name]).find((value) => value !== undefined);
  return typeof found === "string" || typeof found === "number" ? String(found) : "";
}
