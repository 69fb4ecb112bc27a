// A query line that is being written and a place in it in; which part of a condition stands there out.

/** What is being written; what is chosen for it replaces `from` to `to` of the line. */
export type Place =
  | {
      /** A field, or a bare word. */
      readonly kind: "field";
      readonly part: string;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: "value";
      readonly field: string;
      /** Without its quotes, up to the place. */
      readonly part: string;
      readonly from: number;
      readonly to: number;
    };

/** As the key of a condition in `tokens.ts`. */
const HEAD = /^([\p{L}_][^\s():=!<>"]*)(?::|!=|>=|<=|=|>|<)/u;
const FIELD = /^[\p{L}_][^\s():=!<>"]*$/u;

/** Reads it; unlike the parser it takes lines that are not finished, as one with an open quote. */
export function placeOf(line: string, at: number): Place {
  const from = beginOf(line, at);
  const written = line.slice(from, at);
  const to = endOf(line, from, at);
  const [head, field] = HEAD.exec(written) ?? [];
  if (head === undefined || field === undefined)
    return { kind: "field", part: FIELD.test(written) ? written : unquoted(written), from, to };
  return { kind: "value", field, part: unquoted(written.slice(head.length)), from: from + head.length, to };
}

/** Where the condition begins that the place is in; quotes hold spaces. */
function beginOf(line: string, at: number): number {
  let begin = 0;
  let isQuoted = false;
  for (let index = 0; index < at; index++) {
    const char = line[index] as string;
    if (isQuoted && char === "\\") index++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (/[\s()]/.test(char) || (char === "-" && index === begin))) begin = index + 1;
  }
  return begin;
}

/** The rest of the word belongs to it, or the rest of the quote. */
function endOf(line: string, from: number, at: number): number {
  const written = line.slice(from, at).replaceAll(/\\./gs, "");
  const isQuoted = (written.split('"').length - 1) % 2 === 1;
  const rest = (isQuoted ? /^(?:[^"\\]|\\.)*"?/s : /^[^\s()"]*/).exec(line.slice(at));
  return at + (rest?.[0].length ?? 0);
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  return text.slice(1).replaceAll(/\\(.)/gs, "$1").replace(/"$/, "");
}

/** A value as it is written in a line. */
export function quoted(value: string): string {
  return /^[^\s()"]+$/.test(value) ? value : `"${value.replaceAll(/["\\]/g, "\\$&")}"`;
}
