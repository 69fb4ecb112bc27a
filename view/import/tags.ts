// The tags with which Jaeger and Zipkin say what OpenTelemetry has fields for, in; those fields, and the other tags, out.
import { type Attributes, type AttributeValue, kindOf, type Span, STATUS } from "../model/span.js";

/** What a span's tags say besides attributes. */
export type Told = Pick<Span, "kind" | "status" | "statusMessage" | "scope" | "attributes">;

/** Names by which OpenTelemetry's exporters for Jaeger and Zipkin write a scope. */
const SCOPES = ["otel.scope.name", "otel.library.name"];
/** What has become a field is no attribute any more. */
const FIELDS = new Set(["span.kind", "otel.status_code", "otel.status_description", "error", ...SCOPES]);

/** Reads them. */
export function toldBy(tags: ReadonlyMap<string, AttributeValue>): Told {
  const error = tags.get("error");
  const hasFailed = error !== undefined && error !== false && error !== "false";
  const code = textOf(tags, "otel.status_code").toLowerCase();
  const status = hasFailed || code === "error" ? STATUS.error : code === "ok" ? STATUS.ok : STATUS.unset;
  const said = textOf(tags, "otel.status_description");
  const message = said !== "" || error === "true" || typeof error !== "string" ? said : error;
  return {
    kind: kindOf(textOf(tags, "span.kind").toLowerCase()),
    status,
    statusMessage: status === STATUS.error ? message : "",
    scope: SCOPES.map((name) => textOf(tags, name)).find((name) => name !== "") ?? "",
    attributes: recordOf([...tags].filter(([name]) => !FIELDS.has(name))),
  };
}

/** Attributes without a prototype, since a key may be called `__proto__`. */
export function recordOf(pairs: Iterable<readonly [string, AttributeValue]>): Attributes {
  const record: Record<string, AttributeValue> = Object.create(null);
  for (const [name, value] of pairs) record[name] = value;
  return record;
}

function textOf(tags: ReadonlyMap<string, AttributeValue>, name: string): string {
  const value = tags.get(name);
  return typeof value === "string" ? value : "";
}
