// The glue of Vite, Rollup and Rolldown, whose plugins have one form: what their hooks ask goes to the host's project.
import { checkOptions, type UnoTraceOptions } from "../options.js";
import type { InputOptions, PluginContext, ViteConfig, ViteServer, Vitest } from "./context.js";
import { BY_NAME, type TransformFilter } from "./filter.js";
import { Tracing } from "./tracing.js";

/** A plugin of Vite, Rollup, Rolldown, and what stands on them (Vitest, tsdown). */
export interface UnoTracePlugin {
  /** `uno-trace`. */
  readonly name: string;
  /** Vite's own plugins take comments away. */
  readonly enforce: "pre";
}

/**
 * Makes the plugin for `plugins` of Vite, Vitest, Rollup, Rolldown or tsdown.
 * @param options where the configuration is
 * @returns a plugin that reads the configuration again when it changes, and leaves bundles for browsers alone
 * @throws TypeError for what is no object, and for an option that there is not
 */
export function unoTrace(options: UnoTraceOptions = {}): UnoTracePlugin {
  checkOptions(options);
  const tracing = new Tracing(options);
  let isServed = false;
  const transform = {
    order: "pre" as const,
    filter: BY_NAME as TransformFilter,
    handler(this: PluginContext, code: string, id: string) {
      return tracing.transform(this, code, id);
    },
  };
  return {
    name: "uno-trace",
    enforce: "pre",
    ...{
      configResolved(config: ViteConfig) {
        const isWatching = config.command === "serve" || Boolean(config.build.watch);
        isServed ||= config.command === "serve";
        transform.filter = tracing.open(config.root, config.plugins, isWatching);
      },
      options(this: Pick<PluginContext, "meta">, { plugins }: InputOptions) {
        transform.filter = tracing.openOnce(process.cwd(), plugins, this.meta.watchMode);
      },
      configureVitest({ vitest }: { readonly vitest: Vitest }) {
        tracing.runsIn(vitest);
      },
      // What it returned would be called.
      configureServer({ watcher }: ViteServer) {
        watcher.add(tracing.configFiles);
      },
      buildStart(this: PluginContext) {
        tracing.start(this);
      },
      transform,
      watchChange(this: PluginContext, file: string) {
        tracing.changed(this, file);
      },
      hotUpdate(this: PluginContext, { file }: { readonly file: string }) {
        return tracing.reload(this, file);
      },
      buildEnd(this: PluginContext, failure?: Error) {
        return failure ? undefined : tracing.end(this);
      },
      writeBundle(this: PluginContext) {
        tracing.writeManifest(this);
      },
      // A development server writes no bundle.
      closeBundle(this: PluginContext) {
        if (isServed) tracing.writeManifest(this);
      },
    },
  };
}

export default unoTrace;
export type { UnoTraceOptions } from "../options.js";
