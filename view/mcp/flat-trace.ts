// All spans of a trace, and how many tokens there are for them, in; a flat list, depth-first, with what was left out and how to get it, out.
import { STATUS } from "../model/span.js";
import type { TraceSpan } from "./asking.js";
import { failureOf, nameOf, placeOf, timeOf, tokensOf } from "./words.js";

/** Which part of a trace, and how much. */
export interface Part {
  readonly maxTokens: number;
  /** The id of a span: it and what is below it. @default all */
  readonly below?: string | undefined;
  /** The number of a row: it and those after it, one by one. @default the longest and the failed ones of all */
  readonly from?: number | undefined;
}

/** Tokens of what stands above the list and below it. */
const FRAME = 160;
/** Of a line that says how many spans were left out. */
const GAP = 24;

/** A span as a line of the list. */
interface Row {
  readonly number: number;
  readonly span: TraceSpan;
  readonly parent: Row | undefined;
  readonly line: string;
  readonly cost: number;
}

/** Writes it. */
export function flatTrace(spans: readonly TraceSpan[], { maxTokens, below, from }: Part): string {
  const rows = rowsOf(part(spans, below));
  if (rows.length === 0) return `there is no span ${below} in this trace`;
  const budget = maxTokens - FRAME;
  const all = rows.reduce((sum, { cost }) => sum + cost, 0) <= budget;
  if (from !== undefined) return page(spans, rows, from, budget);
  const chosen = all ? new Set(rows) : chooseRows(rows, budget);
  return [...head(spans, rows, below), ...listOf(rows, chosen), ...foot(rows, chosen)].join("\n");
}

function part(spans: readonly TraceSpan[], below: string | undefined): readonly TraceSpan[] {
  if (below === undefined) return spans;
  const at = spans.findIndex(({ spanId }) => spanId === below.toLowerCase());
  const depth = spans[at]?.depth ?? 0;
  const length = spans.slice(at + 1).findIndex((span) => span.depth <= depth);
  return at === -1 ? [] : spans.slice(at, length === -1 ? undefined : at + 1 + length);
}

function rowsOf(spans: readonly TraceSpan[]): readonly Row[] {
  const rows: Row[] = [];
  const open: Row[] = [];
  for (const span of spans) {
    while (open.length > 0 && (open.at(-1) as Row).span.depth >= span.depth) open.pop();
    const parent = open.at(-1);
    const line = lineOf(span, parent?.span);
    const row: Row = { number: rows.length, span, parent, line, cost: tokensOf(`${line}\n`) };
    rows.push(row);
    open.push(row);
  }
  return rows;
}

/** `2 query db 5.00ms src/db.ts:9 [00f067aa0ba902b7]`; the service where it is another than its parent's. */
function lineOf(span: TraceSpan, parent: TraceSpan | undefined): string {
  const { depth, service, durationMs, selfMs, spanId } = span;
  return [
    depth,
    nameOf(span),
    service === parent?.service ? "" : `(${service})`,
    timeOf(durationMs),
    selfMs === durationMs ? "" : `self ${timeOf(selfMs)}`,
    failureOf(span),
    placeOf(span),
    `[${spanId}]`,
  ]
    .filter((each) => each !== "")
    .join(" ");
}

/** Failures first, as far as half of the budget; then the longest; each with all that it is below of. */
function chooseRows(rows: readonly Row[], budget: number): ReadonlySet<Row> {
  const chosen = new Set<Row>();
  let left = budget;
  const take = (candidates: readonly Row[], reserve: number) => {
    for (const row of candidates) {
      const added = withParents(row, chosen);
      const cost = added.reduce((sum, each) => sum + each.cost + GAP, 0);
      if (left - cost < reserve) return;
      left -= cost;
      for (const each of added) chosen.add(each);
    }
  };
  const longest = [...rows].sort((a, b) => b.span.durationMs - a.span.durationMs);
  take(
    longest.filter(({ span }) => span.status === STATUS.error),
    budget / 2,
  );
  take(longest, 0);
  return chosen;
}

function withParents(row: Row, chosen: ReadonlySet<Row>): readonly Row[] {
  const added: Row[] = [];
  for (let each: Row | undefined = row; each !== undefined && !chosen.has(each); each = each.parent)
    added.push(each);
  return added;
}

function listOf(rows: readonly Row[], chosen: ReadonlySet<Row>): string[] {
  const lines: string[] = [];
  let gap: Row[] = [];
  const close = () => {
    if (gap.length > 0) lines.push(gapLine(gap));
    gap = [];
  };
  for (const row of rows) {
    if (!chosen.has(row)) gap.push(row);
    else {
      close();
      lines.push(row.line);
    }
  }
  close();
  return lines;
}

/** `… 480 left out, rows 12 to 491, most of them query`. */
function gapLine(gap: readonly Row[]): string {
  const counts = new Map<string, number>();
  for (const { span } of gap) counts.set(span.name, (counts.get(span.name) ?? 0) + 1);
  const [name = "", count = 0] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  const most = count > 1 ? `, ${count} of them ${nameOf({ name })}` : "";
  return `… ${gap.length} left out, from row ${gap[0]?.number}${most}`;
}

function head(spans: readonly TraceSpan[], rows: readonly Row[], below: string | undefined): string[] {
  const { traceId, start } = spans[0] as TraceSpan;
  const failed = rows.filter(({ span }) => span.status === STATUS.error).length;
  const services = new Set(rows.map(({ span }) => span.service));
  const what = below === undefined ? "" : `, below ${below}`;
  return [
    `trace ${traceId}${what}: ${rows.length} spans, ${services.size} services, ${failed} failed, began ${start}`,
    "depth, name, (service), duration, self time, error, file:line, [span id]",
  ];
}

function foot(rows: readonly Row[], chosen: ReadonlySet<Row>): string[] {
  if (chosen.size === rows.length) return [];
  return [
    `${chosen.size} of ${rows.length} shown: the longest and the failed, with what they are below of. For the others: max_tokens higher, below: a span id, or from: a row.`,
  ];
}

/** Row by row. */
function page(spans: readonly TraceSpan[], rows: readonly Row[], from: number, budget: number): string {
  const lines: string[] = [];
  let left = budget;
  for (const row of rows.slice(from)) {
    left -= row.cost;
    if (left < 0 && lines.length > 0) break;
    lines.push(row.line);
  }
  const next = from + lines.length;
  const more =
    next < rows.length ? [`rows ${from} to ${next - 1} of ${rows.length}; go on with from: ${next}`] : [];
  return [...head(spans, rows, undefined), ...lines, ...more].join("\n");
}
