// The glue of Next.js: a configuration in; out, the same with our loader for Turbopack and our plugin for webpack.
import { checkOptions, type UnoTraceOptions } from "../options.js";
import { tellOldNext } from "./release.js";
import { rulesWith } from "./turbopack.js";
import { webpackWith } from "./webpack.js";

/** Options of {@link withUnoTrace}. */
export type WithUnoTraceOptions = Pick<UnoTraceOptions, "config">;

/** What Next reads of a configuration, as far as something is added to it. */
interface NextConfig {
  readonly turbopack?: { readonly rules?: Readonly<Record<string, unknown>> };
  readonly webpack?: unknown;
  readonly serverExternalPackages?: readonly string[];
  readonly transpilePackages?: readonly string[];
}

const RUNTIME = "uno-trace";

/**
 * Lets Next.js trace what it builds for Node: by Turbopack and by webpack.
 * @param config what `next.config` exports: an object, a promise of one, or a function that makes one; all in it is kept
 * @param options where `uno-trace.json` is; relative to the project's folder
 * @returns the configuration in the shape in which it was given; given twice, it traces once
 * @throws TypeError for what is no configuration or no object of options, and for an option that there is not
 */
export function withUnoTrace<Config extends object = object>(
  config: Config = {} as Config,
  options: WithUnoTraceOptions = {},
): Config {
  checkOptions(options, ["config"]);
  return traced(config, options) as Config;
}

export default withUnoTrace;

function traced(config: unknown, options: WithUnoTraceOptions): unknown {
  if (typeof config === "function")
    return (...args: unknown[]) => traced(Reflect.apply(config, undefined, args), options);
  if (typeof config !== "object" || config === null || Array.isArray(config))
    throw new TypeError("withUnoTrace: expected what next.config exports: an object or a function");
  if (isPromise(config)) return config.then((each) => traced(each, options));
  return withBoth(config, options);
}

function isPromise(config: object): config is Promise<unknown> {
  return "then" in config && typeof config.then === "function";
}

function withBoth(config: NextConfig, options: WithUnoTraceOptions): NextConfig {
  const { turbopack = {}, webpack, serverExternalPackages = [], transpilePackages = [] } = config;
  // Next refuses to build with Turbopack what is configured for webpack alone, which it could not if we added rules.
  const takesRules = tellOldNext() && (config.turbopack !== undefined || webpack === undefined);
  const isKnown = [...serverExternalPackages, ...transpilePackages].includes(RUNTIME);
  return {
    ...config,
    ...(takesRules ? { turbopack: { ...turbopack, rules: rulesWith(turbopack.rules ?? {}, options) } } : {}),
    webpack: webpackWith(webpack, options),
    // What stays outside is loaded by `await import()`, which makes every traced module one that nobody can require.
    ...(isKnown ? {} : { transpilePackages: [...transpilePackages, RUNTIME] }),
  };
}
