// JSON over node:http: routes in, a request handler out; a Rejection becomes a reply with its status.
import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";

/** An error that the other side may see. */
export class Rejection extends Error {
  override readonly name = "Rejection";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** From "GET /path" to what answers it. */
export type Routes = Readonly<Record<string, (body: never) => unknown>>;

export function handlerOf(routes: Routes) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const handle = routes[`${request.method} ${request.url}`];
      if (!handle) throw new Rejection(404, "no such page");
      const body = request.method === "POST" ? await json(request) : undefined;
      reply(response, 200, await handle(body as never));
    } catch (error) {
      const status = error instanceof Rejection ? error.status : 500;
      reply(response, status, { error: error instanceof Error ? error.message : String(error) });
    }
  };
}

/** The route of a request: none for what nobody answers, so that strangers cannot invent names of spans. */
export function routeOf(routes: Routes) {
  return ({ method, url }: IncomingMessage): string | undefined =>
    Object.hasOwn(routes, `${method} ${url}`) ? url : undefined;
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
