// Diagnostics in, esbuild's messages out; esbuild counts columns in UTF-8 bytes from zero.
import { Buffer } from "node:buffer";
import { relative } from "node:path";
import type { PartialMessage } from "esbuild";
import type { Diagnostic } from "../transformer/diagnostics.js";
import { positionAt } from "../transformer/source-position.js";

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

function messageOf(
  { code, text, help, file, start, end }: Diagnostic,
  source: string,
  folder: string,
): PartialMessage {
  const { line, column } = positionAt(source, start);
  const lineStart = start - column + 1;
  const lineText = /^[^\r\n]*/.exec(source.slice(lineStart))?.[0] ?? "";
  return {
    text: `${code}: ${text}`,
    location: {
      file: relative(folder, file) || file,
      line,
      column: Buffer.byteLength(source.slice(lineStart, start)),
      length: Buffer.byteLength(source.slice(start, Math.min(end, lineStart + lineText.length))),
      lineText,
    },
    notes: [{ text: help }],
  };
}
