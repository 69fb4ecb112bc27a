// What is said of a span beside its name and duration: a row of a tree in, short texts without line breaks out.
import { shorten } from "../model/limits.js";
import type { ReadableSpan } from "../model/span.js";
import type { Row } from "./trace-tree.js";

const KINDS = ["", "server", "client", "producer", "consumer"] as const;

/** What the name, the place in the tree and the fixed parts of the line say already, or nobody looks for here. */
const HIDDEN = /^(?:code|http|url|server|network|user_agent|uno)\./;
const MIN_VALUE = 24;

/** Behind the name: kind, service where it is another than the parent's, items of a generator, whether it was late. */
export function suffixOf({ span, parent }: Row, services: readonly string[]): string {
  const service = serviceOf(span);
  const isNew = services.length > 1 && (parent === undefined || serviceOf(parent) !== service);
  const items = span.attributes["uno.generator.items"];
  const parts = [
    KINDS[span.kind] ?? "",
    isNew ? `[${oneLine(service)}]` : "",
    typeof items === "number" ? `${items} ${items === 1 ? "item" : "items"}` : "",
    span.attributes["uno.late"] === true ? "late" : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** Attributes that were captured or set by the program, as `name=value  name=value`; empty if there are none. */
export function attributesOf(span: ReadableSpan, width: number): string {
  const shown = Object.entries(span.attributes).filter(
    ([name]) => !HIDDEN.test(name) || isNeeded(span, name),
  );
  const parts = shown.map(([name, value]) => `${oneLine(name)}=${oneLine(textOf(value))}`);
  const whole = parts.join("  ");
  if (whole.length <= width) return whole;
  // A long value leaves room for the others.
  const share = Math.max(MIN_VALUE, Math.floor(width / parts.length) - 2);
  return cut(parts.map((part) => cut(part, share)).join("  "), width);
}

// The name of a server span without a route, and of any client span, says the method alone.
function isNeeded({ kind, attributes }: ReadableSpan, name: string): boolean {
  if (name === "url.full") return kind === 2;
  return name === "url.path" && kind === 1 && attributes["http.route"] === undefined;
}

/** Spans through which an error of a span below went on its way up: those above it with the very same message. */
export function passedThrough(rows: readonly Row[]): ReadonlySet<ReadableSpan> {
  const parents = new Map(rows.map(({ span, parent }) => [span, parent]));
  const passed = new Set<ReadableSpan>();
  for (const { span, parent } of rows) {
    if (span.status.code !== 2) continue;
    for (let above = parent; above !== undefined && !passed.has(above); above = parents.get(above)) {
      if (above.status.code === 2 && above.status.message === span.status.message) passed.add(above);
    }
  }
  return passed;
}

/** The name of the service that a span belongs to. */
export function serviceOf(span: ReadableSpan): string {
  return String(span.resource?.attributes["service.name"] ?? "unknown_service");
}

/** Without control characters: what is shown must not move the cursor or break the line. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
  return text.replaceAll(/[\x00-\x1f\x7f-\x9f]+/g, " ");
}

/** A text of at most so many characters. */
export function cut(text: string, length: number): string {
  return text.length > length && length < 2 ? "" : shorten(text, length);
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? JSON.stringify(value) : String(value);
}
