// Hono: a context and what comes next in, a server span around it.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { LocalSpan } from "../span.js";
import { state } from "../state.js";
import { ofFetch, ofIncoming } from "./request-facts.js";
import { untilDone } from "./response-end.js";
import { type Finish, type Route, recordFailure, type ServerSettings, serve } from "./server-span.js";

/** The part of Hono's context that is needed; under @hono/node-server `env` has what node:http gave. */
export interface HonoContext {
  readonly req: {
    readonly raw: Request;
    readonly routeIndex: number;
    readonly matchedRoutes?: readonly { readonly path: string; readonly method: string }[];
  };
  readonly res: { readonly status: number };
  readonly error?: Error | undefined;
  readonly env: unknown;
}

interface NodeEnvironment {
  readonly incoming?: IncomingMessage;
  readonly outgoing?: ServerResponse;
}

/**
 * Runs `next` inside the span of a request. The span ends when node:http has sent the response; elsewhere, when the
 * response is there, since nobody says when its body was read.
 */
export function serveHono(
  settings: ServerSettings,
  context: HonoContext,
  next: () => Promise<void>,
): Promise<void> {
  // Otherwise `run` would be a promise more.
  if (!state.on) return next();
  const { incoming, outgoing } = (context.env ?? {}) as NodeEnvironment;
  const { knownMethods } = settings;
  const read = () => (incoming ? ofIncoming(incoming, knownMethods) : ofFetch(context.req.raw, knownMethods));
  const own = context.req.routeIndex;
  let begun: { readonly span: LocalSpan; readonly finish: Finish } | undefined;
  const run = async (): Promise<void> => {
    await next();
    if (begun === undefined) return;
    const { span, finish } = begun;
    // Hono has caught what a handler threw.
    if (context.error !== undefined) recordFailure(span, context.error);
    if (outgoing !== undefined) return;
    finish({ status: context.res.status, isAborted: false, route: honoRoute(context, own) });
  };
  return serve(settings, read, run, (span, finish) => {
    begun = { span, finish };
    if (outgoing !== undefined)
      untilDone(outgoing, (end) => finish({ ...end, route: honoRoute(context, own) }));
  });
}

// The last one that was asked has answered; if that is a middleware, no route has matched.
function honoRoute({ req }: HonoContext, own: number): Route {
  const route = req.routeIndex === own ? undefined : req.matchedRoutes?.[req.routeIndex];
  return route === undefined || (route.method === "ALL" && route.path.endsWith("*")) ? undefined : route.path;
}
