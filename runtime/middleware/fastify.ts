// Fastify: an application in, hooks that make a server span of each request and run what follows inside.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { LocalSpan } from "../model/local-span.js";
import { ofIncoming } from "./request-facts.js";
import { untilDone } from "./response-end.js";
import { recordFailure, type ServerSettings, serve } from "./server-span.js";

interface FastifyRequest {
  readonly raw: object;
  readonly routeOptions?: { readonly url?: string | undefined };
}

interface FastifyReply {
  readonly raw: object;
}

/** The part of a Fastify application that is needed; it types each hook by its name and by the kind of server. */
export interface FastifyApp {
  /** Adds a hook. */
  addHook(name: never, hook: never): unknown;
}

interface HookedApp {
  addHook(
    name: string,
    hook: (request: FastifyRequest, reply: FastifyReply, ...rest: never[]) => void,
  ): unknown;
}

/** Adds the hooks, the first of them before any of the application's own that come later. */
export function plugIntoFastify(settings: ServerSettings, app: FastifyApp, done: () => void): void {
  const spans = new WeakMap<object, LocalSpan>();
  const hooked = app as HookedApp;
  hooked.addHook("onRequest", (request: FastifyRequest, reply: FastifyReply, next: () => void) => {
    const read = () => ({
      ...ofIncoming(request.raw as IncomingMessage, settings.knownMethods, reply.raw),
      route: request.routeOptions?.url,
    });
    serve(settings, read, next, (span, finish) => {
      spans.set(request.raw, span);
      untilDone(reply.raw as ServerResponse, finish);
    });
  });
  hooked.addHook("onError", (request: FastifyRequest, _: FastifyReply, error: unknown, next: () => void) => {
    const span = spans.get(request.raw);
    if (span !== undefined) recordFailure(span, error);
    next();
  });
  done();
}
