// A diagnostic and the text that it is about in; out, what bundlers print: words, place, and the line of source.
import { relative, sep } from "node:path";
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

/** What a terminal shows, for hosts whose tool has no messages of its own for plugins. */
export interface Frames {
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
}

/**
 * Diagnostics with their places, lines of source and help.
 * @param source the text of their file
 * @param folder absolute; files below it are named from there
 */
export function framesOf(diagnostics: readonly Diagnostic[], source: string, folder: string): Frames {
  const frames = (isError: boolean) =>
    diagnostics
      .filter(({ severity }) => (severity === "error") === isError)
      .map((found) => codeFrame(found, source, { fileName: shownPath(folder, found.file) }));
  return { warnings: frames(false), errors: frames(true) };
}

/** A file from the folder on, with slashes; whole where it lies elsewhere. */
export function shownPath(folder: string, file: string): string {
  const path = relative(folder, file);
  return path.startsWith("..") || path === "" ? file : path.replaceAll(sep, "/");
}
