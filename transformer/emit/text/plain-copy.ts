// A body that is written twice in; the text of its copy out, and the mappings by which that leads back to the source.
import MagicString, { type DecodedSourceMap, SourceMap } from "magic-string";
import type { PlainBody } from "../../model/site.js";

type Segment = DecodedSourceMap["mappings"][number][number];

/** Finds line and column of an offset as maps count them: from 0, and only `\n` ends a line. */
export type Places = (offset: number) => readonly [line: number, column: number];

/** A line of code, and where it comes from. */
export interface PlainCopy {
  /** `if(…){…}else try{`, the body inside. */
  readonly code: string;
  /** Their columns count from the begin of `code`. */
  readonly segments: readonly Segment[];
}

/** Where a copy stands: directly behind a text that occurs once. */
export interface PlacedCopy {
  readonly copy: PlainCopy;
  readonly behind: string;
}

/**
 * Brings the statements of a body into one line, which runs under a condition.
 * @param placeOf finds places in `text`
 */
export function plainCopyOf(
  text: string,
  { start, end, edits }: PlainBody,
  condition: string,
  placeOf: Places = placesIn(text),
): PlainCopy {
  const body = new MagicString(text.slice(start, end));
  for (const edit of edits) {
    if (edit.start === edit.end) body.appendLeft(edit.start - start, edit.text);
    else body.update(edit.start - start, edit.end - start, edit.text);
  }
  const open = `if(${condition}){`;
  const code = open + body.toString();
  const [firstLine, firstColumn] = placeOf(start);
  const segments = (body.generateDecodedMap({ hires: "boundary" }).mappings[0] ?? []).map(
    ([at, , line = 0, column = 0]): Segment => [
      at + open.length,
      0,
      line + firstLine,
      line === 0 ? column + firstColumn : column,
    ],
  );
  // To the place behind the body's last brace, at both ends: so what measures coverage finds that the copy which did
  // not run, from end to end, is nothing of the source.
  const behind = placeOf(end + 1);
  const ends = (at: number): Segment => [at, 0, ...behind];
  return { code: `${code}}else try{`, segments: [ends(0), ...segments, ends(code.length)] };
}

/** Adds the mappings of copies to the map of the code that holds them: it knows them only as text without a source. */
export function mapWithCopies(map: DecodedSourceMap, code: string, placed: readonly PlacedCopy[]): SourceMap {
  const placeOf = placesIn(code);
  let from = 0;
  for (const { copy, behind } of placed) {
    // Most stand in the order of the source; functions that moved do not.
    const found = code.indexOf(behind, from);
    from = (found === -1 ? code.indexOf(behind) : found) + behind.length;
    const [row, column] = placeOf(from);
    const line = map.mappings[row] as Segment[];
    const next = line.findIndex(([at]) => at >= column);
    const index = next === -1 ? line.length : next;
    const around = line[index - 1];
    // What follows belongs again to what stands before the copy.
    const after = around ? [moved(around, column + copy.code.length - around[0])] : [];
    line.splice(index, 0, ...copy.segments.map((segment) => moved(segment, column)), ...after);
  }
  return new SourceMap(map);
}

/** Makes the function that finds places in a text; its lines are counted at the first use. */
export function placesIn(text: string): Places {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
    let line = 0;
    for (let high = starts.length - 1; line < high; ) {
      const middle = (line + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) line = middle;
      else high = middle - 1;
    }
    return [line, offset - (starts[line] as number)];
  };
}

function moved(segment: Segment, columns: number): Segment {
  const copy: Segment = [...segment];
  copy[0] += columns;
  return copy;
}
