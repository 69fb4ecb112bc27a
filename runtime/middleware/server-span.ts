// The span of a request: what is known of the request in, the handler run inside a server span; the response's end out.

import type { IncomingMessage } from "node:http";
import { open } from "../api/by-hand.js";
import { extractContext } from "../api/propagation.js";
import { runInside } from "../api/run-inside.js";
import { contextOf, nodeOf, spanOf, untraced, withContext } from "../context/nodes.js";
import { now } from "../ground/clock.js";
import { attempt, reportError } from "../ground/faults.js";
import { OUTLIVES } from "../ground/flags.js";
import type { Context } from "../model/context.js";
import type { LocalSpan } from "../model/local-span.js";
import { type Attributes, type Link, SpanKind } from "../model/span.js";
import type { Carrier } from "../propagators/carrier.js";
import { failAtLast, failSpan } from "../recording/failure.js";
import { endSpan } from "../span/end.js";
import { state } from "../state/state.js";
import { emitInside } from "./emitting.js";
import { withOperations } from "./request-name.js";

/** Options of the middleware, read. */
export interface ServerSettings {
  readonly isExcluded: (path: string) => boolean;
  readonly trustIncoming: ((request: IncomingMessage) => boolean) | undefined;
  readonly route: ((request: IncomingMessage) => string | undefined) | undefined;
  readonly knownMethods: ReadonlySet<string>;
}

/** A request, as the conventions look at it. */
export interface RequestFacts {
  /** The method, `_OTHER` if it is not among the known ones. */
  readonly method: string;
  readonly path: string;
  readonly attributes: Attributes;
  readonly headers: Carrier;
  /** What node:http has received; absent where a request comes otherwise. */
  readonly incoming: IncomingMessage | undefined;
  /** What node:http answers with, or a stream of node:http2. */
  readonly outgoing: object | undefined;
  /** What the framework knows as the request comes. */
  readonly route?: Route;
}

/** The end of a response. */
export interface ResponseFacts {
  /** Absent when none was sent. */
  readonly status: number | undefined;
  /** What came before all of the response was sent; absent if nothing did. */
  readonly aborted: string | undefined;
  /** What the framework knows by then. */
  readonly route?: Route;
}

/** A route's pattern; `undefined` if none matched, or nobody knows. */
export type Route = string | undefined;

/** Gets the span of a request as it begins, and what is to be called as the response ends. */
export type Begun = (span: LocalSpan, finish: Finish) => void;

/** Ends the span of a request with its response; a name that the program gave it stays. */
export type Finish = (response: ResponseFacts) => void;

/** Runs `next` inside a new server span of the request that `read` gives; `begun` is called unless none is recorded. */
export function serve<T>(settings: ServerSettings, read: () => RequestFacts, next: () => T, begun: Begun): T {
  if (!state.on) return next();
  const facts = attempt("a request could not be read", read);
  if (facts === undefined) return next();
  // Without a span around it, each piece of the request's work would be a trace of its own.
  if (settings.isExcluded(facts.path)) return untraced(() => within(facts, next));
  const caller = extractContext(facts.headers);
  if (isTrusted(settings, facts)) return withContext(caller, () => inside(settings, facts, [], next, begun));
  return withContext(contextOf(undefined), () => inside(settings, facts, linksTo(caller), next, begun));
}

// Neither is part of the request's work: what they call is not traced.
function givenRoute({ route }: ServerSettings, { incoming }: RequestFacts): Route {
  if (route === undefined || incoming === undefined) return undefined;
  try {
    const given: unknown = untraced(() => route(incoming));
    return typeof given === "string" && given !== "" ? given : undefined;
  } catch (error) {
    reportError("route threw, the span is named without", error);
    return undefined;
  }
}

function isTrusted({ trustIncoming }: ServerSettings, { incoming }: RequestFacts): boolean {
  if (trustIncoming === undefined) return true;
  try {
    return incoming !== undefined && untraced(() => trustIncoming(incoming)) === true;
  } catch (error) {
    reportError("trustIncoming threw, the caller's trace is not continued", error);
    return false;
  }
}

function linksTo(caller: Context): Link[] {
  const span = spanOf(nodeOf(caller));
  return span === undefined ? [] : [{ context: span.spanContext() }];
}

function inside<T>(
  settings: ServerSettings,
  facts: RequestFacts,
  links: readonly Link[],
  next: () => T,
  begun: Begun,
): T {
  const route = givenRoute(settings, facts) ?? facts.route;
  const attributes = route === undefined ? facts.attributes : { ...facts.attributes, "http.route": route };
  const span = open(nameOf(facts, route), { kind: SpanKind.SERVER, attributes, links });
  if (span === undefined) return next();
  quietly(() => begun(span, (response) => finish(settings, span, facts, response)));
  span.flags |= OUTLIVES;
  return runInside(span, within<T>, undefined, [facts, next]);
}

// What listens to the events of a request is part of it.
function within<T>({ incoming, outgoing }: RequestFacts, next: () => T): T {
  quietly(() => {
    emitInside(incoming);
    emitInside(outgoing);
    // What HTTP/2 has below a request and its response.
    emitInside((incoming as { stream?: object } | undefined)?.stream);
  });
  return next();
}

// No path in a name, as the conventions have it: a service would have as many names as it has things with an id.
function nameOf({ method }: RequestFacts, route: Route): string {
  const verb = method === "_OTHER" ? "HTTP" : method;
  return route === undefined ? verb : `${verb} ${route}`;
}

function finish(
  settings: ServerSettings,
  span: LocalSpan,
  facts: RequestFacts,
  response: ResponseFacts,
): void {
  quietly(() => {
    const route = routeAtEnd(settings, span, facts) ?? response.route ?? facts.route;
    if (span.more?.name === undefined) span.updateName(withOperations(span, nameOf(facts, route)));
    if (route !== undefined) span.setAttribute("http.route", route);
    judge(span, response);
    endSpan(span, now());
  });
}

// The response decides, whatever was thrown on the way to it: below 500 the conventions leave the status unset, for the
// program, or for the reader, to judge, and an error that was answered is no failure.
function judge(span: LocalSpan, { status, aborted }: ResponseFacts): void {
  if (status !== undefined) span.setAttribute("http.response.status_code", status);
  const isFailed = status === undefined || status >= 500 || aborted !== undefined;
  const thrown = isFailed ? failAtLast(span) : undefined;
  if (status !== undefined && status >= 500) markFailed(span, String(status), `HTTP ${status}`);
  else if (aborted !== undefined) markFailed(span, "aborted", aborted);
  else if (thrown !== undefined) span.setAttribute("error.type", thrown);
}

// Asked a second time if it did not know at the beginning: meanwhile a router may have left a note on the request.
function routeAtEnd(settings: ServerSettings, span: LocalSpan, facts: RequestFacts): Route {
  if (settings.route === undefined) return undefined;
  const known = span.attributes["http.route"];
  return typeof known === "string" ? known : givenRoute(settings, facts);
}

function markFailed(span: LocalSpan, type: string, message: string): void {
  span.setAttribute("error.type", type);
  if (span.statusCode === 0) span.setStatus("error", message);
}

/** Keeps what a framework caught, until the response is known. */
export function recordFailure(span: LocalSpan, error: unknown): void {
  quietly(() => failSpan(span, error));
}

function quietly(action: () => void): void {
  attempt("a server span could not be recorded", action);
}
