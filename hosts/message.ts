// A diagnostic and the text that it is about in; out, what bundlers print: words, place, and the line of source.
import type { Diagnostic } from "../transformer/diagnostics/diagnostic.js";
import { codeFrame, positionAt } from "../transformer/source/source-position.js";

/** A place as bundlers count it. */
export interface MessagePlace {
  /** Absolute path. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** UTF-16 units, from 0. */
  readonly column: number;
}

/** A message for a bundler. */
export interface Message {
  readonly code: string;
  /** With the code, and what helps. */
  readonly text: string;
  /** Absent in a configuration that is missing or was handed over as an object: there is no text to show. */
  readonly place?: MessagePlace;
  /** The line of source with a mark below it; empty without a place. */
  readonly frame: string;
}

/** Converts a diagnostic; `source` is the text of its file. */
export function messageOf(diagnostic: Diagnostic, source: string): Message {
  const { code, text, help, file, start } = diagnostic;
  const words = { code, text: `${code}: ${text}. ${help}` };
  if (source === "") return { ...words, frame: "" };
  const { line, column } = positionAt(source, start);
  return { ...words, place: { file, line, column: column - 1 }, frame: frameOf(diagnostic, source) };
}

function frameOf(diagnostic: Diagnostic, source: string): string {
  const [, ...lines] = codeFrame(diagnostic, source).split("\n");
  return lines.slice(0, -1).join("\n");
}
