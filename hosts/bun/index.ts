// The glue of Bun.build(): what its hooks ask goes to the host's project, what that says goes to stderr or fails the build.
import { checkOptions, type UnoTraceOptions } from "../options.js";
import type { BunBuild } from "./context.js";
import { Tracing } from "./tracing.js";

/** A plugin of `Bun.build()`. */
export interface UnoTracePlugin {
  /** `uno-trace`. */
  readonly name: string;
  /** Bun calls it for each build. */
  setup(build: object): void;
}

/** Source files; which of them hold something to trace, their text says. */
const SOURCES = /\.[cm]?[jt]sx?$/;

/**
 * Makes the plugin for `plugins` of `Bun.build()`. Put it first: Bun asks one plugin for each file.
 * @param options where the configuration is
 * @returns a plugin that reads the configuration when a build starts, leaves bundles for browsers alone, and lets the source
 * maps that the build writes lead to the sources
 * @throws TypeError for what is no object, and for an option that there is not; Error in `Bun.plugin()`, for which there is
 * uno-trace/loader, and in esbuild
 */
export function unoTrace(options: UnoTraceOptions = {}): UnoTracePlugin {
  checkOptions(options);
  return { name: "uno-trace", setup: (build) => setUp(build as BunBuild, options) };
}

export default unoTrace;
export type { UnoTraceOptions } from "../options.js";

function setUp(build: BunBuild, options: UnoTraceOptions): void {
  const { config } = build;
  if (!config) throw new Error(mistaken());
  const tracing = new Tracing(options, config, process.cwd());
  build.onStart(() => tracing.start());
  build.onLoad({ filter: SOURCES }, (args) => tracing.load(args));
  build.onEnd?.((result) => tracing.end(result));
}

function mistaken(): string {
  const mend =
    "bun" in process.versions
      ? "A program is traced as it is loaded by `bun --preload uno-trace/loader`, or `preload` in bunfig.toml."
      : 'Import unoTrace from "uno-trace/esbuild-plugin" in its place for esbuild.';
  return `unoTrace: this plugin is the one for Bun.build(), so that nothing would be traced here. ${mend}`;
}
