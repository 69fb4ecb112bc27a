// A query line as a tree: what the parser makes and a store compiles.

/** How a value is compared: `:` is a pattern without regard to case, `=` the very same. */
export type Operator = ":" | "=" | "!=" | ">" | ">=" | "<" | "<=";

/** Fields that are texts, by the names of a query line. */
export const TEXT_FIELDS = [
  "service",
  "name",
  "kind",
  "status",
  "message",
  "scope",
  "trace",
  "span",
  "parent",
  "error",
  "event",
  "file",
] as const;

/** A text field. */
export type TextField = (typeof TEXT_FIELDS)[number];

/** What a single condition asks for. */
export type Term =
  | {
      readonly kind: "text";
      readonly field: TextField;
      readonly operator: ":" | "=" | "!=";
      readonly value: string;
    }
  | { readonly kind: "duration"; readonly operator: Exclude<Operator, ":">; readonly nanoseconds: bigint }
  | { readonly kind: "time"; readonly operator: ">=" | "<"; readonly nanoseconds: bigint }
  | {
      readonly kind: "attribute";
      /** Of the span, or of its resource. */
      readonly of: "attr" | "resource";
      readonly key: string;
      readonly operator: Operator;
      readonly value: string;
    };

/** A query: a condition on one span. */
export type Query =
  | Term
  | { readonly kind: "and" | "or"; readonly parts: readonly Query[] }
  | { readonly kind: "not"; readonly part: Query };

/** A query line that means nothing. */
export class QueryError extends Error {
  override readonly name = "QueryError";
  readonly line: string;
  /** Offsets into the line: from, and to. */
  readonly start: number;
  readonly end: number;

  constructor(message: string, line: string, start: number, end: number) {
    super(message);
    this.line = line;
    this.start = start;
    this.end = end;
  }

  /** The line, and below it marks at the place. */
  get frame(): string {
    const marks = "^".repeat(Math.max(1, this.end - this.start));
    // What would break the line is one character wide, as it was.
    return `${this.line.replaceAll(/\s/g, " ")}\n${" ".repeat(this.start)}${marks}`;
  }
}
