// The parameters of a request about one trace in; all its spans as columns, or the source at one of them, out.
import type { AttributeValue } from "../model/span.js";
import { editorLink } from "../source/editor.js";
import { excerptAt, NoExcerpt } from "../source/excerpt.js";
import { placeOf } from "../store/site.js";
import type { Store } from "../store/store.js";
import { HttpError } from "./http-error.js";
import { type Parameters, traceIdOf } from "./questions.js";

/** Values of a column that are written at once. */
const SLICE = 20_000;

/** The JSON of the columns in pieces, so that others are answered between them. @throws HttpError 404 */
export async function columnsOf(store: Store, from: Parameters): Promise<Iterable<string>> {
  const columns = await store.columns(traceIdOf(from));
  if (columns === undefined) throw new HttpError(404, `there is no trace "${from.get("id") ?? ""}" here`);
  return piecesOf(columns);
}

function* piecesOf(columns: object): Generator<string> {
  let before = "{";
  for (const [name, value] of Object.entries(columns) as [string, string | readonly AttributeValue[]][]) {
    yield `${before}${JSON.stringify(name)}:`;
    if (typeof value === "string") yield JSON.stringify(value);
    else yield* slicesOf(value);
    before = ",";
  }
  yield "}";
}

function* slicesOf(values: readonly AttributeValue[]): Generator<string> {
  if (values.length === 0) yield "[";
  for (let at = 0; at < values.length; at += SLICE)
    yield `${at === 0 ? "[" : ","}${JSON.stringify(values.slice(at, at + SLICE)).slice(1, -1)}`;
  yield "]";
}

/**
 * The lines around the place that a stored span names: nobody else says which file is read.
 * @param folder files outside of it are not read
 * @throws HttpError 404 where there is no such span, or nothing is read
 */
export async function sourceOf(store: Store, from: Parameters, folder: string): Promise<object> {
  const [span] = await store.span(traceIdOf(from), (from.get("span") ?? "").toLowerCase());
  if (span === undefined) throw new HttpError(404, "there is no such span");
  try {
    const { path, ...excerpt } = await excerptAt(placeOf(span.attributes), folder);
    return { ...excerpt, editor: editorLink({ ...excerpt, path }, process.env) };
  } catch (cause) {
    throw cause instanceof NoExcerpt ? new HttpError(404, cause.message) : cause;
  }
}
