// Two texts of a file go in, the changed lines come out the way `diff -u` shows them.

const CONTEXT = 3;

interface Line {
  readonly sign: " " | "+" | "-";
  readonly text: string;
}

/** Writes a unified diff; empty when nothing changed. Carriage returns at the ends of lines are not shown. */
export function diffText(fileName: string, before: string, after: string): readonly string[] {
  const lines = compare(linesOf(before), linesOf(after));
  const hunks = hunksOf(lines);
  if (hunks.length === 0) return [];
  const out = [`--- ${fileName}`, `+++ ${fileName}`];
  let at = 0;
  let [old, now] = [1, 1];
  for (const { start, end } of hunks) {
    const between = start - at;
    const hunk = lines.slice(start, end);
    const [gone, come] = [countOf(hunk, "+"), countOf(hunk, "-")];
    [old, now] = [old + between, now + between];
    out.push(`@@ -${rangeOf(old, gone)} +${rangeOf(now, come)} @@`, ...hunk.flatMap(shown));
    [at, old, now] = [end, old + gone, now + come];
  }
  return out;
}

/** Each line with its end, so that a last line without one differs from the same line with one. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function countOf(hunk: readonly Line[], other: "+" | "-"): number {
  return hunk.filter(({ sign }) => sign !== other).length;
}

function rangeOf(start: number, count: number): string {
  return count === 1 ? `${start}` : `${count === 0 ? start - 1 : start},${count}`;
}

function shown({ sign, text }: Line): readonly string[] {
  const line = `${sign}${text.replace(/\r?\n$/, "")}`;
  return text.endsWith("\n") ? [line] : [line, "\\ No newline at end of file"];
}

/** Changed lines with those around them; changes that are near are shown together. */
function hunksOf(lines: readonly Line[]): readonly { readonly start: number; readonly end: number }[] {
  const hunks: { start: number; end: number }[] = [];
  lines.forEach(({ sign }, index) => {
    if (sign === " ") return;
    const [start, end] = [Math.max(0, index - CONTEXT), Math.min(lines.length, index + CONTEXT + 1)];
    const last = hunks.at(-1);
    if (last && start <= last.end) last.end = end;
    else hunks.push({ start, end });
  });
  return hunks;
}

/** The fewest lines that come and go. */
function compare(before: readonly string[], after: readonly string[]): readonly Line[] {
  const least = Math.min(before.length, after.length);
  let head = 0;
  while (head < least && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < least - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const same = (text: string): Line => ({ sign: " ", text });
  return [
    ...before.slice(0, head).map(same),
    ...shortest(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ];
}

/** By E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986): the furthest points for each number of edits. */
function shortest(before: readonly string[], after: readonly string[]): readonly Line[] {
  const rounds: Map<number, number>[] = [];
  let furthest = new Map([[1, 0]]);
  for (let edits = 0; ; edits++) {
    const next = new Map<number, number>();
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOn(furthest, diagonal, edits);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      next.set(diagonal, x);
    }
    rounds.push(furthest);
    if (next.get(before.length - after.length) === before.length) return wayBack(rounds, before, after);
    furthest = next;
  }
}

function startOn(furthest: ReadonlyMap<number, number>, diagonal: number, edits: number): number {
  return comesFromAbove(furthest, diagonal, edits)
    ? (furthest.get(diagonal + 1) ?? 0)
    : (furthest.get(diagonal - 1) ?? 0) + 1;
}

/** Whether the last edit on the way to a diagonal added a line. */
function comesFromAbove(furthest: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && (furthest.get(diagonal - 1) ?? 0) < (furthest.get(diagonal + 1) ?? 0);
}

function wayBack(
  rounds: readonly ReadonlyMap<number, number>[],
  before: readonly string[],
  after: readonly string[],
): readonly Line[] {
  const lines: Line[] = [];
  let [x, y] = [before.length, after.length];
  for (let edits = rounds.length - 1; edits >= 0; edits--) {
    const furthest = rounds[edits] as ReadonlyMap<number, number>;
    const added = comesFromAbove(furthest, x - y, edits);
    const start = edits === 0 ? 0 : startOn(furthest, x - y, edits);
    while (x > start && y > 0) lines.push({ sign: " ", text: before[--x] as string }) && y--;
    if (edits === 0) break;
    if (added) lines.push({ sign: "+", text: after[--y] as string });
    else lines.push({ sign: "-", text: before[--x] as string });
  }
  return lines.reverse();
}
