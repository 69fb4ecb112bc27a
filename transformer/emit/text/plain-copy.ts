// A body that is written twice in; the text of its copy out, and the mappings by which that leads back to the source.
import MagicString from "magic-string";
import type { PlainBody } from "../../model/site.js";
import { markTokens } from "./mark-tokens.js";

/** Column in the code; source, line and column there. */
export type Segment = [number, number, number, number];

/** Finds line and column of an offset as maps count them: from 0, and only `\n` ends a line. */
export type Places = (offset: number) => readonly [line: number, column: number];

/** A line of code, and where it comes from. */
export interface PlainCopy {
  /** `if(…){…}else try{`, the body inside. */
  readonly code: string;
  /** Their columns count from the begin of `code`. */
  readonly segments: readonly Segment[];
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
  markTokens(body);
  const segments = (body.generateDecodedMap().mappings[0] ?? []).map(
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
