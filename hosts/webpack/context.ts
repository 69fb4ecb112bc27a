// What webpack and Rspack hand to plugins and loaders, as far as ours reads it: nobody needs their types to compile a configuration.

/** A hook that plugins tap. */
export interface Hook<Arguments extends readonly unknown[]> {
  tap(name: string, listener: (...args: Arguments) => void): void;
}

/** A hook whose listeners are waited for. */
export interface AsyncHook<Arguments extends readonly unknown[]> {
  tapPromise(name: string, listener: (...args: Arguments) => Promise<void>): void;
}

/** A module of a compilation. */
export interface WebpackModule {
  /** Path and query; absent for what has no file. */
  readonly resource?: string;
  readonly loaders?: readonly { readonly loader: string }[];
}

/** One build of a compiler. */
export interface Compilation {
  readonly errors: Error[];
  readonly warnings: Error[];
  readonly fileDependencies: { add(path: string): void };
  readonly missingDependencies: { add(path: string): void };
  readonly modules: Iterable<WebpackModule>;
  readonly hooks: { readonly afterSeal: AsyncHook<[]> };
}

/** A rule of `module.rules`. */
export interface LoaderRule {
  readonly test: RegExp;
  readonly enforce: "pre";
  readonly exclude?: RegExp;
  readonly use: readonly [{ readonly loader: string; readonly ident: string; readonly options: object }];
}

/** webpack's or Rspack's. */
export interface Compiler {
  /** Absolute path of the working directory. */
  readonly context: string;
  /** Rspack's own. */
  readonly rspack?: unknown;
  readonly options: {
    readonly module: { readonly rules: LoaderRule[] };
    readonly externalsPresets?: { readonly node?: boolean };
    readonly externals?: unknown;
  };
  readonly hooks: {
    readonly beforeCompile: AsyncHook<[]>;
    readonly thisCompilation: Hook<[Compilation]>;
    readonly afterEmit: AsyncHook<[Compilation]>;
  };
  getInfrastructureLogger(name: string): { info(message: string): void };
}

/** `this` in a loader. */
export interface LoaderContext {
  /** Path with its query. */
  readonly resource: string;
  readonly loaderIndex: number;
  readonly loaders: readonly unknown[];
  getOptions(): object;
  async(): (error: Error | null, code?: string, map?: unknown) => void;
  addDependency(path: string): void;
  addMissingDependency(path: string): void;
  emitError(error: Error): void;
  emitWarning(error: Error): void;
}
