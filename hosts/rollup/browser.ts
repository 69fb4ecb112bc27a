// Where a module of Vite's goes to in; whether it runs in a browser, which has no contexts, out.
import type { Environment, PluginContext } from "./context.js";

const outcomes = new WeakMap<Environment, Promise<boolean>>();

/**
 * Whether the code of an environment runs in browsers. A development server says so itself; Vitest runs some client
 * environments in Node. A build for "clients" is a page, or a library, whose runtime is external.
 */
export function runsInBrowser(context: PluginContext, id: string): boolean | Promise<boolean> {
  const { environment, meta } = context;
  if (!environment || environment.config.consumer === "server") return false;
  if (environment.name.startsWith("__vitest")) return false;
  if (environment.config.dev?.moduleRunnerTransform === true) return false;
  if (meta.watchMode && environment.moduleGraph) return true;
  const known = outcomes.get(environment) ?? bundlesRuntime(context, id);
  outcomes.set(environment, known);
  return known;
}

async function bundlesRuntime(context: PluginContext, id: string): Promise<boolean> {
  const resolved = await context.resolve("uno-trace/abi", id);
  // What cannot be found at all is the bundler's to report.
  return resolved !== null && !resolved.external;
}
