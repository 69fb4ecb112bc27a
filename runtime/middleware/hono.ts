// Hono: a context and what comes next in, a server span around it.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { LocalSpan } from "../model/local-span.js";
import { responseStatus } from "../recording/exception.js";
import { state } from "../state/state.js";
import { ofFetch, ofIncoming } from "./request-facts.js";
import { untilDone } from "./response-end.js";
import { type Finish, type Route, recordFailure, type ServerSettings, serve } from "./server-span.js";

/** The part of Hono's context that is needed; under @hono/node-server `env` has what node:http gave. */
export interface HonoContext {
  /** The request, and the handlers that match it. */
  readonly req: {
    readonly raw: Request;
    readonly routeIndex: number;
    readonly matchedRoutes?: readonly { readonly path: string; readonly method: string }[];
  };
  /** The answer, once there is one. */
  readonly res: { readonly status: number };
  /** What a handler threw and Hono caught. */
  readonly error?: Error | undefined;
  /** What the host gives: under Node, node:http's request and response. */
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
  const read = () =>
    incoming ? ofIncoming(incoming, knownMethods, outgoing) : ofFetch(context.req.raw, knownMethods);
  const own = context.req.routeIndex;
  let begun: { readonly span: LocalSpan; readonly finish: Finish } | undefined;
  const end = (status: number | undefined): void => {
    if (outgoing === undefined) begun?.finish({ status, aborted: undefined, route: honoRoute(context, own) });
  };
  const run = async (): Promise<void> => {
    try {
      await next();
    } catch (error) {
      // Whoever called `fetch` gets it; a `Response` is an answer there, too.
      if (begun !== undefined) recordFailure(begun.span, error);
      end(responseStatus(error));
      throw error;
    }
    // Hono has caught what a handler threw.
    if (begun !== undefined && context.error !== undefined) recordFailure(begun.span, context.error);
    end(context.res.status);
  };
  return serve(settings, read, run, (span, finish) => {
    begun = { span, finish };
    if (outgoing !== undefined)
      untilDone(outgoing, (sent) => finish({ ...sent, route: honoRoute(context, own) }));
  });
}

// The last one that was asked has answered; if that is a middleware, no route has matched.
function honoRoute({ req }: HonoContext, own: number): Route {
  const route = req.routeIndex === own ? undefined : req.matchedRoutes?.[req.routeIndex];
  return route === undefined || (route.method === "ALL" && route.path.endsWith("*")) ? undefined : route.path;
}
