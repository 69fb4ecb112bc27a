// The user's rules for Turbopack in; out, the same with ours in front of them.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ownVersion } from "../../install/own-version.js";
import { loadConfig } from "../../transformer/config/config.js";
import { isNegated } from "../../transformer/config/globs.js";
import { MAY_HOLD_SITE } from "../../transformer/select/may-rewrite.js";
import { sourceOf, type UnoTraceOptions } from "../options.js";

const LOADER = fileURLToPath(new URL("./loader.js", import.meta.url));
const GLOB = "*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}";
const CONFIGS = ["ts", "mts", "mjs", "js"].map((ending) => `next.config.${ending}`);

/** What the loader is told; Turbopack hands it to another process, so it is JSON. */
export interface LoaderOptions {
  readonly options: UnoTraceOptions;
  /** Part of what a result on disk is kept for. */
  readonly version: string;
  /** The bundle is for the edge runtime, in which nothing is traced. */
  readonly isEdge: boolean;
  /** Rules of the user's may change what the loader gets. */
  readonly isAmongOthers: boolean;
}

type Rules = Readonly<Record<string, unknown>>;

/** Adds our rule, unless it is there. Rules are followed in their order: ours sees the text as it stands in the file. */
export function rulesWith(rules: Rules, options: UnoTraceOptions): Rules {
  if (JSON.stringify(rules).includes(JSON.stringify(LOADER).slice(1, -1))) return rules;
  const isAmongOthers = Object.keys(rules).some(mayTakeScripts);
  const content = isAmongOthers ? undefined : contentFilter(options);
  const ruleFor = (runtime: "node" | "edge-light") => ({
    condition: { all: [runtime, { not: "foreign" }, ...(content ? [{ content }] : [])] },
    loaders: [
      {
        loader: LOADER,
        options: {
          options: JSON.parse(JSON.stringify(options)),
          version: ownVersion(),
          isEdge: runtime === "edge-light",
          isAmongOthers,
        } satisfies LoaderOptions,
      },
    ],
  });
  const own = [ruleFor("node"), ruleFor("edge-light")];
  const { [GLOB]: same, ...others } = rules;
  return { [GLOB]: same === undefined ? own : [...own, same].flat(), ...others };
}

function mayTakeScripts(glob: string): boolean {
  return !/\.(?:svg|css|s[ac]ss|less|styl|mdx?|ya?ml|toml|json5?|txt|png|jpe?g|gif|graphql|gql|wasm)$/.test(
    glob,
  );
}

/**
 * Turbopack asks for few files by this, in its own native code. Not where a glob selects files that have no word of ours in
 * them, nor in the development server, which follows uno-trace.json.
 */
function contentFilter(options: UnoTraceOptions): RegExp | undefined {
  const folder = process.cwd();
  const isHere = CONFIGS.some((name) => existsSync(join(folder, name)));
  if (process.env.NODE_ENV !== "production" || !isHere) return undefined;
  const { config, diagnostics } = loadConfig(sourceOf(options, folder));
  const globs = [
    ...config.include,
    ...config.rules.flatMap(({ files = [], trace }) => (trace === false ? [] : files)),
  ];
  return diagnostics.length === 0 && globs.every(isNegated) ? MAY_HOLD_SITE : undefined;
}
