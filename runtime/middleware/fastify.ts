// Fastify: an application in, hooks that make a server span of each request and run what follows inside.
import type { IncomingMessage, ServerResponse } from "node:http";
import { contextOf, withContext } from "../context.js";
import type { LocalSpan } from "../span.js";
import { state } from "../state.js";
import { guarded, ofIncoming } from "./request-facts.js";
import { untilDone } from "./response-end.js";
import { finish, recordFailure, type ServerSettings, serve } from "./server-span.js";

interface FastifyRequest {
  readonly raw: object;
  readonly routeOptions?: { readonly url?: string | undefined };
}

interface FastifyReply {
  readonly raw: object;
}

/** The part of a Fastify application that is needed. */
export interface FastifyApp {
  // biome-ignore lint/suspicious/noExplicitAny: Fastify types each hook by its name, for each kind of server
  addHook(name: any, hook: any): unknown;
}

/** Adds the hooks, the first of them before any of the application's own that come later. */
export function plugIntoFastify(settings: ServerSettings, app: FastifyApp, done: () => void): void {
  const spans = new WeakMap<object, LocalSpan>();
  app.addHook("onRequest", (request: FastifyRequest, reply: FastifyReply, next: () => void) => {
    if (!state.on) return next();
    const facts = guarded(() => ofIncoming(request.raw as IncomingMessage, settings.knownMethods));
    if (facts === undefined) return next();
    const route = request.routeOptions?.url;
    serve(settings, facts, route, next, (span) => {
      spans.set(request.raw, span);
      untilDone(reply.raw as ServerResponse, (end) => finish(span, facts, { ...end, route }));
    });
  });
  // A body that was read brings the context of its connection along.
  app.addHook("preValidation", (request: FastifyRequest, _: FastifyReply, next: () => void) => {
    const span = spans.get(request.raw);
    if (span === undefined) next();
    else withContext(contextOf(span), next);
  });
  app.addHook("onError", (request: FastifyRequest, _: FastifyReply, error: unknown, next: () => void) => {
    const span = spans.get(request.raw);
    if (span !== undefined) recordFailure(span, error);
    next();
  });
  done();
}
