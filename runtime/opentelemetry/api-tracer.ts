// The TracerProvider and Tracer of @opentelemetry/api: names and options in, spans of this tracer out.

import {
  type Context,
  context as contexts,
  INVALID_SPAN_CONTEXT,
  type Span,
  type SpanOptions,
  type Tracer,
  type TracerOptions,
  type TracerProvider,
  trace,
} from "@opentelemetry/api";
import { getTracer } from "../api/tracer.js";
import { nodeOf, spanOf } from "../context/nodes.js";
import { readingAt } from "../ground/clock.js";
import { RECORDING, SAMPLED, SUPPRESSED, UNSAMPLED } from "../ground/flags.js";
import type { LocalSpan } from "../model/local-span.js";
import type { Site } from "../model/site.js";
import type { Attributes, InstrumentationScope, Link } from "../model/span.js";
import { handMadeSite } from "../span/sites.js";
import { newTrace, presentOf } from "../span/traces.js";
import { attach, isSampled, notifyStart } from "../start/start.js";
import { state } from "../state/state.js";
import { ApiSpan, acceptable } from "./api-span.js";
import { ownContext } from "./context-manager.js";

/** Hands out a tracer for each library that asks. */
export class ApiTracerProvider implements TracerProvider {
  private readonly tracers = new Map<string, ApiTracer>();

  getTracer(name?: string, version?: string, options?: TracerOptions): Tracer {
    const schemaUrl = options?.schemaUrl;
    const key = `${name ?? ""}@${version ?? ""}:${schemaUrl ?? ""}`;
    const known = this.tracers.get(key);
    if (known !== undefined) return known;
    const scope = {
      name: name ?? "",
      ...(version !== undefined && { version }),
      ...(schemaUrl !== undefined && { schemaUrl }),
    };
    // One object for one library: exporters group spans by it.
    const tracer = new ApiTracer(Object.freeze(scope));
    this.tracers.set(key, tracer);
    return tracer;
  }

  /** Exports what has ended so far; never rejects. */
  forceFlush(): Promise<void> {
    return getTracer().forceFlush();
  }

  /** Exports what has ended and turns tracing off; never rejects. */
  shutdown(): Promise<void> {
    return getTracer().shutdown();
  }
}

class ApiTracer implements Tracer {
  private readonly scope: InstrumentationScope;

  constructor(scope: InstrumentationScope) {
    this.scope = scope;
  }

  startSpan(name: string, options: SpanOptions = {}, context: Context = contexts.active()): Span {
    const own = ownContext(context);
    const around = options.root === true ? trace.deleteSpan(own) : own;
    const current = nodeOf(around);
    if (current !== undefined && (current.flags & SUPPRESSED) !== 0) {
      return trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
    }
    // As the API itself without a provider: nothing is recorded, and the parent's ids go on.
    if (!state.on) return trace.wrapSpanContext(trace.getSpanContext(around) ?? INVALID_SPAN_CONTEXT);
    const site = handMadeSite(String(name), options.kind ?? 0, false, this.scope);
    const span = startBelow(current, site, options);
    if (state.starters.length > 0) notifyStart(span, current);
    return span;
  }

  startActiveSpan<F extends (span: Span) => unknown>(name: string, fn: F): ReturnType<F>;
  startActiveSpan<F extends (span: Span) => unknown>(
    name: string,
    options: SpanOptions,
    fn: F,
  ): ReturnType<F>;
  startActiveSpan<F extends (span: Span) => unknown>(
    name: string,
    options: SpanOptions,
    context: Context,
    fn: F,
  ): ReturnType<F>;
  startActiveSpan(name: string, ...rest: unknown[]): unknown {
    const fn = rest.at(-1) as ((span: Span) => unknown) | undefined;
    // As the SDK does: without anything to run, nothing happens.
    if (fn === undefined) return undefined;
    const [options, context] = rest.slice(0, -1) as [SpanOptions?, Context?];
    const around = ownContext(context ?? contexts.active());
    const span = this.startSpan(name, options, around);
    return contexts.with(trace.setSpan(around, span), fn, undefined, span);
  }
}

function startBelow(current: LocalSpan | undefined, site: Site, options: SpanOptions): ApiSpan {
  state.started = true;
  const begin = readingAt(options.startTime);
  const links = (options.links ?? []) as Link[];
  if (state.judge !== undefined) {
    const attributes = acceptable(options.attributes as Attributes | undefined);
    return state.judge.begin(ApiSpan, site, current, { attributes, links }, begin);
  }
  const parent = spanOf(current);
  const isLost = current !== undefined && (current.flags & UNSAMPLED) !== 0;
  const line = parent === undefined ? newTrace() : parent.trace;
  presentOf(line);
  const flags = !isLost && isSampled(line, parent, site) ? RECORDING | SAMPLED : UNSAMPLED;
  const span = new ApiSpan(site, line, undefined, current?.values, flags, begin);
  attach(span, parent);
  span.addLinks(links);
  if (options.attributes) span.setAttributes(options.attributes);
  return span;
}
