// A configuration of Jest in; out, the same with our transformer around those that it has.
import { checkOptions, type UnoTraceOptions } from "../options.js";

type Entry = string | readonly [string, object?];

/** A configuration, as far as it is read. */
interface JestConfig {
  readonly preset?: string | null | undefined;
  readonly transform?: Readonly<Record<string, Entry>> | undefined;
}

const OWN = "uno-trace/jest";

/**
 * Puts `uno-trace/jest` around every transformer of a configuration, such as one that `next/jest` or ts-jest makes.
 * @param config a configuration, or a function that gives one, also later
 * @returns the same kind: the configuration with its `transform` wrapped, or a function that gives it
 * @throws TypeError for what is no object of options, and for an option that there is not
 * @throws Error for a `preset` whose transformers are unknown
 * @example
 * export default withUnoTrace({ transform: { "\\.tsx?$": "ts-jest" } });
 */
export function withUnoTrace<Config extends object>(
  config: Config,
  options: Pick<UnoTraceOptions, "config"> = {},
): Config {
  checkOptions(options, ["config"]);
  if (typeof config !== "function") return wrapped(config, options) as Config;
  const given = config as unknown as (...args: readonly unknown[]) => unknown;
  const later = async (...args: readonly unknown[]) => wrapped((await given(...args)) as JestConfig, options);
  return later as unknown as Config;
}

function wrapped(config: JestConfig, options: Pick<UnoTraceOptions, "config">): JestConfig {
  const transform = config.transform ?? transformOf(config);
  const entries = Object.entries(transform).map(([pattern, entry]) => [pattern, around(entry, options)]);
  return { ...config, transform: Object.fromEntries(entries) };
}

/** What Jest would take, or the preset brings. */
function transformOf({ preset }: JestConfig): Readonly<Record<string, Entry>> {
  if (preset === "ts-jest") return { "^.+\\.tsx?$": "ts-jest" };
  if (preset === undefined || preset === null) return { "\\.[jt]sx?$": "babel-jest" };
  throw new Error(
    `uno-trace/jest: withUnoTrace() does not know what the preset "${preset}" transforms with. Give the configuration a \`transform\` that names it.`,
  );
}

function around(entry: Entry, options: Pick<UnoTraceOptions, "config">): Entry {
  const [transformer, inner] = typeof entry === "string" ? [entry] : entry;
  if (transformer === OWN) return entry;
  return [OWN, { ...options, transformer, ...(inner === undefined ? {} : { options: inner }) }];
}
