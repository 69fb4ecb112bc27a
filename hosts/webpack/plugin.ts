// What webpack and Rspack call: a plugin that adds our loader in front of all others, and speaks for it.
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { ownVersion } from "../../install/own-version.js";
import type { Config } from "../../transformer/model/config-file.js";
import type { UnoTraceOptions } from "../options.js";
import { openProject } from "../project.js";
import type { Compiler, LoaderRule } from "./context.js";
import { type Purpose, Tracing } from "./tracing.js";

const NAME = "uno-trace";
const LOADER = fileURLToPath(new URL("./loader.js", import.meta.url));

/** A plugin of webpack and Rspack. */
export interface UnoTraceWebpackPlugin {
  /** Called with the compiler. */
  // biome-ignore lint/suspicious/noExplicitAny: the compiler's own type, which need not be installed
  apply(compiler: any): void;
}

/**
 * Makes the plugin, from options that have been checked.
 * @param purpose what is not said here is read from the compiler's options; `untraced` makes a warning of what is logged else
 */
export function pluginFor(options: UnoTraceOptions, purpose: Partial<Purpose> = {}): UnoTraceWebpackPlugin {
  return { apply: (compiler: Compiler) => setUp(compiler, options, purpose) };
}

function setUp(compiler: Compiler, options: UnoTraceOptions, purpose: Partial<Purpose>): void {
  const { context: folder } = compiler;
  const project = openProject(options, folder);
  const tracing = new Tracing(project, folder, { leavesOut: () => isForBrowsers(compiler), ...purpose });
  // The last of them is the first to be run.
  compiler.options.module.rules.push(ruleOf(project.config, tracing, [options, purpose]));
  compiler.hooks.beforeCompile.tapPromise(NAME, async () => tracing.start());
  const logger = compiler.getInfrastructureLogger(NAME);
  // Rspack's modules from its cache on disk do not say which loaders they went through.
  const loader = compiler.rspack === undefined ? LOADER : undefined;
  compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
    tracing.report(compilation);
    const inform = (told: Error) =>
      purpose.untraced ? compilation.warnings.push(told) : logger.info(told.message);
    compilation.hooks.afterSeal.tapPromise(NAME, () => tracing.end(compilation, inform, loader));
  });
  // `output.clean` takes out what is no asset, before.
  compiler.hooks.afterEmit.tapPromise(NAME, async (compilation) => tracing.writeManifest(compilation));
}

/** A bundle for Node leaves Node's own modules outside; one that leaves the runtime outside does not say where it runs. */
function isForBrowsers({ options: { externalsPresets, externals } }: Compiler): boolean {
  return externalsPresets?.node !== true && !mayLeaveRuntimeOutside(externals);
}

/** What a function leaves outside is not known before it is asked. */
function mayLeaveRuntimeOutside(externals: unknown): boolean {
  return [externals]
    .flat()
    .some((each) => typeof each === "function" || describe(each).includes("uno-trace"));
}

function describe(external: unknown): string {
  return typeof external === "object" && !(external instanceof RegExp)
    ? JSON.stringify(external)
    : String(external);
}

function ruleOf(config: Config, tracing: Tracing, given: unknown): LoaderRule {
  const globs = [...config.include, ...config.rules.flatMap(({ files = [] }) => files)];
  const hasInstalled = globs.some((glob) => glob.includes("node_modules"));
  return {
    test: /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/,
    enforce: "pre",
    ...(hasInstalled ? {} : { exclude: /[\\/]node_modules[\\/]/ }),
    use: [{ loader: LOADER, ident: identOf(given), options: { tracing } }],
  };
}

/** Part of the name under which results are kept on disk: another release, or another object, makes others. */
function identOf(given: unknown): string {
  return `${NAME}-${createHash("sha1")
    .update(JSON.stringify([ownVersion(), given]))
    .digest("hex")}`;
}
