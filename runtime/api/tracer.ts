// The tracer: spans made by hand, and what happens to all spans (sampler, processors, flush, shutdown).

import { exit, returned } from "../abi/instrument.js";
import { seekFrames } from "../context/frames.js";
import { currentNode, spanOf } from "../context/nodes.js";
import { watchRequests } from "../context/request-start.js";
import { attempt, describeFault, report, reportError } from "../ground/faults.js";
import { ENDED, INVALID, UNSAMPLED } from "../ground/flags.js";
import type { LocalSpan } from "../model/local-span.js";
import type { SpanProcessor } from "../model/processor.js";
import type { Site } from "../model/site.js";
import type { DisposableSpan, Span } from "../model/span.js";
import type { OpenTelemetrySampler } from "../model/span-maker.js";
import type { SpanOptions } from "../model/span-options.js";
import { change } from "../recording/details.js";
import { failSpan } from "../recording/failure.js";
import { type Sampler, traitsOf } from "../sampling/sampler.js";
import { openByHand } from "../span/disposal.js";
import { handMadeSite } from "../span/sites.js";
import { releaseAll } from "../span/slow-end.js";
import { SpanNode } from "../span/span-node.js";
import { noTrace } from "../span/traces.js";
import { ForeignSampler, isForeignSampler } from "../start/foreign-sampler.js";
import { startSpan } from "../start/start.js";
import { refresh, state } from "../state/state.js";

const STAND_IN = handMadeSite("", 0, false);

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
  withSpan<T>(name: string, options: SpanOptions | undefined, fn: (span: Span) => T): T;
  withSpan<T>(
    name: string,
    options: SpanOptions | ((span: Span) => T) | undefined,
    fn?: (span: Span) => T,
  ): T {
    const body = typeof options === "function" ? options : fn;
    if (typeof body !== "function") throw new TypeError("withSpan: expected a function to run");
    const span = open(name, typeof options === "function" ? undefined : options);
    try {
      return returned(span, body(span ?? standIn()));
    } catch (error) {
      if (span !== undefined) attempt("an exception could not be recorded", () => failSpan(span, error));
      throw error;
    } finally {
      exit(span);
    }
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
    return span === undefined ? standIn() : openByHand(span);
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
    state.judge = isForeign ? new ForeignSampler(sampler) : undefined;
    state.maker = state.bridge ?? state.judge;
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

/** Starts a span by hand and makes it current. */
export function open(name: string, options: SpanOptions | undefined): LocalSpan | undefined {
  if (!state.on) return undefined;
  try {
    return openSite(handMadeSite(String(name), options?.kind ?? 0, options?.root === true), options);
  } catch (error) {
    reportError("a span could not be started", error);
    return undefined;
  }
}

/** The same for a site that exists. */
export function openSite(site: Site, options: SpanOptions | undefined): LocalSpan | undefined {
  if (!state.on) return undefined;
  const span = begin(site, options);
  if (span === undefined) return undefined;
  span.previous = state.storage.getStore();
  state.storage.enterWith(span);
  return span;
}

/** Starts a span for a site, without making it current. */
export function begin(site: Site, options: SpanOptions | undefined): LocalSpan | undefined {
  if (!state.on) return undefined;
  try {
    const span = startSpan(site, state.storage.getStore(), options);
    // A sampler that looks at attributes and links has put them there.
    const isDescribed = state.maker !== undefined && state.maker === state.judge;
    if (span !== undefined && options && !isDescribed) change(() => describe(span, options));
    return span;
  } catch (error) {
    reportError("a span could not be started", error);
    return undefined;
  }
}

function describe(span: LocalSpan, { attributes, links }: SpanOptions): void {
  if (attributes !== undefined) span.setAttributes(attributes);
  if (links !== undefined) span.addLinks(links);
}

// What the program gets when nothing is recorded: a span with the current ids, or without any.
function standIn(): LocalSpan {
  const current = state.on ? spanOf(currentNode()) : undefined;
  const trace = current === undefined ? noTrace() : current.trace;
  const flags = UNSAMPLED | ENDED | (current === undefined ? INVALID : 0);
  const span = new SpanNode(STAND_IN, trace, undefined, undefined, flags, Number.NaN);
  if (current !== undefined) {
    current.ensureId();
    span.idHigh = current.idHigh;
    span.idLow = current.idLow;
  }
  return span;
}
