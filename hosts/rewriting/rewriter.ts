// A file in; its instrumented text out: known from before, made by a thread, or made here.
import { type CacheOption, Results, type RewriteRequest } from "./results.js";
import type { rewrite as Rewrite, Rewritten } from "./rewrite.js";

/** Files that wait at the same time, above which threads are worth their start. */
const MANY = 16;

/** Rewrites the files of one host. What parses and writes is loaded with the first file that is not known. */
export class Rewriter {
  readonly #results: Results;
  #waiting = 0;

  constructor(cache: CacheOption) {
    this.#results = new Results(cache);
  }

  /** Rewrites one file; where many wait at once, threads take them. */
  async rewrite(request: RewriteRequest): Promise<Rewritten> {
    const known = this.#results.get(request);
    if (known) return known;
    this.#waiting++;
    try {
      return this.#results.keep(request, await this.#make(request));
    } finally {
      this.#waiting--;
    }
  }

  /**
   * The same at once.
   * @param load how the host loads `rewrite`
   */
  rewriteNow(request: RewriteRequest, load: () => typeof Rewrite): Rewritten {
    const known = this.#results.get(request);
    if (known) return known;
    const { path, text, config, options } = request;
    return this.#results.keep(request, load()(path, text, config, options));
  }

  async #make(request: RewriteRequest): Promise<Rewritten> {
    if (this.#waiting > MANY) {
      const { rewriteInThread } = await import("./rewrite-threads.js");
      const made = await rewriteInThread(request);
      if (made) return made;
    }
    const { rewrite } = await import("./rewrite.js");
    const { path, text, config, options } = request;
    return rewrite(path, text, config, options);
  }
}
