// node:http, Connect and Express: a request and a response in, a server span around the handler.
import type { IncomingMessage, ServerResponse } from "node:http";
import { state } from "../state.js";
import { expressRoute, hasRouter } from "./express-route.js";
import { guarded, ofIncoming } from "./request-facts.js";
import { untilDone } from "./response-end.js";
import { finish, type ServerSettings, serve } from "./server-span.js";

/** Runs `next` inside the span of a request; the span ends with the response. */
export function serveNode<T>(
  settings: ServerSettings,
  request: IncomingMessage,
  response: ServerResponse,
  next: () => T,
): T {
  if (!state.on) return next();
  const facts = guarded(() => ofIncoming(request, settings.knownMethods));
  if (facts === undefined) return next();
  const isExpress = hasRouter(request);
  return serve(settings, facts, undefined, next, (span) =>
    untilDone(response, (end) =>
      finish(settings, span, facts, { ...end, route: isExpress ? expressRoute(request) : undefined }),
    ),
  );
}
