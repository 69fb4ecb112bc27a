// What the plugins read of Bun, whose own types are not asked for.

/** A loader of Bun's that takes code. */
export type BunLoader = "js" | "jsx" | "ts" | "tsx";

/** What `onLoad` is asked; the loader is there in a build alone. */
export interface OnLoadArgs {
  readonly path: string;
  readonly loader?: string;
}

/** What `onLoad` answers. A running program takes no other answer, a build takes none as well. */
export interface Loaded {
  readonly contents: string;
  readonly loader: BunLoader;
}

interface Filter {
  readonly filter: RegExp;
}

/** What `Bun.build()` was given. */
export interface BuildConfig {
  readonly target?: "browser" | "bun" | "node";
  readonly packages?: "bundle" | "external";
  readonly external?: readonly string[];
  readonly root?: string;
}

/** A file that was written, or is held in memory. */
export interface BuildOutput {
  readonly path: string;
}

/** What `Bun.build()` is about to return. */
export interface BuildResult {
  readonly success: boolean;
  readonly outputs: readonly BuildOutput[];
}

/** `build` in the `setup` of a plugin of `Bun.build()`. */
export interface BunBuild {
  /** Absent for `Bun.plugin()`, where a program runs. */
  readonly config?: BuildConfig;
  /** What it throws fails the build. */
  onStart(callback: () => void): void;
  onLoad(filter: Filter, callback: (args: OnLoadArgs) => Promise<Loaded | undefined>): void;
  /** Since Bun 1.3; what it throws rejects the build. */
  onEnd?(callback: (result: BuildResult) => Promise<void> | void): void;
}

/** `build` in the `setup` of a plugin of `Bun.plugin()`. */
export interface BunRun {
  onResolve(
    filter: Filter,
    callback: (args: { readonly path: string; readonly importer: string }) => undefined,
  ): void;
  onLoad(filter: Filter, callback: (args: OnLoadArgs) => Loaded): void;
}

/** The global object `Bun`. */
export interface Bun {
  readonly version: string;
  readonly Transpiler: new (options: {
    readonly loader: BunLoader;
  }) => {
    scan(code: string): {
      readonly exports: readonly string[];
      readonly imports: readonly { readonly kind: string }[];
    };
  };
  plugin(plugin: { readonly name: string; setup(build: BunRun): void }): void;
  resolveSync(specifier: string, folder: string): string;
}

/** The global object `Bun`, in Bun. */
export function bunHere(): Bun | undefined {
  return (globalThis as { readonly Bun?: Bun }).Bun;
}

const LOADERS: Readonly<Record<string, BunLoader>> = {
  ".ts": "ts",
  ".mts": "ts",
  ".cts": "ts",
  ".tsx": "tsx",
  ".js": "jsx",
  ".jsx": "jsx",
};

/** The loader that Bun takes for a file by its extension. */
export function loaderOf(path: string): BunLoader {
  return LOADERS[path.slice(path.lastIndexOf("."))] ?? "js";
}
