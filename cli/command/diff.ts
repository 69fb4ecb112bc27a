// Two texts of a file go in, the changed lines come out the way `diff -u` shows them.

const CONTEXT = 2;

interface Line {
  readonly sign: " " | "+" | "-";
  readonly text: string;
}

/** Writes a diff for a reader; empty when nothing changed. */
export function diffText(fileName: string, before: string, after: string): readonly string[] {
  const lines = compare(before.split("\n"), after.split("\n"));
  const changed = lines.flatMap(({ sign }, index) => (sign === " " ? [] : [index]));
  if (changed.length === 0) return [];
  const near = new Set(
    changed.flatMap((at) => Array.from({ length: 2 * CONTEXT + 1 }, (_, i) => at - CONTEXT + i)),
  );
  const out = [`--- ${fileName}`, `+++ ${fileName}`];
  let old = 1;
  lines.forEach((line, index) => {
    if (near.has(index) && (index === 0 || !near.has(index - 1))) out.push(`@@ line ${old} @@`);
    if (near.has(index)) out.push(`${line.sign}${line.text.replace(/\r$/, "")}`);
    if (line.sign !== "+") old++;
  });
  return out;
}

/** Directives come and go by single lines, so the nearest line that is equal again is the right one. */
function compare(before: readonly string[], after: readonly string[]): readonly Line[] {
  const lines: Line[] = [];
  let a = 0;
  let b = 0;
  while (a < before.length || b < after.length) {
    if (a < before.length && before[a] === after[b]) {
      lines.push({ sign: " ", text: before[a++] as string });
      b++;
      continue;
    }
    const [gone, come] = nextMatch(before, after, a, b);
    for (const text of before.slice(a, a + gone)) lines.push({ sign: "-", text });
    for (const text of after.slice(b, b + come)) lines.push({ sign: "+", text });
    a += gone;
    b += come;
  }
  return lines;
}

function nextMatch(
  before: readonly string[],
  after: readonly string[],
  a: number,
  b: number,
): [number, number] {
  const most = before.length - a + (after.length - b);
  for (let sum = 1; sum < most; sum++) {
    for (let gone = 0; gone <= sum; gone++) {
      const line = before[a + gone];
      if (line !== undefined && line === after[b + sum - gone]) return [gone, sum - gone];
    }
  }
  return [before.length - a, after.length - b];
}
