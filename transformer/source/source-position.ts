// A text and an offset go in, line and column come out; a diagnostic goes in, a code frame for a terminal comes out.
import type { Diagnostic } from "../diagnostics/diagnostic.js";

/** A place in a text; both numbers begin at 1 and columns count UTF-16 units, as editors show them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** How a code frame is written. */
export interface FrameOptions {
  /** Use ANSI colours. @default false */
  readonly color?: boolean;
  /** Name of the file in the first line. @default the absolute path */
  readonly fileName?: string;
}

/** Makes a function from offsets to positions; the line table is built at its first use. */
export function positionsOf(text: string): (offset: number) => Position {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    const line = lineAt(starts, offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}

/** Finds one position; for many in the same text use {@link positionsOf}. */
export function positionAt(text: string, offset: number): Position {
  return positionsOf(text)(offset);
}

/** The other way round: makes a function from positions to offsets; a line behind the end is the end. */
export function offsetsOf(text: string): (position: Position) => number {
  const starts = lineStarts(text);
  return ({ line, column }) => (starts[line - 1] ?? text.length) + column - 1;
}

/** Shows a diagnostic with its line of source, a mark below it, and what helps. */
export function codeFrame(diagnostic: Diagnostic, text: string, options: FrameOptions = {}): string {
  const { code, severity, text: message, help, start, end, file } = diagnostic;
  const paint = painter(options.color ?? false);
  const { line, column } = positionAt(text, start);
  const place = `${paint(36, options.fileName ?? file)}${text ? `:${paint(33, line)}:${paint(33, column)}` : ""}`;
  const head = `${place} - ${paint(severity === "error" ? 31 : 33, severity)} ${paint(90, `${code}:`)} ${message}`;
  return [head, ...sourceLines(text, start, end, paint), `  ${paint(36, "help:")} ${help}`].join("\n");
}

type Paint = (style: number, what: string | number) => string;

function painter(color: boolean): Paint {
  return color ? (style, what) => `\u001b[${style}m${what}\u001b[0m` : (_, what) => String(what);
}

function sourceLines(text: string, start: number, end: number, paint: Paint): readonly string[] {
  if (text === "") return [];
  const { line, column } = positionAt(text, start);
  const source = /^[^\r\n\u2028\u2029]*/.exec(text.slice(start - column + 1))?.[0] ?? "";
  const number = String(line);
  // Tabs stay tabs, so that the mark stands below what it means whatever their width.
  const indent = source.slice(0, column - 1).replace(/[^\t]/g, " ");
  const width = Math.max(1, Math.min(end - start, source.length - column + 1));
  const mark = paint(31, width === 1 ? "^" : "~".repeat(width));
  return [
    `  ${paint(90, `${number} |`)} ${source}`,
    `  ${paint(90, `${" ".repeat(number.length)} |`)} ${indent}${mark}`,
  ];
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

function lineStarts(text: string): readonly number[] {
  return [
    0,
    ...Array.from(text.matchAll(/\r\n|[\n\r\u2028\u2029]/g), (match) => match.index + match[0].length),
  ];
}

/** Binary search for the last line that begins at or before the offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
