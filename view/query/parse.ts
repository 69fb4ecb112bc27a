// A query line in, its tree out; what it may say is in docs/view.md.
import { nanosecondsOf, timeOf } from "./lengths.js";
import { type Condition, type Token, tokensOf } from "./tokens.js";
import { type Query, QueryError, TEXT_FIELDS, type Term, type TextField } from "./tree.js";

/** Brackets and `not` below one another; a line is parsed by calls. */
const MAX_DEPTH = 50;
const MAX_LENGTH = 10_000;

/** What stands before an operator, beside the attributes. */
export const FIELDS: readonly string[] = [...TEXT_FIELDS, "duration", "since", "until"];

/** Values of fields that have only few. */
export const WORDS: Readonly<Partial<Record<TextField, readonly string[]>>> = {
  status: ["unset", "ok", "error"],
  kind: ["internal", "server", "client", "producer", "consumer"],
};

/**
 * Parses a query line.
 * @param now milliseconds since 1970, for `since:10m`
 * @returns `undefined` for an empty line, which every span matches
 * @throws QueryError with the place
 */
export function parseQuery(line: string, now: number = Date.now()): Query | undefined {
  if (line.length > MAX_LENGTH)
    throw new QueryError(`a query has at most ${MAX_LENGTH} characters`, line.slice(0, 80), 0, 1);
  return new Parser(line, now).parse();
}

class Parser {
  readonly #line: string;
  readonly #now: number;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(line: string, now: number) {
    this.#line = line;
    this.#now = now;
    this.#tokens = tokensOf(line);
  }

  parse(): Query | undefined {
    if (this.#tokens.length === 0) return undefined;
    const query = this.#either();
    const rest = this.#tokens[this.#at];
    if (rest !== undefined) throw this.#error("a bracket is closed that was not opened", rest);
    return query;
  }

  #either(): Query {
    const parts = [this.#all()];
    while (this.#take("or")) parts.push(this.#all());
    return parts.length === 1 ? (parts[0] as Query) : { kind: "or", parts };
  }

  #all(): Query {
    const parts = [this.#single()];
    for (;;) {
      const next = this.#tokens[this.#at]?.kind;
      if (next === undefined || next === "or" || next === ")") break;
      this.#take("and");
      parts.push(this.#single());
    }
    return parts.length === 1 ? (parts[0] as Query) : { kind: "and", parts };
  }

  #single(): Query {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw this.#end("a condition is missing at the end");
    if (token.kind === "condition") return termOf(token, this.#line, this.#now);
    if (token.kind !== "not" && token.kind !== "(")
      throw this.#error(`a condition is missing before "${this.#textOf(token)}"`, token);
    if (++this.#depth > MAX_DEPTH) throw this.#error("the query is nested too deeply", token);
    const inner = token.kind === "not" ? this.#single() : this.#either();
    if (token.kind === "(" && !this.#take(")")) throw this.#error("this bracket is not closed", token);
    this.#depth--;
    return token.kind === "not" ? { kind: "not", part: inner } : inner;
  }

  #take(kind: Token["kind"]): boolean {
    if (this.#tokens[this.#at]?.kind !== kind) return false;
    this.#at++;
    return true;
  }

  #textOf({ start, end }: Token): string {
    return this.#line.slice(start, end);
  }

  #error(message: string, { start, end }: Token): QueryError {
    return new QueryError(message, this.#line, start, end);
  }

  #end(message: string): QueryError {
    return new QueryError(message, this.#line, this.#line.length, this.#line.length + 1);
  }
}

function termOf(condition: Condition, line: string, now: number): Term {
  const { key = "name", operator, value } = condition;
  const [, of, name] = /^(attr|resource)\.(.+)$/s.exec(key) ?? [];
  if (name !== undefined)
    return { kind: "attribute", of: of as "attr" | "resource", key: name, operator, value };
  const fail = (message: string, isValue = false) =>
    new QueryError(message, line, isValue ? condition.valueStart : condition.start, condition.end);
  if (key === "duration") return durationOf(condition, fail);
  if (key === "since" || key === "until") {
    const nanoseconds = timeOf(value, now);
    if (operator !== ":" && operator !== "=") throw fail(`"${key}" is followed by a colon: ${key}:10m`);
    if (nanoseconds === undefined)
      throw fail(`"${value}" is no time: write 10m (ago), or 2026-11-30T09:00Z`, true);
    return { kind: "time", operator: key === "since" ? ">=" : "<", nanoseconds };
  }
  if (!isTextField(key)) throw fail(unknownField(key));
  // A bare word may stand anywhere in the name.
  const pattern = condition.key === undefined && !value.includes("*") ? `*${value}*` : value;
  if (operator !== ":" && operator !== "=" && operator !== "!=")
    throw fail(`"${key}" is a text: compare it with :, = or !=`);
  const known = WORDS[key];
  if (known !== undefined && !known.includes(value.toLowerCase()))
    throw fail(`"${value}" is no ${key}: there are ${known.join(", ")}`, true);
  return { kind: "text", field: key, operator, value: known === undefined ? pattern : value.toLowerCase() };
}

function durationOf(
  { operator, value }: Condition,
  fail: (message: string, isValue?: boolean) => Error,
): Term {
  if (operator === ":") throw fail('"duration" is compared with >, >=, <, <= or =: duration>100ms');
  const nanoseconds = nanosecondsOf(value);
  if (nanoseconds === undefined) throw fail(`"${value}" is no length of time: write 100ms, 1.5s or 2m`, true);
  return { kind: "duration", operator, nanoseconds };
}

function isTextField(key: string): key is TextField {
  return (TEXT_FIELDS as readonly string[]).includes(key);
}

function unknownField(key: string): string {
  const hint = key.includes(".")
    ? `write attr.${key} for an attribute`
    : `there are ${FIELDS.join(", ")}, attr.KEY and resource.KEY`;
  return `there is no field "${key}": ${hint}`;
}
