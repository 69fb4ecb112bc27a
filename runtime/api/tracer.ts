// The tracer: spans made by hand, and what happens to all spans (sampler, processors, flush, shutdown).

import { seekFrames } from "../context/frames.js";
import { watchRequests } from "../context/request-start.js";
import { attempt, describeFault, report } from "../ground/faults.js";
import type { SpanProcessor } from "../model/processor.js";
import type { OpenTelemetrySampler } from "../model/sampling.js";
import type { DisposableSpan, Span } from "../model/span.js";
import type { SpanLike, SpanOptions, WithSpanOptions } from "../model/span-options.js";
import { isForeignSampler, type Sampler, traitsOf } from "../sampling/sampler.js";
import { openByHand } from "../span/disposal.js";
import { releaseAll } from "../span/slow-end.js";
import { refresh, state } from "../state/state.js";
import { open, standIn, start } from "./by-hand.js";
import { isSpanLike, runWithGiven } from "./given-span.js";
import { runInside } from "./run-inside.js";

type Body<T> = (span: Span) => T;

/** Makes spans and says what becomes of them. There is one for each process: `getTracer()`. */
export class Tracer {
  /**
   * Runs `fn` inside a new span that ends when it returns, throws, or when the native promise that it returns settles.
   * A returned value or thrown error goes through unchanged; a native promise is replaced by one that settles alike.
   * @throws TypeError if there is no function to run
   * @example
   * const order = await getTracer().withSpan("load order", { attributes: { id } }, () => load(id));
   */
  withSpan<T>(name: string, fn: (span: Span) => T): T;
  withSpan<T>(name: string, options: WithSpanOptions | undefined, fn: (span: Span) => T): T;
  /**
   * Runs `fn` inside a span that exists, of `startSpan` or of OpenTelemetry's API: the current context with that span
   * in it. The span is not ended, and what `fn` throws is not recorded: that is up to whoever started it. What `fn`
   * returns or throws goes through as it is, and asynchronous work that it begins stays inside.
   * @throws TypeError if there is no function to run
   * @example
   * const span = getTracer().startSpan("job", { startTime: job.queuedAt });
   * await getTracer().withSpan(span, () => work(job));
   * span.end();
   */
  withSpan<T, S extends SpanLike>(span: S, fn: (span: S) => T): T;
  withSpan<T>(name: string | SpanLike, options: WithSpanOptions | Body<T> | undefined, fn?: Body<T>): T {
    const body = typeof options === "function" ? options : fn;
    if (typeof body !== "function") throw new TypeError("withSpan: expected a function to run");
    if (typeof name !== "string" && isSpanLike(name))
      return runWithGiven(name, body as unknown as (span: SpanLike) => T);
    const chosen = typeof options === "function" ? undefined : options;
    const span = open(name, chosen);
    return runInside(span, body, undefined, [span ?? standIn(chosen)]);
  }

  /**
   * Starts a span that is current until it is disposed of or ended; then what was current before it is again. Its status
   * stays unset unless you set one. In an async function or a generator that no build rewrites use `withSpan`: what a
   * caller does while the function waits would be inside the span, too.
   * @example
   * using span = getTracer().createSpan("parse");
   */
  createSpan(name: string, options?: SpanOptions): DisposableSpan {
    const span = open(name, options);
    return span === undefined ? standIn(options) : openByHand(span);
  }

  /**
   * Starts a span that is not current, for work that begins in one place and ends in another: you end it yourself. What
   * is to be inside of it runs with `withSpan(span, fn)`. Its status stays unset unless you set one. Where nothing is
   * recorded you get a span that records nothing and has the parent's ids.
   * @example
   * const span = getTracer().startSpan("wait for a lock", { startTime: asked, parent: request.span });
   * lock.once("acquired", () => span.end());
   */
  startSpan(name: string, options?: SpanOptions): Span {
    return start(name, options) ?? standIn(options);
  }

  /**
   * Replaces the sampler, by default `parentBased(alwaysOn)`. A `Sampler` of OpenTelemetry's SDK is taken as it is.
   * @throws TypeError if it is neither a function nor an object with `shouldSample`
   */
  setSampler(sampler: Sampler | OpenTelemetrySampler): void {
    const isForeign = isForeignSampler(sampler);
    if (typeof sampler !== "function" && !isForeign)
      throw new TypeError("setSampler: expected a function, or a sampler of OpenTelemetry");
    state.settings = { ...state.settings, sampler };
    state.judge = isForeign ? sampler : undefined;
    const { children, share } = traitsOf(sampler);
    state.asksChildren = !children;
    state.share = share;
  }

  /**
   * Adds a processor. Tracing is off until there is one.
   * @throws TypeError if it has no `onEnd`
   */
  addProcessor(processor: SpanProcessor): void {
    if (typeof processor?.onEnd !== "function") {
      throw new TypeError("addProcessor: expected a span processor, an object with onEnd(span)");
    }
    state.bridge?.giveWay();
    state.processors = [...state.processors, processor];
    refresh();
    seekFrames();
    watchRequests();
  }

  /** Exports what has ended so far, spans held back by `min` included. Never rejects; faults are reported once. */
  async forceFlush(): Promise<void> {
    attempt("spans could not be flushed", releaseAll);
    await settleAll(state.processors, "forceFlush");
  }

  /** Exports what has ended, shuts all processors down and turns tracing off. Never rejects. */
  async shutdown(): Promise<void> {
    attempt("spans could not be flushed", releaseAll);
    const processors = state.processors;
    state.processors = [];
    refresh();
    await settleAll(processors, "shutdown");
  }
}

/** Removes processors from the tracer and shuts them down; the others stay. */
export async function retire(processors: readonly SpanProcessor[]): Promise<void> {
  attempt("spans could not be flushed", releaseAll);
  const present = processors.filter((processor) => state.processors.includes(processor));
  state.processors = state.processors.filter((processor) => !present.includes(processor));
  refresh();
  await settleAll(present, "shutdown");
}

/** Awaits one method of each processor; what they throw is reported. */
export async function settleAll(
  processors: readonly SpanProcessor[],
  method: "forceFlush" | "shutdown",
): Promise<void> {
  const calls = processors.map(async (processor) => {
    try {
      await processor[method]?.();
    } catch (error) {
      report(`${method} of a span processor failed: ${describeFault(error)}`);
    }
  });
  await Promise.all(calls);
}

/** The tracer of this process. */
export function getTracer(): Tracer {
  state.tracer ??= new Tracer();
  return state.tracer as Tracer;
}
