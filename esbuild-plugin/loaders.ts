// A file's name and the build's options in; the loader that esbuild uses for it out, and whether that reads code.
import { extname } from "node:path";
import type { Loader, PluginBuild } from "esbuild";

const LOADERS: Readonly<Record<string, Loader>> = {
  ".ts": "ts",
  ".mts": "ts",
  ".cts": "ts",
  ".tsx": "tsx",
  ".jsx": "jsx",
};

/** The loader for a file by its extension. */
export function loaderOf(path: string, build: PluginBuild): Loader {
  const extension = extname(path);
  return build.initialOptions.loader?.[extension] ?? LOADERS[extension] ?? "js";
}

const CODE_LOADERS: ReadonlySet<Loader> = new Set(["js", "jsx", "ts", "tsx", "default"]);

/** A file that is imported as text, as bytes or as a URL is data, whatever its name says. */
export function isCode(loader: Loader, attributes: Readonly<Record<string, string>>): boolean {
  return CODE_LOADERS.has(loader) && attributes.type === undefined;
}

/** In an ES module that esbuild writes, a `require` of a package that stays outside would throw. */
export function writesModules({ initialOptions: { format, bundle, platform } }: PluginBuild): boolean {
  return format === "esm" || (format === undefined && bundle === true && platform === "neutral");
}
