// A query line in; brackets, words like `or`, and conditions, with their offsets, out.
import { type Operator, QueryError } from "./tree.js";

/** A piece of a query line. */
export type Token =
  | { readonly kind: "(" | ")" | "or" | "and" | "not"; readonly start: number; readonly end: number }
  | Condition;

/** `key operator value`, or a bare word: a value alone. */
export interface Condition {
  readonly kind: "condition";
  readonly start: number;
  readonly end: number;
  /** `undefined` for a bare word. */
  readonly key: string | undefined;
  readonly operator: Operator;
  readonly value: string;
  /** Where the value stands. */
  readonly valueStart: number;
}

const WORDS: Readonly<Record<string, "or" | "and" | "not">> = { or: "or", and: "and", not: "not" };
/** The key ends where an operator begins; a bare word has none. */
const HEAD = /([\p{L}_][^\s():=!<>"]*)(:|!=|>=|<=|=|>|<)/uy;
const BARE = /[^\s()"]+/y;

/**
 * Splits a line.
 * @throws QueryError for a text without its closing quote, or a condition without a value
 */
export function tokensOf(line: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (true) {
    while (/\s/.test(line[at] ?? "")) at++;
    if (at >= line.length) return tokens;
    const token = tokenAt(line, at);
    tokens.push(token);
    at = token.end;
  }
}

function tokenAt(line: string, at: number): Token {
  const char = line[at];
  if (char === "(" || char === ")") return { kind: char, start: at, end: at + 1 };
  if (char === "-" && /[^\s-]/.test(line[at + 1] ?? "")) return { kind: "not", start: at, end: at + 1 };
  HEAD.lastIndex = at;
  const [head, key, operator] = HEAD.exec(line) ?? [];
  if (head !== undefined) {
    const valueStart = at + head.length;
    const { value, end } = valueAt(line, valueStart);
    if (end === valueStart) throw new QueryError(`a value is missing after "${head}"`, line, at, end);
    return { kind: "condition", start: at, end, key, operator: operator as Operator, value, valueStart };
  }
  const { value, end } = valueAt(line, at);
  const word = line[at] === '"' ? undefined : WORDS[value.toLowerCase()];
  if (word !== undefined) return { kind: word, start: at, end };
  return { kind: "condition", start: at, end, key: undefined, operator: ":", value, valueStart: at };
}

/** A text in double quotes, in which `\` takes the next character as it is, or all up to a space or a bracket. */
function valueAt(line: string, start: number): { readonly value: string; readonly end: number } {
  if (line[start] !== '"') {
    BARE.lastIndex = start;
    const value = BARE.exec(line)?.[0] ?? "";
    return { value, end: start + value.length };
  }
  let value = "";
  for (let at = start + 1; at < line.length; at++) {
    if (line[at] === '"') return { value, end: at + 1 };
    if (line[at] === "\\" && at + 1 < line.length) at++;
    value += line[at];
  }
  throw new QueryError("the closing quote is missing", line, start, line.length);
}
