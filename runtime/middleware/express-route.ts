// A request that Express has routed in, the pattern of its route out.
import type { IncomingMessage } from "node:http";
import type { Route } from "./server-span.js";

/** What Express keeps on a request. */
interface Routed {
  readonly baseUrl?: unknown;
  readonly route?: { readonly path?: unknown };
  readonly originalUrl?: string;
}

/** Whether Express is at work: its router has set this when it calls a middleware, and takes it back at the end. */
export function hasRouter(request: IncomingMessage): boolean {
  return typeof (request as Routed).baseUrl === "string";
}

/** The route with the path that its router is mounted at; `undefined` if none matched. */
export function expressRoute(request: IncomingMessage): Route {
  const { baseUrl, route, originalUrl = "" } = request as Routed;
  if (route === undefined) return undefined;
  const pattern = patternOf(route.path);
  const mount = baseUrl ? String(baseUrl) : mountOf(originalUrl, pattern);
  return pattern === "/" && mount !== "" ? mount : mount + pattern;
}

function patternOf(path: unknown): string {
  if (Array.isArray(path)) return path.map(String).join("|");
  return typeof path === "string" ? path : String(path);
}

// After an error, or a `next()` behind the response, Express has taken `baseUrl` back. As many segments as the pattern
// has are its own, if each of them can be told.
function mountOf(url: string, pattern: string): string {
  if (!/^(?:\/:?[\w.~-]+)*\/?$/.test(pattern)) return "";
  const path = segmentsOf(url.split("?", 1)[0] as string);
  const mount = path.slice(0, path.length - segmentsOf(pattern).length);
  return mount.map((segment) => `/${segment}`).join("");
}

const segmentsOf = (path: string): string[] => path.split("/").filter((segment) => segment !== "");
