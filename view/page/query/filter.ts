// A query line in, the fields of a form out, and back: what the form does not know stays in the line as it is.
import { nanosecondsOf } from "../../query/lengths.js";
import { quoted } from "../../query/place.js";
import { type Condition, tokensOf } from "../../query/tokens.js";

/** The fields of the form; empty where the line says nothing. */
export interface Filter {
  readonly service: string;
  readonly name: string;
  /** `http.route=/cart`, or a key alone: whether it is there. */
  readonly attribute: string;
  readonly status: string;
  readonly atLeast: string;
  readonly atMost: string;
  readonly since: string;
  readonly until: string;
}

/** Its members. */
export type FilterField = keyof Filter;

const EMPTY: Filter = {
  service: "",
  name: "",
  attribute: "",
  status: "",
  atLeast: "",
  atMost: "",
  since: "",
  until: "",
};

/** A line, read by the form. */
interface Read {
  readonly filter: Filter;
  /** For each field that the line has, its text there. */
  readonly texts: ReadonlyMap<FilterField, string>;
  readonly rest: string;
}

/** The fields that a line has. */
export function filterOf(line: string): Filter {
  return read(line).filter;
}

/** The line with these fields instead. */
export function withFilter(line: string, changes: Partial<Filter>): string {
  const { filter, texts, rest } = read(line);
  const wanted = { ...filter, ...changes };
  const written = (Object.keys(EMPTY) as FilterField[]).map((field) =>
    wanted[field] === filter[field] ? texts.get(field) : conditionOf(field, wanted[field].trim()),
  );
  return [...written, rest].filter((text) => text !== undefined && text !== "").join(" ");
}

function conditionOf(field: FilterField, value: string): string {
  if (value === "") return "";
  if (field === "atLeast") return `duration>=${value}`;
  if (field === "atMost") return `duration<=${value}`;
  if (field !== "attribute") return `${field}:${quoted(value)}`;
  const [, key, text = ""] = /^([^\s:=]+)\s*[:=]?\s*(.*)$/s.exec(value) ?? [];
  return key === undefined ? "" : `attr.${key}:${text === "" ? "*" : quoted(text)}`;
}

/** A line with `or` or that is not finished says nothing that a form could show. */
function read(line: string): Read {
  const texts = new Map<FilterField, string>();
  const filter: Record<FilterField, string> = { ...EMPTY };
  const tokens = tokensOr(line);
  if (tokens === undefined || tokens.some(({ kind }) => kind === "or"))
    return { filter, texts, rest: line.trim() === "" ? "" : bracketed(line, tokens !== undefined) };
  const rest: string[] = [];
  let depth = 0;
  let begin: number | undefined;
  tokens.forEach((token, index) => {
    depth += token.kind === "(" ? 1 : token.kind === ")" ? -1 : 0;
    const isFree = depth === 0 && token.kind === "condition" && tokens[index - 1]?.kind !== "not";
    const [field, value] = (isFree && fieldOf(token)) || [];
    if (field !== undefined && value !== undefined && !texts.has(field)) {
      filter[field] = value;
      texts.set(field, line.slice(token.start, token.end));
    } else if (token.kind !== "and") {
      begin ??= token.start;
      // What is in brackets, or turned round, stays in one piece.
      if (depth > 0 || token.kind === "not") return;
      rest.push(line.slice(begin, token.end));
      begin = undefined;
    }
  });
  return { filter, texts, rest: rest.join(" ") };
}

function tokensOr(line: string): ReturnType<typeof tokensOf> | undefined {
  try {
    return tokensOf(line);
  } catch {
    return undefined;
  }
}

/** What stands beside an `or` would be part of it. */
function bracketed(line: string, isWhole: boolean): string {
  const text = line.trim();
  return isWhole && !/^\([^()]*\)$/.test(text) ? `(${text})` : text;
}

function fieldOf({ key, operator, value }: Condition): readonly [FilterField, string] | undefined {
  const isEqual = operator === ":" || operator === "=";
  if (key === "duration") {
    if (operator === ">" || operator === ">=") return ["atLeast", value];
    return operator === "<" || operator === "<=" ? ["atMost", value] : undefined;
  }
  if (!isEqual || key === undefined) return undefined;
  if (key.startsWith("attr.")) return ["attribute", `${key.slice(5)}${value === "*" ? "" : `=${value}`}`];
  return key in EMPTY ? [key as FilterField, value] : undefined;
}

/** The bounds of `duration` in a line, in milliseconds. */
export function durationsOf(line: string): { readonly from?: number; readonly to?: number } {
  const { atLeast, atMost } = filterOf(line);
  const [from, to] = [nanosecondsOf(atLeast), nanosecondsOf(atMost)];
  return {
    ...(from === undefined ? {} : { from: Number(from) / 1e6 }),
    ...(to === undefined ? {} : { to: Number(to) / 1e6 }),
  };
}

/** A length of time as a line has it, with three digits. */
export function lengthText(milliseconds: number): string {
  const [factor, unit] =
    milliseconds >= 1000
      ? ([1e-3, "s"] as const)
      : milliseconds >= 1
        ? ([1, "ms"] as const)
        : milliseconds >= 1e-3
          ? ([1e3, "us"] as const)
          : ([1e6, "ns"] as const);
  return `${Number((milliseconds * factor).toPrecision(3))}${unit}`;
}
