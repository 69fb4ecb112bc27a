// A request that Express has routed in, the pattern of its route out.
import type { IncomingMessage } from "node:http";
import { type ExpressApp, isSimple, mountPattern, segmentsOf } from "./express-mount.js";
import type { Route } from "./server-span.js";

/** What Express keeps on a request. */
interface Routed {
  readonly app?: ExpressApp;
  readonly baseUrl?: unknown;
  readonly route?: { readonly path?: unknown };
  readonly originalUrl?: string;
}

/** Whether Express is at work: its router has set this when it calls a middleware, and takes it back at the end. */
export function hasRouter(request: IncomingMessage): boolean {
  return typeof (request as Routed).baseUrl === "string";
}

/** The route with the pattern that its router is mounted at; `undefined` if none matched. */
export function expressRoute(request: IncomingMessage): Route {
  const { route, originalUrl = "" } = request as Routed;
  if (route === undefined) return undefined;
  const pattern = patternOf(route.path);
  const path = originalUrl.split("?", 1)[0] as string;
  const mount = patternAbove(request as Routed, route, path) ?? pathAbove(request as Routed, path, pattern);
  return pattern === "/" && mount !== "" ? mount : mount + pattern;
}

function patternOf(path: unknown): string {
  if (Array.isArray(path)) return path.map(String).join("|");
  return typeof path === "string" ? path : String(path);
}

// The routers are Express's own business: where they are others than is known here, there is the path.
function patternAbove({ app }: Routed, route: object, path: string): string | undefined {
  try {
    return app && mountPattern(app, route, path);
  } catch {
    return undefined;
  }
}

// After an error, or a `next()` behind the response, Express has taken `baseUrl` back. As many segments as the pattern
// has are its own, if each of them can be told.
function pathAbove({ baseUrl }: Routed, path: string, pattern: string): string {
  if (baseUrl) return String(baseUrl);
  if (!isSimple(pattern)) return "";
  const segments = segmentsOf(path);
  const mount = segments.slice(0, segments.length - segmentsOf(pattern).length);
  return mount.map((segment) => `/${segment}`).join("");
}
