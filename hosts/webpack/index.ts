// The glue of webpack and Rspack: a plugin that adds our loader in front of all others, and speaks for it.
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { ownVersion } from "../../install/own-version.js";
import type { Config } from "../../transformer/model/config-file.js";
import { checkOptions, type UnoTraceOptions } from "../options.js";
import { openProject } from "../project.js";
import type { Compiler, LoaderRule } from "./context.js";
import { Tracing } from "./tracing.js";

const NAME = "uno-trace";
const LOADER = fileURLToPath(new URL("./loader.js", import.meta.url));

/** A plugin of webpack and Rspack. */
export interface UnoTraceWebpackPlugin {
  /** Called with the compiler. */
  // biome-ignore lint/suspicious/noExplicitAny: the compiler's own type, which need not be installed
  apply(compiler: any): void;
}

/**
 * Makes the plugin for `plugins` of webpack or Rspack.
 * @param options where the configuration is
 * @returns a plugin that traces what is built for Node, by a loader in front of all others; the configuration is read again
 * at each start of a build
 * @throws TypeError for what is no object, and for an option that there is not
 */
export function unoTrace(options: UnoTraceOptions = {}): UnoTraceWebpackPlugin {
  checkOptions(options);
  return { apply: (compiler: Compiler) => setUp(compiler, options) };
}

export default unoTrace;
export type { UnoTraceOptions } from "../options.js";

function setUp(compiler: Compiler, options: UnoTraceOptions): void {
  const { context: folder } = compiler;
  const project = openProject(options, folder);
  const tracing = new Tracing(project, folder, () => isForBrowsers(compiler));
  // The last of them is the first to be run.
  compiler.options.module.rules.push(ruleOf(project.config, tracing, options));
  compiler.hooks.beforeCompile.tapPromise(NAME, async () => tracing.start());
  const logger = compiler.getInfrastructureLogger(NAME);
  const inform = (text: string) => logger.info(text);
  // Rspack's modules from its cache on disk do not say which loaders they went through.
  const loader = compiler.rspack === undefined ? LOADER : undefined;
  compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
    tracing.report(compilation);
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

function ruleOf(config: Config, tracing: Tracing, options: UnoTraceOptions): LoaderRule {
  const globs = [...config.include, ...config.rules.flatMap(({ files = [] }) => files)];
  const hasInstalled = globs.some((glob) => glob.includes("node_modules"));
  return {
    test: /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/,
    enforce: "pre",
    ...(hasInstalled ? {} : { exclude: /[\\/]node_modules[\\/]/ }),
    use: [{ loader: LOADER, ident: identOf(options), options: { tracing } }],
  };
}

/** Part of the name under which results are kept on disk: another release, or another object, makes others. */
function identOf(options: UnoTraceOptions): string {
  return `${NAME}-${createHash("sha1")
    .update(JSON.stringify([ownVersion(), options]))
    .digest("hex")}`;
}
