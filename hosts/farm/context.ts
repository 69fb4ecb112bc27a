// What Farm hands to a plugin, as far as ours reads it: nobody needs its types to compile a configuration.

/** `this` of other bundlers' hooks is an argument here. */
export interface FarmContext {
  /** Lets Farm transform a module anew when another file changes. */
  addWatchFile(module: string, file: string): void;
}

/** A module before Farm has compiled it. */
export interface FarmModule {
  readonly resolvedPath: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly content: string;
  readonly moduleType: string;
}

/** What `transform` answers. */
export interface FarmTransformed {
  readonly content: string;
  readonly moduleType: string;
  /** As JSON. */
  readonly sourceMap: string;
}

/** A plugin, one's own or another's. */
interface OtherPlugin {
  readonly name: string;
  readonly load?: unknown;
  readonly transform?: unknown;
}

/** Farm's configuration once it is complete, in front of the compiler. */
export interface FarmConfig {
  readonly root: string;
  readonly compilation: {
    readonly output?: { readonly targetEnv?: string };
    readonly external?: readonly unknown[];
    /** Its `envs` are part of the name under which what was made of a module is kept. */
    readonly persistentCache?: false | { envs?: Readonly<Record<string, string>> };
  };
  readonly jsPlugins: readonly OtherPlugin[];
  readonly rustPlugins?: readonly unknown[];
}
