// The rows of a large trace in; those that are worth a line out, and of the others what the row above them says.
import { hrToMilliseconds } from "../ground/clock.js";
import type { ReadableSpan } from "../model/span.js";
import type { Row } from "./trace-tree.js";

/** Spans of one name below one parent, and failed ones of one name, that get a line: the longest. */
const REPEATS = 5;

/** The group of all that failed, wherever it stands. */
const FAILED: object = {};

/** What was left out below a row. */
export interface LeftOut {
  readonly count: number;
  /** By name, those that took longest first. */
  readonly names: readonly LeftOutName[];
}

/** The same of one name; lengths in milliseconds. */
export interface LeftOutName {
  readonly name: string;
  readonly count: number;
  readonly total: number;
  readonly most: number;
}

interface Candidate {
  readonly row: Row;
  readonly length: number;
}

/** The spans of at most so many rows, with all that is above them: what failed first, then what took longest. */
export function worthALine(rows: readonly Row[], most: number): ReadonlySet<ReadableSpan> {
  const parents = new Map(rows.map(({ span, parent }) => [span, parent]));
  const chosen = new Set<ReadableSpan>();
  for (const { row } of byWorth(rows)) {
    if (chosen.size >= most) break;
    const path = pathTo(row.span, parents, chosen, most - chosen.size);
    for (const span of path ?? []) chosen.add(span);
  }
  return chosen;
}

/** A span and what is above it, up to what was chosen; `undefined` where there is no room for all of it. */
function pathTo(
  span: ReadableSpan,
  parents: ReadonlyMap<ReadableSpan, ReadableSpan | undefined>,
  chosen: ReadonlySet<ReadableSpan>,
  room: number,
): readonly ReadableSpan[] | undefined {
  const path: ReadableSpan[] = [];
  for (let at: ReadableSpan | undefined = span; at !== undefined && !chosen.has(at); at = parents.get(at)) {
    if (path.length >= room) return undefined;
    path.push(at);
  }
  return path;
}

/** What may have a line, the failed ones before the others, in each the longest first. */
function byWorth(rows: readonly Row[]): readonly Candidate[] {
  const candidates = rows.map((row) => ({ row, length: lengthOf(row.span) }));
  candidates.sort((a, b) => b.length - a.length);
  const repeated = repeatedAmong(candidates);
  // What is below one that is repeated is repeated with it.
  for (const { span, parent } of rows)
    if (parent !== undefined && repeated.has(parent) && !hasFailed(span)) repeated.add(span);
  const worthy = candidates.filter(({ row }) => !repeated.has(row.span));
  return [
    ...worthy.filter(({ row }) => hasFailed(row.span)),
    ...worthy.filter(({ row }) => !hasFailed(row.span)),
  ];
}

/** Those that are not among the longest of their name: below their parent, or of all that failed. */
function repeatedAmong(candidates: readonly Candidate[]): Set<ReadableSpan> {
  const counts = new Map<object | undefined, Map<string, number>>();
  const repeated = new Set<ReadableSpan>();
  for (const { row } of candidates) {
    const { span, parent } = row;
    const group = hasFailed(span) ? FAILED : parent;
    const names = counts.get(group) ?? new Map<string, number>();
    const before = names.get(span.name) ?? 0;
    counts.set(group, names.set(span.name, before + 1));
    if (before >= REPEATS) repeated.add(span);
  }
  return repeated;
}

/** What was left out, by the chosen span above; by `undefined` where there is none. */
export function leftOutOf(
  rows: readonly Row[],
  chosen: ReadonlySet<ReadableSpan>,
): ReadonlyMap<ReadableSpan | undefined, LeftOut> {
  const above = new Map<ReadableSpan, ReadableSpan | undefined>();
  const names = new Map<ReadableSpan | undefined, Map<string, LeftOutName>>();
  // Depth-first, so that what is above comes before.
  for (const { span, parent } of rows) {
    const shown = parent === undefined || chosen.has(parent) ? parent : above.get(parent);
    above.set(span, shown);
    if (chosen.has(span)) continue;
    const known = names.get(shown) ?? new Map<string, LeftOutName>();
    names.set(shown, known.set(span.name, withOne(known.get(span.name), span)));
  }
  return new Map([...names].map(([span, known]) => [span, summary([...known.values()])]));
}

function withOne(before: LeftOutName | undefined, span: ReadableSpan): LeftOutName {
  const { count, total, most } = before ?? { count: 0, total: 0, most: 0 };
  const length = lengthOf(span);
  return { name: span.name, count: count + 1, total: total + length, most: Math.max(most, length) };
}

function summary(names: LeftOutName[]): LeftOut {
  names.sort((a, b) => b.total - a.total);
  return { count: names.reduce((sum, { count }) => sum + count, 0), names };
}

function lengthOf({ duration }: ReadableSpan): number {
  return hrToMilliseconds(duration);
}

function hasFailed({ status }: ReadableSpan): boolean {
  return status.code === 2;
}
