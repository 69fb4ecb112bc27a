// The map of a code and the copies of bodies in that code in; their mappings into the map, which knows them only as text.
import { decode, encode } from "@jridgewell/sourcemap-codec";
import type { SourceMap } from "magic-string";
import { type PlainCopy, placesIn, type Segment } from "./plain-copy.js";

/** Where a copy stands: directly behind a text that occurs once. */
export interface PlacedCopy {
  readonly copy: PlainCopy;
  readonly behind: string;
}

/** Adds the mappings of copies to the map of the code that holds them, without reading more of it than it must. */
export function mapCopies(map: SourceMap, code: string, placed: readonly PlacedCopy[]): void {
  if (placed.length === 0) return;
  const lines = map.mappings.split(";");
  // What a line's numbers count from is where the line before it ended.
  let before: Position = [0, 0];
  let read = 0;
  for (const { copy, row, column } of positionsOfCopies(code, placed)) {
    for (; read < row; read++) before = positionAfter(lines[read] as string, before);
    lines[row] = lineWithCopy(lines[row] as string, copy, column, before);
  }
  map.mappings = lines.join(";");
}

type Position = readonly [line: number, column: number];

interface CopyPosition {
  readonly copy: PlainCopy;
  readonly row: number;
  readonly column: number;
}

/** Where the copies are in the code, in its order. */
function positionsOfCopies(code: string, placed: readonly PlacedCopy[]): CopyPosition[] {
  const placeOf = placesIn(code);
  let from = 0;
  const found = placed.map(({ copy, behind }) => {
    // Most stand in the order of the source; functions that moved do not.
    const at = code.indexOf(behind, from);
    from = (at === -1 ? code.indexOf(behind) : at) + behind.length;
    const [row, column] = placeOf(from);
    return { copy, row, column };
  });
  return found.sort((a, b) => a.row - b.row || a.column - b.column);
}

function lineWithCopy(text: string, copy: PlainCopy, column: number, [line, at]: Position): string {
  const segments = (decode(text)[0] ?? []) as Segment[];
  const next = segments.findIndex(([from]) => from >= column);
  const index = next === -1 ? segments.length : next;
  // The brace or the directive behind which every copy stands.
  const around = segments[index - 1];
  if (!around) return text;
  const copied = copy.segments.map(([from, source, row, place]): Segment => {
    return [from + column, source, row - line, place - at];
  });
  // What follows belongs again to what stands before the copy.
  const [, ...place] = around;
  segments.splice(index, 0, ...copied, [column + copy.code.length, ...place]);
  return encode([segments]);
}

/** Line and column in the source at which a line of mappings that begins at `before` ends: the sums of its differences. */
function positionAfter(text: string, before: Position): Position {
  const sums = [0, 0, ...before, 0];
  let field = 0;
  let value = 0;
  let shift = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = DIGITS[text.charCodeAt(at)] as number;
    if (digit === -1) field = 0;
    else if (digit & CONTINUES) {
      value += (digit & VALUE) << shift;
      shift += 5;
    } else {
      value += digit << shift;
      sums[field] = (sums[field] as number) + (value & 1 ? -(value >> 1) : value >> 1);
      field++;
      value = 0;
      shift = 0;
    }
  }
  return [sums[2] as number, sums[3] as number];
}

/** Base64 VLQ (ECMA-426): five bits a digit, the lowest of the first one is the sign. */
const DIGITS = new Int8Array(128).fill(-1);
for (const [value, digit] of [
  ..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
].entries())
  DIGITS[digit.charCodeAt(0)] = value;
const CONTINUES = 32;
const VALUE = 31;
