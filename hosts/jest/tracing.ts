// What one entry of `transform` knows: the configuration, the transformer behind ours, and what it made of each file.
import { createHash } from "node:crypto";
import { ownVersion } from "../../install/own-version.js";
import { isDeclarationFile, isSourceFile } from "../../transformer/config/globs.js";
import { mockedRuntime } from "../../transformer/diagnostics/build.js";
import { moduleKindOf } from "../../transformer/source/module-kind.js";
import { sourceOf } from "../options.js";
import { Project } from "../project.js";
import { rewrite } from "../rewriting/rewrite.js";
import { withoutByteOrderMark } from "../source-text.js";
import type { OtherTransformer, ProjectConfig, TransformedSource, TransformRequest } from "./context.js";
import { loadTransformer } from "./inner.js";
import { composed, type TracedText, withMap } from "./maps.js";
import { judge } from "./messages.js";
import { isMockedIn } from "./mocked-runtime.js";
import type { UnoTraceJestOptions } from "./options.js";
import { typesIn, uncheckedText } from "./types-check.js";

const DEFAULT = "babel-jest";

/** What the other transformer is handed, one after the other, and what becomes of one of the results. */
interface Prepared {
  readonly texts: readonly string[];
  /** Which of the results is the traced one. */
  readonly at: number;
  finish(written: TransformedSource): TransformedSource;
}

/** The state behind the transformer. Jest makes one for each project, and in each file of tests anew. */
export class Tracing {
  readonly #options: UnoTraceJestOptions;
  #project: Project | undefined;
  #inner: OtherTransformer | undefined;

  constructor(options: UnoTraceJestOptions) {
    this.#options = options;
  }

  /** Whether the other transformer puts Istanbul's counters in by itself. */
  get canInstrument(): boolean {
    return this.#inner?.canInstrument === true;
  }

  /** The key under which Jest keeps a result: of our version, options and configuration, and of the other transformer. */
  cacheKey(text: string, path: string, request: TransformRequest): string {
    const inner = this.#open(request.config);
    const key = inner.getCacheKey?.(text, path, this.#handedOn(request));
    return this.#keyAround(key ?? plainKey(text, path, request), path, request);
  }

  /** The same for an ES module. */
  async cacheKeyAsync(text: string, path: string, request: TransformRequest): Promise<string> {
    const inner = this.#open(request.config);
    const handed = this.#handedOn(request);
    const key = inner.getCacheKeyAsync
      ? await inner.getCacheKeyAsync(text, path, handed)
      : inner.getCacheKey?.(text, path, handed);
    return this.#keyAround(key ?? plainKey(text, path, request), path, request);
  }

  /**
   * Transforms a file that is loaded by `require`.
   * @throws Error for what fails a build, and where the other transformer can only be waited for
   */
  process(text: string, path: string, request: TransformRequest): TransformedSource {
    const inner = this.#open(request.config);
    const { texts, at, finish } = this.#prepare(inner, text, path, request);
    const run = (source: string) => {
      if (inner.process) return inner.process(source, path, this.#handedOn(request));
      throw new Error(
        `uno-trace/jest: the transformer ${this.#name} has no \`process\`, so that it transforms ES modules alone`,
      );
    };
    return finish(texts.map(run)[at] as TransformedSource);
  }

  /** The same for an ES module. */
  async processAsync(text: string, path: string, request: TransformRequest): Promise<TransformedSource> {
    const inner = this.#open(request.config);
    const { texts, at, finish } = this.#prepare(inner, text, path, request);
    const run = async (source: string): Promise<TransformedSource> => {
      const handed = this.#handedOn(request);
      if (inner.processAsync) return inner.processAsync(source, path, handed);
      return (inner as Required<OtherTransformer>).process(source, path, handed);
    };
    const written: TransformedSource[] = [];
    for (const each of texts) written.push(await run(each));
    return finish(written[at] as TransformedSource);
  }

  get #name(): string {
    return this.#options.transformer ?? DEFAULT;
  }

  #open({ rootDir }: ProjectConfig): OtherTransformer {
    this.#inner ??= loadTransformer(this.#name, this.#options.options ?? {}, rootDir);
    this.#project ??= new Project(sourceOf(this.#options, rootDir), rootDir);
    const { faults, config } = this.#project;
    judge(faults, config.text, rootDir);
    return this.#inner;
  }

  #handedOn(request: TransformRequest): TransformRequest {
    return { ...request, transformerConfig: this.#options.options ?? {} };
  }

  #keyAround(inner: string, path: string, request: TransformRequest): string {
    const { config } = request;
    const kind = moduleKindOf(path, { moduleSyntax: false });
    const own = [ownVersion(), this.#project?.config.version, kind, isMockedIn(config), isCounted(request)];
    return createHash("sha256")
      .update(JSON.stringify([own, this.#options, inner]))
      .digest("hex");
  }

  #prepare(inner: OtherTransformer, text: string, path: string, request: TransformRequest): Prepared {
    const traced = this.#traced(text, path, request);
    if (!traced) return { texts: [text], at: 0, finish: (written) => this.#accepted(written, request) };
    const { handed } = traced;
    switch (typesIn(inner, this.#options.options)) {
      case "none":
        return { texts: [handed], at: 0, finish: (written) => composed(written, traced) };
      case "known":
        return { texts: [text, handed], at: 1, finish: (written) => composed(written, traced) };
      case "checked": {
        // At the end the source again: the types of other files are checked against it.
        const texts = [text, uncheckedText(handed), text];
        return { texts, at: 1, finish: (written) => composed(written, traced, 1) };
      }
    }
  }

  /** What the other transformer accepts and our parser does not is a loss. */
  #accepted(written: TransformedSource, { config }: TransformRequest): TransformedSource {
    judge(this.#project?.end() ?? [], "", config.rootDir);
    return written;
  }

  /** The traced text of a file; `undefined` where nothing is. */
  #traced(text: string, path: string, request: TransformRequest): TracedText | undefined {
    const { config } = request;
    const project = this.#project;
    if (!project || !isSourceFile(path) || isDeclarationFile(path)) return undefined;
    const source = withoutByteOrderMark(text);
    if (!project.mayRewrite(path, source)) return undefined;
    const { code, map, diagnostics } = project.rewriteNow(
      path,
      source,
      {
        keepMocks: true,
        coverage: isCounted(request),
      },
      () => rewrite,
    );
    judge(diagnostics, source, config.rootDir);
    if (code === undefined || !map) return undefined;
    if (!isMockedIn(config)) return withMap({ code, map, source, path, takesMap: this.canInstrument });
    judge([mockedRuntime(path)], "", config.rootDir);
    return undefined;
  }
}

function isCounted({ instrument, collectCoverage }: TransformRequest): boolean {
  return instrument || collectCoverage === true;
}

/** What Jest itself takes for a transformer that has no key. */
function plainKey(text: string, path: string, { configString, instrument }: TransformRequest): string {
  return JSON.stringify([text, path, configString, instrument]);
}
