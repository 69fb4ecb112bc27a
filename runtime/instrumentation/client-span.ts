// The span of a request that this process makes: what is known of it in, a CLIENT span out, and the trace in its headers.
// https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span
import { startSite } from "../api/by-hand.js";
import { injectContext } from "../api/propagation.js";
import { readRegistry } from "../bridge/foreign-api.js";
import { contextOf, currentNode, spanOf } from "../context/nodes.js";
import { now } from "../ground/clock.js";
import { attempt } from "../ground/faults.js";
import { SUPPRESSED } from "../ground/flags.js";
import { redactQuery } from "../middleware/url-query.js";
import type { LocalSpan } from "../model/local-span.js";
import type { Site } from "../model/site.js";
import { type Attributes, SpanKind } from "../model/span.js";
import { endSpan } from "../span/end.js";
import { handMadeSite } from "../span/sites.js";
import { state } from "../state/state.js";
import { type Destinations, standardPort } from "./destinations.js";
import { failWith, isFailed } from "./failed.js";
import { forget, keepOpen } from "./open-answers.js";
import { noteRefusal, resendsOf } from "./resends.js";

/** What a set-up says of requests that go out. */
export interface ClientSettings {
  readonly destinations: Destinations;
  readonly knownMethods: ReadonlySet<string>;
}

/** A request, before its headers are sent. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: URL;
  /** Who is asked, where the URL does not say it: a socket in the file system, or a port that shows with the connection. */
  readonly server?: { readonly address: string; readonly port?: number | undefined } | undefined;
  /** Length of its body in bytes, as far as it is known. */
  readonly length: number | undefined;
  /** A header of its own; `undefined` when it is absent. */
  readonly header: (name: string) => string | undefined;
  /** Adds one; absent where it is too late. */
  readonly addHeader: ((name: string, value: string) => void) | undefined;
  /** Whether one that is there is replaced, and does not stand beside the new one. */
  readonly replaces: boolean;
}

/** A request that has a span, until its answer has ended. */
export interface Exchange {
  readonly span: LocalSpan;
  readonly request: OutgoingRequest;
  /** The node below which it was made; what is asked again there is the same request once more. */
  readonly around: LocalSpan | undefined;
  readonly resends: number;
}

/** The head of an answer. */
export interface AnswerHead {
  readonly status: number;
  readonly location?: string | undefined;
  /** "1.1" or "2", where it is known. */
  readonly version?: string | undefined;
}

/** The other end of a connection. */
export interface Peer {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
}

const WHAT = "a request could not be recorded";

/** Starts the span of a request and writes the trace into its headers; `undefined` where none is recorded. */
export function beginExchange(settings: ClientSettings, request: OutgoingRequest): Exchange | undefined {
  return attempt(WHAT, () => {
    const around = currentNode();
    if (!state.on || ((around?.flags ?? 0) & SUPPRESSED) !== 0) return undefined;
    const named = namedBy(request);
    if (named !== undefined && hasSpan(named, around)) return undefined;
    const resends = resendsOf(around, request);
    const span = startSite(siteOf(settings, request.method), {
      attributes: attributesOf(settings, request, resends),
    });
    sendAlong(settings, request, named, span ?? around);
    return span?.isRecording() === true ? { span, request, around, resends } : undefined;
  });
}

const sites = new Map<string, Site>();

// The name is the method alone: a URL would give as many names as there are things with an id.
function siteOf({ knownMethods }: ClientSettings, method: string): Site {
  const name = knownMethods.has(method) ? method : "HTTP";
  const known = sites.get(name);
  if (known !== undefined) return known;
  const site = handMadeSite(name, SpanKind.CLIENT, false);
  sites.set(name, site);
  return site;
}

function attributesOf(
  { knownMethods }: ClientSettings,
  { method, url, server }: OutgoingRequest,
  resends: number,
): Attributes {
  const isKnown = knownMethods.has(method);
  const { address, port } = server ?? {
    address: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: Number(url.port || standardPort(url.protocol)),
  };
  return {
    "http.request.method": isKnown ? method : "_OTHER",
    ...(isKnown ? undefined : { "http.request.method_original": method }),
    "url.full": shownUrl(url),
    "server.address": address,
    "server.port": port,
    ...(resends === 0 ? undefined : { "http.request.resend_count": resends }),
  };
}

/** A URL without what opens doors: its credentials, and the values of a query that look like secrets. */
function shownUrl({ username, password, protocol, host, pathname, search }: URL): string {
  const credentials = username === "" && password === "" ? "" : "REDACTED:REDACTED@";
  const query = search === "" ? "" : `?${redactQuery(search.slice(1))}`;
  return `${protocol}//${credentials}${host}${pathname}${query}`;
}

/** The span that a request's own header names. */
interface Named {
  readonly traceId: string;
  readonly spanId: string;
}

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}/;

function namedBy({ header }: OutgoingRequest): Named | undefined {
  const [, traceId, spanId] = TRACEPARENT.exec(header("traceparent") ?? "") ?? [];
  return traceId === undefined || spanId === undefined ? undefined : { traceId, spanId };
}

/** The headers by which a trace is named; whoever wrote one of them has said below which span the request is. */
const NAMING = ["traceparent", "b3", "x-b3-traceid", "uber-trace-id"] as const;

/** Ids of spans that were written into headers, the newest of them: clients copy headers from one request to the next. */
const sent = new Set<string>();
const MOST_SENT = 1000;

function noteSent(spanId: string): void {
  sent.add(spanId);
  if (sent.size <= MOST_SENT) return;
  const [oldest = spanId] = sent;
  sent.delete(oldest);
}

function sendAlong(
  settings: ClientSettings,
  request: OutgoingRequest,
  named: Named | undefined,
  node: LocalSpan | undefined,
): void {
  const { addHeader, header, url, replaces } = request;
  if (addHeader === undefined || node === undefined || !settings.destinations(url)) return;
  const isCopied = replaces && named !== undefined && sent.has(named.spanId);
  const isNamed = !isCopied && NAMING.some((name) => header(name) !== undefined);
  if (!isNamed) noteSent(node.spanId);
  const headers: Record<string, string> = injectContext({}, contextOf(node));
  for (const name of Object.keys(headers))
    if (name === "baggage" ? header(name) === undefined : !isNamed) addHeader(name, headers[name] as string);
}

/**
 * Whether somebody has made the span of this request already: its header names a CLIENT span that is current, or one of
 * this trace that is nowhere above. A header that was passed on from the request before names one that is. Outside of any
 * span the header is that of an instrumentation where OpenTelemetry's API has a provider, and else the program's own.
 */
function hasSpan({ traceId, spanId }: Named, around: LocalSpan | undefined): boolean {
  const current = spanOf(around);
  if (current === undefined) return readRegistry()?.trace !== undefined;
  if (current.traceId !== traceId) return false;
  if (current.spanId === spanId) return current.kind === SpanKind.CLIENT;
  return !sent.has(spanId) && !isAbove(current, spanId);
}

function isAbove(span: LocalSpan, spanId: string): boolean {
  for (let at: LocalSpan | undefined = span; at !== undefined; at = at.parent)
    if (at.spanId === spanId || at.parentSpanContext?.spanId === spanId) return true;
  return false;
}

/** Notes to whom the request went. */
export function noteConnection({ span }: Exchange, { remoteAddress, remotePort }: Peer): void {
  attempt(WHAT, () => {
    span.setAttributes({ "network.peer.address": remoteAddress, "network.peer.port": remotePort });
    if (span.attributes["server.port"] === undefined) span.setAttributes({ "server.port": remotePort });
  });
}

/** Notes the head of the answer. Its body may never be read, so that from now on something waits for it. */
export function noteHead(exchange: Exchange, { status, location, version }: AnswerHead): void {
  attempt(WHAT, () => {
    const { span, request } = exchange;
    span.setAttributes({ "http.response.status_code": status, "network.protocol.version": version });
    if (status >= 400) {
      span.setAttribute("error.type", String(status));
      if (span.statusCode === 0) span.setStatus("error");
    }
    const next = status >= 300 && status < 400 && location !== undefined ? location : undefined;
    noteRefusal(exchange, request, { status, location: next });
    keepOpen(exchange);
  });
}

/** Ends the span: the answer was read, or the program wants no more of it. */
export function endExchange(exchange: Exchange): void {
  attempt(WHAT, () => {
    forget(exchange);
    endSpan(exchange.span, now());
  });
}

/** Ends the span of a request that failed; one that the program gave up is no failure, as the conventions have it. */
export function failExchange(exchange: Exchange, error: unknown): void {
  attempt(WHAT, () => {
    const { span, request } = exchange;
    if (!span.isRecording()) return;
    // A retry that gives up an answer of 503 fails the request by itself: the answer has said why.
    if (!isGivenUp(error) && !isFailed(span)) {
      failWith(span, error);
      noteRefusal(exchange, request, { status: undefined, location: undefined });
    }
    endExchange(exchange);
  });
}

// A deadline is a failure, and node:http has it as the cause of the same error.
function isGivenUp(error: unknown): boolean {
  const { name, cause } = (error ?? {}) as { name?: unknown; cause?: { name?: unknown } };
  return name === "AbortError" && cause?.name !== "TimeoutError";
}
