// A diagnostic in; out, one line as `tsc` writes its own: `src/a.ts(3,1): error UNO1001: …`.
import { relative } from "node:path";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { positionAt } from "../../transformer/source/source-position.js";
import { withoutByteOrderMark } from "../source-text.js";
import { textAt } from "./traced-sources.js";

/** Writes it; with colours, in the form that `tsc --pretty` has. */
export function lineOf(diagnostic: Diagnostic, folder: string, isPretty: boolean): string {
  const { code, severity, text, help, file, start } = diagnostic;
  const source = textAt(file);
  const { line, column } = positionAt(withoutByteOrderMark(source ?? ""), start);
  const name = relative(folder, file) || file;
  const words = `${code}: ${text}. ${help}`;
  if (source === undefined) return `${severity} ${words}`;
  if (!isPretty) return `${name}(${line},${column}): ${severity} ${words}`;
  const colour = severity === "error" ? 91 : 93;
  return `${paint(96, name)}:${paint(93, line)}:${paint(93, column)} - ${paint(colour, severity)} ${paint(90, `${code}:`)} ${words.slice(code.length + 2)}`;
}

function paint(colour: number, what: string | number): string {
  return `\u001b[${colour}m${what}\u001b[0m`;
}
