// What Vite, Rollup and Rolldown hand to a plugin, as far as ours reads it: nobody needs their types to compile a configuration.

/** What is handed to the bundler for printing. */
export interface Log {
  readonly message: string;
  readonly pluginCode: string;
  readonly id?: string;
  readonly loc?: { readonly file: string; readonly line: number; readonly column: number };
  readonly frame?: string;
}

/** Vite's own; Rollup and Rolldown have none. */
export interface Environment {
  readonly name: string;
  readonly config: {
    readonly consumer: "client" | "server";
    readonly dev?: { readonly moduleRunnerTransform?: boolean };
  };
  readonly moduleGraph?: { invalidateAll(): void };
  readonly hot?: { send(payload: { readonly type: "full-reload" }): void };
}

/** `this` in a hook. */
export interface PluginContext {
  /** Vite from 8 on has Rolldown's version as well. */
  readonly meta: { readonly watchMode: boolean; readonly rolldownVersion?: string };
  readonly environment?: Environment;
  error(log: Log): never;
  warn(log: Log): void;
  info(log: Log): void;
  addWatchFile(path: string): void;
  getModuleIds(): Iterable<string>;
  resolve(source: string, importer: string): Promise<{ readonly external?: unknown } | null>;
}

/** A plugin, one's own or another's. */
export interface OtherPlugin {
  readonly name: string;
  readonly load?: unknown;
  readonly transform?: unknown;
}

/** Options of Rollup and Rolldown. */
export interface InputOptions {
  readonly plugins?: unknown;
}

/** Vite's configuration. */
export interface ViteConfig {
  readonly root: string;
  readonly command: "build" | "serve";
  readonly build: { readonly watch?: unknown };
  readonly plugins: readonly OtherPlugin[];
}

/** Vite's development server. */
export interface ViteServer {
  readonly watcher: { add(paths: readonly string[]): void };
}

/** What runs tests, from Vitest 3.1 on; coverage may be turned on and off while it watches. */
export interface Vitest {
  readonly config: { readonly coverage: { readonly enabled: boolean } };
}
