// A map of every character in; out, code and map by which coverage is counted: generated code belongs to nothing, but for what stands for the source.
import { decode, encode, type SourceMapSegment } from "@jridgewell/sourcemap-codec";
import type { SourceMap } from "magic-string";

/** Where a character of the source is: line and column from 0. */
type Place = readonly [line: number, column: number];

type Segments = readonly SourceMapSegment[];

/**
 * Istanbul and V8's converters look both ends of a statement, function or branch up in the map, and leave out what leads to
 * nothing. So each character of generated code is mapped by itself: to nothing, or to the expression that it is put around.
 * @param map with a mapping for each character that the source has, and changed in place
 * @param prefix what generated names start with
 * @returns the code with what opens a body, and each `catch` of ours, at the beginning of a line
 */
export function writeForCoverage(map: SourceMap, code: string, prefix: string): string {
  const lines = decode(map.mappings);
  const name = prefix.replaceAll("$", "\\$");
  const words: Words = {
    head: new RegExp(`(\\{?)const ${name}_span=[^;]*;(?:try\\{)?(return\\b(?! ?(?:await|yield)))?`),
    tail: new RegExp(`(^|\\})((?:catch\\(${name}_error\\)\\{[^{}]*\\})?)finally\\{[^{}]*\\}\\}`, "g"),
    call: new RegExp(`^\\s?${name}\\.\\$`),
    file: new RegExp(`import \\* as ${name} |const ${name}=require|function ${name}_`),
  };
  const texts = code.split("\n");
  const found = texts.map((text, row) => lineOf(text, lines[row] ?? [], words));
  for (const [row, column] of emptyEnds(code, name)) unmap(found[row] as SourceMapSegment[], column);
  const begins = new RegExp(`const ${name}_span=|catch\\(${name}_error\\)\\{`, "g");
  map.mappings = encode(texts.flatMap((text, row) => cut(text, found[row] as Segments, begins)));
  return code.replaceAll(begins, "\n$&");
}

/**
 * The segments of a line, of which what begins generated code begins another: V8 counts parts of that by themselves, and
 * v8-to-istanbul 9.3 takes what leads to nothing for the beginning of its line.
 */
function cut(text: string, segments: Segments, begins: RegExp): SourceMapSegment[][] {
  const cuts = [...text.matchAll(begins)].map(({ index }) => index);
  return [0, ...cuts].map((from, index) => {
    const to = cuts[index] ?? Number.POSITIVE_INFINITY;
    const own = segments.filter(([column]) => from <= column && column < to);
    return own.map(([column, ...rest]) => [column - from, ...rest] as SourceMapSegment);
  });
}

/** Ends of a `try` around nothing, whose mapping is the closing brace's: oxc gives it to the whole `try`, which then counts as a statement. */
function* emptyEnds(code: string, name: string): Generator<readonly [row: number, column: number]> {
  const empty = new RegExp(
    `const ${name}_span=[^;]*;try\\{((?:\\s|//[^\\n]*|/\\*(?:[^*]|\\*(?!/))*\\*/)*)\\}(?=catch|finally)`,
    "g",
  );
  for (const { index, 0: all } of code.matchAll(empty)) {
    const before = code.slice(0, index + all.length - 1).split("\n");
    yield [before.length - 1, before.at(-1)?.length ?? 0];
  }
}

function unmap(segments: SourceMapSegment[], column: number): void {
  const at = segments.findIndex((segment) => segment[0] === column);
  if (at !== -1) segments[at] = [column];
}

interface Words {
  /** What opens a traced body; an arrow's expression becomes a block with a `return`. */
  readonly head: RegExp;
  /** What closes it. */
  readonly tail: RegExp;
  readonly call: RegExp;
  readonly file: RegExp;
}

/** A stretch of generated code between two characters of the source. */
interface Stretch {
  readonly text: string;
  readonly before: Place | undefined;
  readonly behind: Place | undefined;
}

function lineOf(text: string, segments: Segments, words: Words): SourceMapSegment[] {
  const places: (Place | undefined)[] = Array(text.length).fill(undefined);
  for (const [column, , line, at] of segments)
    if (line !== undefined && at !== undefined && column < text.length) places[column] = [line, at];
  const found = [...places];
  for (let from = 0; from < text.length; ) {
    if (places[from]) {
      from++;
      continue;
    }
    let to = from;
    while (to < text.length && !places[to]) to++;
    const stretch = { text: text.slice(from, to), before: places[from - 1], behind: places[to] };
    placesIn(stretch, words).forEach((place, index) => {
      found[from + index] = place;
    });
    from = to;
  }
  const last = found.at(-1);
  // What ends with its line ends there, and not somewhere behind.
  const end: Place | undefined = last && [last[0], last[1] + 1];
  return [...found, end].map((place, column) => (place ? [column, 0, ...place] : [column]));
}

function placesIn({ text, before, behind }: Stretch, words: Words): (Place | undefined)[] {
  const places: (Place | undefined)[] = Array(text.length).fill(undefined);
  if (words.file.test(text)) return places;
  const head = words.head.exec(text);
  if (head) {
    const [all, brace, returns] = head;
    if (brace) places[head.index] = behind;
    if (brace && returns) places.fill(behind, head.index + all.length - returns.length);
    return places;
  }
  // A call around an expression begins where that does; one by itself is a statement of ours.
  if (words.call.test(text)) return text.endsWith(";") ? places : places.fill(behind);
  const tails = [...text.matchAll(words.tail)];
  // What closes calls and functions around the source.
  places.fill(before, 0, tails[0]?.index ?? text.length);
  for (const { index, 0: tail, 1: close = "", 2: handler = "" } of tails) {
    if (close) places[index] = before;
    // V8 counts what follows a statement up to the end of our `catch`, where that ran as often.
    if (handler) places[index + close.length + handler.length - 1] = before;
    places[index + tail.length - 1] = before;
  }
  return places;
}
