// node:http, Connect and Express: a request and a response in, a server span around the handler.
import type { IncomingMessage, ServerResponse } from "node:http";
import { expressRoute, hasRouter } from "./express-route.js";
import { ofIncoming } from "./request-facts.js";
import { untilDone } from "./response-end.js";
import { type ServerSettings, serve } from "./server-span.js";

/** Runs `next` inside the span of a request; the span ends with the response. */
export function serveNode<T>(
  settings: ServerSettings,
  request: IncomingMessage,
  response: ServerResponse,
  next: () => T,
): T {
  const read = () => ofIncoming(request, settings.knownMethods, response);
  return serve(settings, read, next, (_, finish) => {
    const isExpress = hasRouter(request);
    untilDone(response, (end) => finish({ ...end, route: isExpress ? expressRoute(request) : undefined }));
  });
}
