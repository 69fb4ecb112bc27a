// What SDKs send to a loopback server in (OTLP as JSON, Sentry's envelopes, dd-trace's traces); plain spans out.
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** A span as it was sent. */
export interface SentSpan {
  readonly id: string;
  readonly parent: string;
  readonly name: string;
  readonly kind: string;
  readonly status: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly string[];
  readonly links: number;
}

/** A collector for all SDKs, and a web server that says what its caller wrote of a trace. */
export interface Collector {
  readonly port: number;
  readonly spans: SentSpan[];
  close(): void;
}

/** Starts a collector on a free port. */
export async function collect(): Promise<Collector> {
  const spans: SentSpan[] = [];
  const server: Server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    if (request.url === "/target") {
      const { traceparent, "sentry-trace": ofSentry } = request.headers;
      response.end(String(traceparent ?? ofSentry));
      return;
    }
    if (request.url === "/v1/traces") spans.push(...ofOtlp(JSON.parse(String(body))));
    if (request.url?.includes("/envelope/")) spans.push(...ofSentry(String(body)));
    if (request.url === "/v0.4/traces") spans.push(...ofDatadog(body));
    response.setHeader("content-type", "application/json").end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, spans, close: () => server.close() };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const body = Buffer.concat(await request.toArray());
  return request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
}

// biome-ignore lint/suspicious/noExplicitAny: whatever was sent
type Json = Readonly<Record<string, any>>;

const OTLP_KINDS = ["", "internal", "server", "client", "producer", "consumer"];
const OTLP_STATUS = ["unset", "ok", "error"];

function ofOtlp(request: Json): SentSpan[] {
  const scopes = (request.resourceSpans as Json[]).flatMap((each) => each.scopeSpans as Json[]);
  return scopes
    .flatMap((each) => each.spans as Json[])
    .map((span) => ({
      id: span.spanId ?? "",
      parent: span.parentSpanId ?? "",
      name: span.name ?? "",
      kind: OTLP_KINDS[span.kind ?? 0] ?? "",
      status: OTLP_STATUS[(span.status as Json | undefined)?.code ?? 0] ?? "",
      attributes: ofEntries((span.attributes ?? []) as Json[]),
      events: ((span.events ?? []) as Json[]).map((event) => String(event.name)),
      links: ((span.links ?? []) as Json[]).length,
    }));
}

function ofEntries(entries: readonly Json[]): Record<string, unknown> {
  return Object.fromEntries(
    entries.map(({ key, value }) => [key, Object.values(value as unknown as object)[0]]),
  );
}

// An envelope is lines of JSON: a head, then items, each a head and a body.
function ofSentry(envelope: string): SentSpan[] {
  const lines = envelope
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Json);
  return lines.flatMap((head, index) =>
    head.type === "span" ? ofSentrySpans(lines[index + 1] as Json) : [],
  );
}

function ofSentrySpans(container: Json): SentSpan[] {
  return (container.items as Json[]).map((span) => {
    const attributes = Object.fromEntries(
      Object.entries((span.attributes ?? {}) as Json).map(([key, each]) => [key, (each as Json).value]),
    );
    return {
      id: span.span_id ?? "",
      parent: span.parent_span_id ?? "",
      name: span.name ?? "",
      kind: String(attributes["sentry.kind"] ?? "internal"),
      status: span.status ?? "",
      attributes,
      events: [],
      links: ((span.links ?? []) as Json[]).length,
    };
  });
}

const fromHere = createRequire(join(import.meta.dirname, "package.json"));

function ofDatadog(body: Buffer): SentSpan[] {
  const { decode } = fromHere("@msgpack/msgpack") as {
    decode(bytes: Buffer, options: object): Json[][];
  };
  return decode(body, { useBigInt64: true }).flatMap((spans) =>
    spans.map((span) => {
      const meta = { ...(span.meta as object), ...(span.metrics as object) } as Record<string, unknown>;
      return {
        id: hexOf(span.span_id),
        parent: hexOf(span.parent_id),
        name: span.resource ?? "",
        kind: String(meta["span.kind"] ?? ""),
        status: Number(span.error) === 1 ? "error" : "ok",
        attributes: meta,
        events: ((span.span_events ?? JSON.parse(String(meta.events ?? "[]"))) as Json[]).map((event) =>
          String(event.name),
        ),
        links: (JSON.parse(String(meta["_dd.span_links"] ?? "[]")) as unknown[]).length,
      };
    }),
  );
}

function hexOf(id: unknown): string {
  const value = BigInt(id as bigint);
  return value === 0n ? "" : value.toString(16).padStart(16, "0");
}
