// `uno-trace/next`, which `next start` loads as well: where uno-trace-build is missing, a build fails and a server starts.
import { fileURLToPath } from "node:url";
import { loadOrRefuse } from "./load.js";

/** Options of {@link withUnoTrace}. */
export interface WithUnoTraceOptions {
  /**
   * Path of `uno-trace.json` (relative to the project's folder), or its content as an object.
   * @default the nearest `uno-trace.json` from the project's folder upward
   */
  readonly config?: string | object;
}

type WithUnoTrace = (config: unknown, options: unknown) => unknown;

const REFUSAL = fileURLToPath(new URL("./next-refusal.js", import.meta.url));

/**
 * Lets Next.js trace what it builds for Node: by Turbopack and by webpack.
 * @param config what `next.config` exports: an object, a promise of one, or a function that makes one; all in it is kept
 * @param options where `uno-trace.json` is
 * @returns the configuration in the shape in which it was given; given twice, it traces once. Without uno-trace-build, one
 * that can start what was built, and whose builds fail with the command that installs it
 * @throws TypeError for what is no configuration or no object of options, and for an option that there is not
 */
export function withUnoTrace<Config extends object = object>(
  config: Config = {} as Config,
  options: WithUnoTraceOptions = {},
): Config {
  const found = loadOrRefuse("/next");
  if (typeof found === "string") return refusing(config, found) as Config;
  return (found.withUnoTrace as WithUnoTrace)(config, options) as Config;
}

export default withUnoTrace;

function refusing(config: object, why: string): object {
  if (typeof config === "function")
    return (...args: unknown[]) => refusing(Reflect.apply(config, undefined, args), why);
  if (config instanceof Promise) return config.then((each) => refusing(each, why));
  const { turbopack } = config as { readonly turbopack?: { readonly rules?: object } };
  const rule = { loaders: [{ loader: REFUSAL, options: { why } }] };
  return {
    ...config,
    turbopack: { ...turbopack, rules: { "*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}": rule, ...turbopack?.rules } },
    webpack() {
      throw new Error(why);
    },
  };
}
