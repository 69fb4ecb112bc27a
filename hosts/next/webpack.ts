// The user's `webpack` function in; out, one that calls it and adds our plugin to the compilers for servers.
import { untracedAtEdge } from "../../transformer/diagnostics/build.js";
import type { UnoTraceOptions } from "../options.js";
import { pluginFor } from "../webpack/plugin.js";
import type { Purpose } from "../webpack/tracing.js";
import { CONTROL_FLOW } from "./control-flow.js";

interface WebpackConfig {
  plugins?: unknown[];
}

/** What Next says of a compiler. */
interface Surroundings {
  readonly isServer: boolean;
  /** Absent for browsers. */
  readonly nextRuntime?: "nodejs" | "edge";
}

/** Those of ours, so that none is added twice. */
const PLUGINS = new WeakSet<object>();

/** Wraps the function, if there is one. */
export function webpackWith(webpack: unknown, options: UnoTraceOptions): unknown {
  return function configure(
    config: WebpackConfig,
    surroundings: Surroundings,
    ...more: unknown[]
  ): WebpackConfig {
    const own: WebpackConfig =
      typeof webpack === "function"
        ? Reflect.apply(webpack, undefined, [config, surroundings, ...more])
        : config;
    return surroundings.isServer && own ? withPlugin(own, options, surroundings) : own;
  };
}

function withPlugin(
  config: WebpackConfig,
  options: UnoTraceOptions,
  { nextRuntime }: Surroundings,
): WebpackConfig {
  const { plugins = [] } = config;
  if (plugins.some((each) => typeof each === "object" && each !== null && PLUGINS.has(each))) return config;
  const purpose: Purpose =
    nextRuntime === "edge"
      ? { leavesOut: () => true, untraced: untracedAtEdge }
      : { leavesOut: () => false, expectedErrors: CONTROL_FLOW };
  const plugin = pluginFor(options, purpose);
  PLUGINS.add(plugin);
  config.plugins = [...plugins, plugin];
  return config;
}
