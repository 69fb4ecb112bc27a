// A trace as text: its spans in, lines with a tree, bars on a common time line, durations and faults out.
import { hrToMilliseconds } from "../ground/clock.js";
import type { ReadableSpan } from "../model/span.js";
import { type LeftOut, leftOutOf, worthALine } from "./left-out.js";
import { type Painter, painter } from "./paint.js";
import { attributesOf, cut, oneLine, passedThrough, serviceOf, suffixOf } from "./span-notes.js";
import { type Row, rowsOf } from "./trace-tree.js";

/** Lines with a span; a larger trace is printed in part. */
const MAX_ROWS = 200;
const MIN_LABEL = 16;
const MIN_BAR = 8;
const MAX_BAR = 40;
/** Two spaces before the bar, one after it, eight for the duration, a space and the mark. */
const FIXED = 13;
const SEPARATOR = " · ";

/** How a trace is written. */
export interface TraceTextOptions {
  /** Columns. */
  readonly width: number;
  readonly color: boolean;
}

interface Layout {
  readonly paint: Painter;
  readonly begin: number;
  readonly length: number;
  /** Columns of the tree with names, and of the bars. */
  readonly label: number;
  readonly bar: number;
  readonly services: readonly string[];
  /** Failed spans whose message stands further down. */
  readonly passed: ReadonlySet<ReadableSpan>;
  readonly leftOut: ReadonlyMap<ReadableSpan | undefined, LeftOut>;
  readonly width: number;
}

/**
 * The text of one trace, with a header line and one line for each span; ends with an empty line. Of a large trace only the
 * longest and the failed ones, and what is above them, have a line; what is left out is counted below the row above it.
 */
export function writeTrace(spans: readonly ReadableSpan[], options: TraceTextOptions): string {
  const { rows, leftOut } = shownRows(spans);
  const layout = layOut(spans, rows, leftOut, options);
  const lines = [header(spans, layout), ...rows.map((row) => line(row, layout))];
  lines.push(...noteOf(leftOut.get(undefined), "", layout));
  return `${lines.join("\n")}\n\n`;
}

function shownRows(spans: readonly ReadableSpan[]): Pick<Layout, "leftOut"> & { rows: readonly Row[] } {
  const rows = rowsOf(spans);
  if (rows.length <= MAX_ROWS) return { rows, leftOut: new Map() };
  const chosen = worthALine(rows, MAX_ROWS);
  return { rows: rowsOf([...chosen]), leftOut: leftOutOf(rows, chosen) };
}

function layOut(
  spans: readonly ReadableSpan[],
  rows: readonly Row[],
  leftOut: Layout["leftOut"],
  options: TraceTextOptions,
): Layout {
  const { begin, end } = extent(spans);
  const services = [...new Set([...rows.map((row) => row.span), ...spans].map(serviceOf))];
  const longest = rows.reduce((most, row) => Math.max(most, labelLength(row, services)), 0);
  // The bars give way first, names and their notes last.
  const label = Math.max(MIN_LABEL, Math.min(longest, options.width - FIXED - MIN_BAR));
  const bar = Math.max(MIN_BAR, Math.min(MAX_BAR, options.width - FIXED - label));
  return {
    paint: painter(options.color),
    begin,
    length: end - begin,
    label,
    bar,
    services,
    passed: passedThrough(rows),
    leftOut,
    width: options.width,
  };
}

function extent(spans: readonly ReadableSpan[]): { begin: number; end: number } {
  let begin = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const span of spans) {
    const start = hrToMilliseconds(span.startTime);
    begin = Math.min(begin, start);
    end = Math.max(end, start + hrToMilliseconds(span.duration));
  }
  return { begin, end };
}

function header(spans: readonly ReadableSpan[], layout: Layout): string {
  const { paint, services, width } = layout;
  const failed = spans.filter((span) => span.status.code === 2).length;
  const traceId = spans[0]?.spanContext().traceId ?? "";
  const parts: [text: string, painted: string][] = [
    [`trace ${traceId}`, `${paint.bold("trace")} ${paint.dim(traceId)}`],
    inPaint(formatDuration(layout.length), paint.bold),
    inPaint(`${spans.length} ${spans.length === 1 ? "span" : "spans"}`),
    ...(failed > 0 ? [inPaint(`${failed} failed`, paint.red)] : []),
  ];
  const used = (): number => parts.reduce((sum, [text]) => sum + text.length + SEPARATOR.length, 0);
  const names = cut(services.map(oneLine).join(", "), width - used());
  if (names !== "") parts.push(inPaint(names));
  // So narrow that it does not fit even so: how it went is more than who it was.
  if (used() - SEPARATOR.length > width) parts[0] = inPaint("trace", paint.bold);
  while (used() - SEPARATOR.length > width && parts.length > 1) parts.pop();
  return parts.map(([, painted]) => painted).join(paint.dim(SEPARATOR));
}

function inPaint(text: string, paint: (text: string) => string = (same) => same): [string, string] {
  return [text, paint(text)];
}

function line(row: Row, layout: Layout): string {
  const { paint } = layout;
  const { status, duration } = row.span;
  const mark = status.code === 2 ? paint.red("✗") : status.code === 1 ? paint.green("✓") : paint.dim("·");
  const time = formatDuration(hrToMilliseconds(duration)).padStart(8);
  const text = `${label(row, layout)}  ${bar(row.span, layout)} ${time} ${mark}`;
  return [text, ...below(row, layout)].join("\n");
}

// Attributes, the message of an error and what is left out stand below the name, inside the tree.
function below(row: Row, layout: Layout): string[] {
  const { paint, width, passed, leftOut } = layout;
  const indent = row.below.length > width / 2 ? `…${row.below.slice(-Math.floor(width / 2))}` : row.below;
  const attributes = attributesOf(row.span, width - indent.length);
  const { code, message: whole } = row.span.status;
  const isHere = code === 2 && !passed.has(row.span);
  const message = isHere ? cut(oneLine(whole ?? ""), width - indent.length) : "";
  return [
    ...(attributes === "" ? [] : [paint.dim(indent + attributes)]),
    ...(message === "" ? [] : [paint.dim(indent) + paint.red(message)]),
    ...noteOf(leftOut.get(row.span), indent, layout),
  ];
}

/** `… 480 more: load ×477 1.52s (3.2ms at most), save ×3 9.6ms`. */
function noteOf(left: LeftOut | undefined, indent: string, { paint, width }: Layout): readonly string[] {
  if (left === undefined) return [];
  const names = left.names.map(({ name, count, total, most }) => {
    const each = count > 1 ? ` ×${count}` : "";
    const longest = count > 1 ? ` (${formatDuration(most)} at most)` : "";
    return `${oneLine(name)}${each} ${formatDuration(total)}${longest}`;
  });
  return [paint.dim(indent + cut(`… ${left.count} more: ${names.join(", ")}`, width - indent.length))];
}

function labelLength(row: Row, services: readonly string[]): number {
  const suffix = suffixOf(row, services);
  return row.branch.length + oneLine(row.span.name).length + (suffix === "" ? 0 : suffix.length + 1);
}

function label(row: Row, layout: Layout): string {
  const { paint } = layout;
  // Deep down the tree's own lines give way, so that some of the name is left.
  const isTooDeep = row.branch.length > layout.label - 8 && labelLength(row, layout.services) > layout.label;
  const branch = isTooDeep ? `…${row.branch.slice(8 - layout.label)}` : row.branch;
  const room = layout.label - branch.length;
  const name = cut(oneLine(row.span.name), room);
  const suffix = cut(suffixOf(row, layout.services), room - name.length - 1);
  const painted = row.span.status.code === 2 ? paint.red(name) : paint.bold(name);
  const used = branch.length + name.length + (suffix === "" ? 0 : suffix.length + 1);
  const padding = " ".repeat(Math.max(0, layout.label - used));
  return `${paint.dim(branch)}${painted}${suffix === "" ? "" : ` ${paint.cyan(suffix)}`}${padding}`;
}

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"] as const;

function bar(span: ReadableSpan, layout: Layout): string {
  const scale = layout.length > 0 ? layout.bar / layout.length : 0;
  const from = Math.min(
    layout.bar - 1,
    Math.floor((hrToMilliseconds(span.startTime) - layout.begin) * scale),
  );
  const cells = Math.min(layout.bar - from, hrToMilliseconds(span.duration) * scale);
  const drawn = "█".repeat(Math.floor(cells)) + (EIGHTHS[Math.floor((cells % 1) * 8)] ?? "");
  const shown = drawn === "" ? "▏" : drawn;
  const colour = span.status.code === 2 ? layout.paint.red : layout.paint.blue;
  return `${" ".repeat(from)}${colour(shown)}${" ".repeat(Math.max(0, layout.bar - from - shown.length))}`;
}

/** A length of time in three digits: `850µs`, `12.3ms`, `1.25s`, `2m 5s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 0.9995) return `${Math.round(milliseconds * 1000)}µs`;
  if (milliseconds < 999.5) return `${threeDigits(milliseconds)}ms`;
  if (milliseconds < 59_950) return `${threeDigits(milliseconds / 1000)}s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}m ${seconds % 60}s`;
}

function threeDigits(value: number): string {
  return value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
}
