// Diagnostics in, esbuild's messages out; esbuild counts columns in UTF-8 bytes from zero.
import { Buffer } from "node:buffer";
import { relative } from "node:path";
import type { PartialMessage } from "esbuild";
import type { Diagnostic } from "../transformer/diagnostics/diagnostic.js";
import { positionAt } from "../transformer/source/source-position.js";

/** Errors and warnings in the form that `onStart` and `onLoad` return. */
export interface Messages {
  readonly errors: PartialMessage[];
  readonly warnings: PartialMessage[];
}

/** Converts the diagnostics of one file; `text` is that file's text. */
export function messagesOf(diagnostics: readonly Diagnostic[], text: string, folder: string): Messages {
  const convert = (severity: Diagnostic["severity"]) =>
    diagnostics.filter((found) => found.severity === severity).map((found) => messageOf(found, text, folder));
  return { errors: convert("error"), warnings: convert("warning") };
}

function messageOf(diagnostic: Diagnostic, source: string, folder: string): PartialMessage {
  const { code, text, help } = diagnostic;
  return {
    text: `${code}: ${text}`,
    location: locationOf(diagnostic, source, folder),
    notes: [{ text: help }],
  };
}

/** None in a configuration that is missing, or was handed over as an object: there is no text to show. */
function locationOf(
  { file, start, end }: Diagnostic,
  source: string,
  folder: string,
): NonNullable<PartialMessage["location"]> | null {
  const path = relative(folder, file);
  if (source === "" || path === "") return null;
  const { line, column } = positionAt(source, start);
  const lineStart = start - column + 1;
  const lineText = /^[^\r\n]*/.exec(source.slice(lineStart))?.[0] ?? "";
  return {
    file: path,
    line,
    column: Buffer.byteLength(source.slice(lineStart, start)),
    length: Buffer.byteLength(source.slice(start, Math.min(end, lineStart + lineText.length))),
    lineText,
  };
}
