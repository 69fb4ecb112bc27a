// Koa: a context and what comes next in, a server span around it; the route is that of @koa/router.
import type { IncomingMessage, ServerResponse } from "node:http";
import { ofIncoming } from "./request-facts.js";
import { untilDone } from "./response-end.js";
import { type Route, type ServerSettings, serve } from "./server-span.js";

/** The part of Koa's context that is needed. */
export interface KoaContext {
  /** What node:http has received. */
  readonly req: IncomingMessage;
  /** What node:http answers with. */
  readonly res: ServerResponse;
}

/** Runs `next` inside the span of a request. What it throws is recorded and goes on to Koa. */
export function serveKoa(
  settings: ServerSettings,
  context: KoaContext,
  next: () => Promise<unknown>,
): Promise<unknown> {
  const read = () => ofIncoming(context.req, settings.knownMethods, context.res);
  return serve(settings, read, next, (_, finish) =>
    untilDone(context.res, (end) => finish({ ...end, route: koaRoute(context) })),
  );
}

function koaRoute({ _matchedRoute: route }: KoaContext & { readonly _matchedRoute?: unknown }): Route {
  return route === undefined || route === null ? undefined : String(route);
}
