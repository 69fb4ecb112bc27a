// What Jest hands to transformers and takes from them, as far as ours reads it: nobody needs its types to compile a configuration.

/** A project of Jest, its configuration normalised. */
export interface ProjectConfig {
  /** Its folder, absolute. */
  readonly rootDir: string;
  /** Whether every module is replaced by a mock. @default false */
  readonly automock?: boolean;
  /** Regular expressions for paths of modules that `automock` leaves. */
  readonly unmockedModulePathPatterns?: readonly string[];
}

/** What is known of a file that is to be transformed. */
export interface TransformRequest {
  /** The project that the file belongs to. */
  readonly config: ProjectConfig;
  /** The same as text: a transformer without a cache key has it in Jest's. */
  readonly configString: string;
  /** Whether Istanbul's counters are wanted. */
  readonly instrument: boolean;
  /** Whether coverage is counted, by Istanbul or by V8. */
  readonly collectCoverage?: boolean;
  /** Options of the transformer, from the entry in `transform`. */
  readonly transformerConfig?: unknown;
}

/** Code with its map. */
export interface TransformedSource {
  /** CommonJS, or an ES module where Jest takes one. */
  readonly code: string;
  /** Source map version 3, as an object or as text; absent where it is in a comment of the code, or none was made. */
  readonly map?: object | string | null;
}

/** A method of a transformer: the text of a file, its absolute path, and what else is known. */
type Transform<Result> = (text: string, path: string, request: TransformRequest) => Result;

/** What is made of a file, at once or later; Jest asks for one of them. */
export interface OtherTransformer {
  /** Whether it puts Istanbul's counters in by itself. @default false */
  readonly canInstrument?: boolean;
  /** Key under which Jest keeps what `process` gave. */
  readonly getCacheKey?: Transform<string>;
  /** The same for `processAsync`. */
  readonly getCacheKeyAsync?: Transform<Promise<string>>;
  /** Transforms a file that is loaded by `require`. */
  readonly process?: Transform<TransformedSource>;
  /** Transforms an ES module. */
  readonly processAsync?: Transform<Promise<TransformedSource>>;
}

/** Ours, which has all of them. */
export interface JestTransformer extends Required<OtherTransformer> {}
