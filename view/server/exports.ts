// The parameters of an export in; a trace in a format of others, or many as Parquet, out, in pieces.
import { chromePieces } from "../export/chrome.js";
import { htmlPieces } from "../export/html.js";
import { otlpPieces } from "../export/otlp.js";
import { speedscopePieces } from "../export/speedscope.js";
import type { Span } from "../model/span.js";
import type { Store } from "../store/store.js";
import { HttpError } from "./http-error.js";
import { Page } from "./page.js";
import { type Parameters, queryOf } from "./questions.js";

/** What is handed out. */
export interface Exported {
  readonly contentType: string;
  /** What a file of it is called. */
  readonly fileName: string;
  readonly pieces: Iterable<string | Uint8Array>;
}

/** A format of one trace. */
interface Format {
  readonly contentType: string;
  readonly ending: string;
  readonly write: (spans: readonly Span[], page: Page) => Iterable<string>;
}

const JSON_TYPE = "application/json";

const FORMATS: Readonly<Record<string, Format>> = {
  otlp: { contentType: JSON_TYPE, ending: "otlp.json", write: otlpPieces },
  chrome: { contentType: JSON_TYPE, ending: "chrome.json", write: chromePieces },
  speedscope: { contentType: JSON_TYPE, ending: "speedscope.json", write: speedscopePieces },
  html: {
    contentType: "text/html; charset=utf-8",
    ending: "html",
    write: (spans, page) => htmlPieces(spans, page.saved()),
  },
};

/** The format of many traces. */
const PARQUET = "parquet";

/** The names of formats. */
export const EXPORT_FORMATS: readonly string[] = [...Object.keys(FORMATS), PARQUET];

/**
 * Exports the trace `id`, or as Parquet those with a span that matches `query`.
 * @throws HttpError
 */
export async function exported(store: Store, from: Parameters, page: Page = new Page()): Promise<Exported> {
  const name = from.get("format") ?? "otlp";
  if (name === PARQUET) return parquet(store, from);
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (format === undefined)
    throw new HttpError(400, `there is no format "${name}": there are ${EXPORT_FORMATS.join(", ")}`);
  const id = (from.get("id") ?? "").toLowerCase();
  const spans = await store.trace(id);
  if (spans.length === 0) throw new HttpError(404, `there is no trace "${id}" here`);
  const { contentType, ending, write } = format;
  return { contentType, fileName: `trace-${id}.${ending}`, pieces: write(spans, page) };
}

async function parquet(store: Store, from: Parameters): Promise<Exported> {
  const id = from.get("id");
  const query = queryOf(id === null ? from : { get: () => `trace:${JSON.stringify(id)}` });
  const bytes = await store.parquet(query);
  return { contentType: "application/vnd.apache.parquet", fileName: "traces.parquet", pieces: [bytes] };
}
