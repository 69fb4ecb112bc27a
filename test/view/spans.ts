// Few words in, spans and the OTLP requests that hold them out.
import type { Span } from "../../view/model/span.js";

let ids = 0;

/** An id that no other span of this process has. */
function nextId(digits: number): string {
  return (++ids).toString(16).padStart(digits, "0");
}

/** When the spans of a test begin, in nanoseconds; a recent time, since retention counts from when they came. */
export const START = 1_790_000_000_000_000_000n;

/** Milliseconds as nanoseconds. */
export const ms = (milliseconds: number): bigint => BigInt(Math.round(milliseconds * 1e6));

/** A span: what is not said is plain. */
export function spanOf(parts: Partial<Span> & { readonly length?: bigint } = {}): Span {
  const { length = ms(10), ...rest } = parts;
  const start = rest.start ?? START;
  return {
    traceId: nextId(32),
    spanId: nextId(16),
    parentId: "",
    isRemote: undefined,
    name: "work",
    kind: 0,
    start,
    end: start + length,
    status: 0,
    statusMessage: "",
    service: "shop",
    scope: "",
    resource: { "service.name": rest.service ?? "shop" },
    attributes: {},
    events: [],
    links: [],
    ...rest,
  };
}

/** A span below another one. */
export function below(parent: Span, parts: Partial<Span> & { readonly length?: bigint } = {}): Span {
  const { traceId, spanId, start } = parent;
  return spanOf({ traceId, parentId: spanId, start, ...parts });
}

/** An ExportTraceServiceRequest as OTLP's JSON has it. */
export function requestOf(
  spans: readonly object[],
  resource: readonly object[] = [attribute("service.name", "shop")],
): object {
  return {
    resourceSpans: [{ resource: { attributes: resource }, scopeSpans: [{ scope: { name: "test" }, spans }] }],
  };
}

/** A pair of OTLP's JSON with a text. */
export function attribute(key: string, stringValue: string): object {
  return { key, value: { stringValue } };
}

/** A span of OTLP's JSON. */
export function rawSpan(parts: object = {}): Record<string, unknown> {
  return {
    traceId: nextId(32),
    spanId: nextId(16),
    name: "work",
    kind: 2,
    startTimeUnixNano: String(START),
    endTimeUnixNano: String(START + ms(10)),
    ...parts,
  };
}
