// A query line and a place in it in; what may be written there out.
import type { Choice, Completion } from "../query/completion.js";
import { FIELDS, WORDS } from "../query/parse.js";
import { type Place, placeOf, quoted } from "../query/place.js";
import type { Seen, SeenField, Store } from "../store/store.js";

const HINTS: Readonly<Record<string, string>> = {
  service: "of the program",
  name: "of the span",
  kind: "server, client, …",
  status: "unset, ok, error",
  message: "of the status",
  scope: "of the instrumentation",
  trace: "id",
  span: "id",
  parent: "id of the span above",
  error: "type or message of an exception",
  event: "name",
  file: "file:line of the function",
  duration: "of the span",
  since: "10m, or a time",
  until: "10m ago, or a time",
};

/** Lengths of time to begin with. */
const LENGTHS: Readonly<Record<string, readonly string[]>> = {
  duration: ["1ms", "10ms", "100ms", "1s", "10s"],
  since: ["1m", "10m", "1h", "1d"],
  until: ["1m", "10m", "1h", "1d"],
};

const SEEN_FIELDS: readonly string[] = ["service", "name", "scope", "file", "event", "error"];

/** Completes. */
export async function complete(store: Store, line: string, at: number, limit: number): Promise<Completion> {
  const place = placeOf(line, at);
  const choices =
    place.kind === "field" ? await fieldsFor(store, place.part, limit) : await valuesFor(store, place, limit);
  return { from: place.from, to: place.to, choices: choices.slice(0, limit) };
}

/** Fields that begin so; then keys of attributes and names of spans that hold it. */
async function fieldsFor(store: Store, part: string, limit: number): Promise<readonly Choice[]> {
  const [, of, key] = /^(attr|resource)\.(.*)$/s.exec(part) ?? [];
  if (of !== undefined) return keysFor(store, of as "attr" | "resource", key ?? "", limit);
  const fields = FIELDS.filter((field) => field.startsWith(part.toLowerCase())).map((field) => ({
    text: field === "duration" ? "duration>" : `${field}:`,
    hint: HINTS[field] ?? "",
  }));
  const bags = ["attr", "resource"].filter((bag) => bag.startsWith(part.toLowerCase()));
  const begun = [...fields, ...bags.map((bag) => ({ text: `${bag}.`, hint: "an attribute" }))];
  if (part === "") return begun;
  const names = await store.seen({ kind: "field", field: "name" }, part, limit);
  const named = names.map(({ text, count }) => ({ text: `name=${quoted(text)}`, hint: times(count) }));
  return [...begun, ...named, ...(await keysFor(store, "attr", part, limit))];
}

/** A key that a line cannot hold is left out. */
async function keysFor(
  store: Store,
  of: "attr" | "resource",
  part: string,
  limit: number,
): Promise<readonly Choice[]> {
  const keys = await store.seen({ kind: "keys", of }, part, limit);
  return keys
    .filter(({ text }) => /^[^\s():=!<>"]+$/.test(text))
    .map(({ text, count }) => ({ text: `${of}.${text}:`, hint: of === "attr" ? times(count) : "" }));
}

async function valuesFor(
  store: Store,
  { field, part }: Place & { kind: "value" },
  limit: number,
): Promise<readonly Choice[]> {
  const fixed = WORDS[field as keyof typeof WORDS] ?? LENGTHS[field];
  if (fixed !== undefined)
    return fixed.filter((text) => text.startsWith(part.toLowerCase())).map((text) => ({ text, hint: "" }));
  const of = seenOf(field);
  if (of === undefined) return [];
  const values = await store.seen(of, part.replaceAll("*", ""), limit);
  return values.map(({ text, count }) => ({ text: quoted(text), hint: times(count) }));
}

function seenOf(field: string): Seen | undefined {
  const [, of, key] = /^(attr|resource)\.(.+)$/s.exec(field) ?? [];
  if (key !== undefined) return { kind: "attribute", of: of as "attr" | "resource", key };
  return SEEN_FIELDS.includes(field) ? { kind: "field", field: field as SeenField } : undefined;
}

function times(count: number): string {
  return `${count}×`;
}
