// What esbuild asks of a file in; what our `onLoad` answers out, alone and together with other plugins.
import { Buffer } from "node:buffer";
import { existsSync } from "node:fs";
import type { Loader, OnLoadArgs, OnLoadResult, PluginBuild } from "esbuild";
import type { Project } from "../hosts/project.js";
import { withoutByteOrderMark } from "../hosts/source-text.js";
import { isSourceFile } from "../transformer/config/globs.js";
import { lostDirectives } from "../transformer/diagnostics/build.js";
import type { Load, Loaded } from "./later-plugins.js";
import { isCode, loaderOf, writesModules } from "./loaders.js";
import { messagesOf } from "./messages.js";
import { throughFile } from "./tsup.js";

/** The answers of one build's plugin. */
export class Loads {
  readonly #project: Project;
  readonly #build: PluginBuild;
  readonly #folder: string;

  /** @param folder absolute, to which the paths in messages are relative */
  constructor(project: Project, build: PluginBuild, folder: string) {
    this.#project = project;
    this.#build = build;
    this.#folder = folder;
  }

  /** Loads a file of the disk. */
  own({ path, with: attributes }: OnLoadArgs): Promise<OnLoadResult> | undefined {
    this.#project.see(path);
    const loader = loaderOf(path, this.#build);
    return isCode(loader, attributes) ? this.#read(path, loader) : undefined;
  }

  /** Takes what another plugin loads from the source file of that name. */
  async compose(args: OnLoadArgs, load: Load, plugin: string): Promise<Loaded> {
    const { path, with: attributes } = args;
    const result = await load(args);
    if (result?.contents === undefined) return result;
    this.#project.see(path);
    const { contents, loader = "js" } = result;
    if (!isSourceFile(path) || !isCode(loader, attributes) || !existsSync(path)) return result;
    const text = withoutByteOrderMark(
      typeof contents === "string" ? contents : Buffer.from(contents).toString(),
    );
    const isLost = this.#project.hasLostDirectives(path, text);
    const lost = messagesOf(isLost ? [lostDirectives(path, `the plugin "${plugin}"`)] : [], "", this.#folder);
    const told = withMessages(result, lost);
    if (!this.#project.mayRewrite(path, text)) return isLost ? told : result;
    const written = await this.#rewrite(path, text, loader);
    return this.#watched(withMessages({ ...told, ...written }, told));
  }

  /** Lets another plugin load what ours makes of the source file of that name. */
  async precede(args: OnLoadArgs, load: Load): Promise<Loaded> {
    const own = await this.own(args);
    const text = own?.contents;
    const result = await (typeof text === "string" ? throughFile(args, text, load) : load(args));
    // Where it hands on nothing, ours is asked again.
    if (result?.contents === undefined || !own) return result;
    return this.#watched(withMessages(result, own));
  }

  async #read(path: string, loader: Loader): Promise<OnLoadResult> {
    const watchFiles = [...this.#project.configFiles];
    const pluginName = "uno-trace";
    const text = this.#project.read(path);
    if (text === undefined) return { watchFiles, pluginName };
    return { ...(await this.#rewrite(path, text, loader)), watchFiles, pluginName };
  }

  async #rewrite(path: string, text: string, loader: Loader): Promise<OnLoadResult> {
    const { sourcemap, keepNames } = this.#build.initialOptions;
    const { code, diagnostics } = await this.#project.rewrite(path, text, {
      map: sourcemap ? "inline" : "none",
      // esbuild understands `import` in CommonJS, too.
      moduleKind: writesModules(this.#build) ? "esm" : undefined,
      omitLabels: keepNames === true,
    });
    const contents = code === undefined ? {} : { contents: code, loader };
    return { ...contents, ...messagesOf(diagnostics, text, this.#folder) };
  }

  #watched(result: OnLoadResult): OnLoadResult {
    return { ...result, watchFiles: [...(result.watchFiles ?? []), ...this.#project.configFiles] };
  }
}

/** Adds errors and warnings to those of a result. */
function withMessages(result: OnLoadResult, more: OnLoadResult): OnLoadResult {
  return {
    ...result,
    errors: [...(result.errors ?? []), ...(more.errors ?? [])],
    warnings: [...(result.warnings ?? []), ...(more.warnings ?? [])],
  };
}
