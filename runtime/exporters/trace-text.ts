// A trace as text: its spans in, lines with a tree, bars on a common time line, durations and faults out.
import { hrToMilliseconds } from "../clock.js";
import type { ReadableSpan } from "../span-shape.js";
import { type Painter, painter } from "./paint.js";
import { type Row, rowsOf } from "./trace-tree.js";

const MAX_ROWS = 200;
const MIN_LABEL = 16;
const KINDS = ["", "server", "client", "producer", "consumer"] as const;

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
  readonly width: number;
}

/** The text of one trace, with a header line and one line for each span; ends with an empty line. */
export function writeTrace(spans: readonly ReadableSpan[], options: TraceTextOptions): string {
  const all = rowsOf(spans);
  const rows = all.slice(0, MAX_ROWS);
  const layout = layOut(spans, rows, options);
  const lines = [header(spans, layout), ...rows.map((row) => line(row, layout))];
  if (all.length > rows.length) lines.push(layout.paint.dim(`… ${all.length - rows.length} more`));
  return `${lines.join("\n")}\n\n`;
}

function layOut(spans: readonly ReadableSpan[], rows: readonly Row[], options: TraceTextOptions): Layout {
  const { begin, end } = extent(spans);
  const services = [...new Set([...rows.map((row) => row.span), ...spans].map(serviceOf))];
  const longest = rows.reduce((most, row) => Math.max(most, labelLength(row, services)), 0);
  const label = Math.min(Math.max(longest, MIN_LABEL), Math.max(24, Math.floor(options.width * 0.55)));
  const bar = Math.max(8, Math.min(40, options.width - label - 14));
  return {
    paint: painter(options.color),
    begin,
    length: end - begin,
    label,
    bar,
    services,
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

function header(spans: readonly ReadableSpan[], { paint, length, services }: Layout): string {
  const failed = spans.filter((span) => span.status.code === 2).length;
  const parts = [
    `${paint.bold("trace")} ${paint.dim(spans[0]?.spanContext().traceId ?? "")}`,
    paint.bold(formatDuration(length)),
    `${spans.length} ${spans.length === 1 ? "span" : "spans"}`,
    ...(failed > 0 ? [paint.red(`${failed} failed`)] : []),
    services.map(oneLine).join(", "),
  ];
  return parts.join(paint.dim(" · "));
}

function line(row: Row, layout: Layout): string {
  const { paint } = layout;
  const { status, duration } = row.span;
  const failed = status.code === 2;
  const mark = failed ? paint.red("✗") : status.code === 1 ? paint.green("✓") : paint.dim("·");
  const time = formatDuration(hrToMilliseconds(duration)).padStart(8);
  const text = `${label(row, layout)}  ${bar(row.span, layout)} ${time} ${mark}`;
  if (!failed || !status.message) return text;
  return `${text}\n${paint.dim(rest(row))}${paint.red(cut(oneLine(status.message), layout.width - row.branch.length - 2))}`;
}

// The message of an error stands below its span, in the tree's indent.
function rest(row: Row): string {
  return `${row.branch.replace("├─ ", "│  ").replace("└─ ", "   ")}  `;
}

function suffixOf(span: ReadableSpan, services: readonly string[]): string {
  const kind = KINDS[span.kind] ?? "";
  const service = services.length > 1 ? oneLine(serviceOf(span)) : "";
  return [kind, service && `[${service}]`].filter((part) => part !== "").join(" ");
}

function labelLength(row: Row, services: readonly string[]): number {
  const suffix = suffixOf(row.span, services);
  return row.branch.length + oneLine(row.span.name).length + (suffix === "" ? 0 : suffix.length + 1);
}

function label(row: Row, layout: Layout): string {
  const { paint } = layout;
  // Deep down the tree's own lines give way, so that some of the name is left.
  const isTooDeep = row.branch.length > layout.label - 8 && labelLength(row, layout.services) > layout.label;
  const branch = isTooDeep ? `…${row.branch.slice(8 - layout.label)}` : row.branch;
  const room = layout.label - branch.length;
  const name = cut(oneLine(row.span.name), room);
  const suffix = cut(suffixOf(row.span, layout.services), room - name.length - 1);
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

function serviceOf(span: ReadableSpan): string {
  return String(span.resource?.attributes["service.name"] ?? "unknown_service");
}

// A name must not move the cursor or break the line.
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
  return text.replaceAll(/[\x00-\x1f\x7f-\x9f]+/g, " ");
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return length < 2 ? "" : `${text.slice(0, length - 1)}…`;
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
