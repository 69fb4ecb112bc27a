// What Jest hands to transformers and takes from them, as far as ours reads it: nobody needs its types to compile a configuration.

/** A project of Jest, its configuration normalised. */
export interface ProjectConfig {
  /** Absolute. */
  readonly rootDir: string;
  readonly automock?: boolean;
  readonly unmockedModulePathPatterns?: readonly string[];
}

/** What is known of a file that is to be transformed. */
export interface TransformRequest {
  readonly config: ProjectConfig;
  /** The same as text: a transformer without a cache key has it in Jest's. */
  readonly configString: string;
  /** Whether Istanbul's counters are wanted. */
  readonly instrument: boolean;
  /** Whether coverage is counted, by Istanbul or by V8. */
  readonly collectCoverage?: boolean;
  readonly transformerConfig?: unknown;
}

/** Code with its map. */
export interface TransformedSource {
  readonly code: string;
  /** Source map version 3, as an object or as text; absent where it is in a comment of the code, or none was made. */
  readonly map?: object | string | null;
}

type Transform<Result> = (text: string, path: string, request: TransformRequest) => Result;

/** What is made of a file, at once or later; Jest asks for one of them. */
export interface OtherTransformer {
  readonly canInstrument?: boolean;
  readonly getCacheKey?: Transform<string>;
  readonly getCacheKeyAsync?: Transform<Promise<string>>;
  readonly process?: Transform<TransformedSource>;
  readonly processAsync?: Transform<Promise<TransformedSource>>;
}

/** Ours, which has all of them. */
export interface JestTransformer extends Required<OtherTransformer> {}
