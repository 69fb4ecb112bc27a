// Koa: a context and what comes next in, a server span around it; the route is that of @koa/router.
import type { IncomingMessage, ServerResponse } from "node:http";
import { state } from "../state.js";
import { guarded, ofIncoming } from "./request-facts.js";
import { untilDone } from "./response-end.js";
import { finish, type Route, type ServerSettings, serve, UNKNOWN_ROUTE } from "./server-span.js";

/** The part of Koa's context that is needed. */
export interface KoaContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

/** Runs `next` inside the span of a request. What it throws is recorded and goes on to Koa. */
export function serveKoa(
  settings: ServerSettings,
  context: KoaContext,
  next: () => Promise<unknown>,
): Promise<unknown> {
  if (!state.on) return next();
  const facts = guarded(() => ofIncoming(context.req, settings.knownMethods));
  if (facts === undefined) return next();
  return serve(settings, facts, UNKNOWN_ROUTE, next, (span) =>
    untilDone(context.res, (end) => finish(span, facts, { ...end, route: koaRoute(context) })),
  );
}

// A router that was asked and knew none leaves `matched` alone.
function koaRoute(
  context: KoaContext & { readonly _matchedRoute?: unknown; readonly matched?: unknown },
): Route {
  const { _matchedRoute: route, matched } = context;
  if (route !== undefined && route !== null) return String(route);
  return matched === undefined ? UNKNOWN_ROUTE : undefined;
}
