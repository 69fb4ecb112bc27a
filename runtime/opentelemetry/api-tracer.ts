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
import { nodeOf } from "../context/nodes.js";
import { attempt } from "../ground/faults.js";
import { SUPPRESSED, UNSAMPLED, UNSAMPLED_PARENT } from "../ground/flags.js";
import type { LocalSpan } from "../model/local-span.js";
import type { Site } from "../model/site.js";
import type { Attributes, InstrumentationScope, Link } from "../model/span.js";
import { handMadeSite } from "../span/sites.js";
import { beginHere } from "../start/start.js";
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
    return startBelow(current, site, options);
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

function startBelow(current: LocalSpan | undefined, site: Site, given: SpanOptions): Span {
  const attributes = attempt(
    "attributes could not be read",
    () => given.attributes && acceptable(given.attributes as Attributes),
  );
  const options = {
    links: (given.links ?? []) as Link[],
    startTime: given.startTime,
    ...(attributes && { attributes }),
  };
  return beginHere(ApiSpan, site, current, options) ?? unrecorded(site, current as LocalSpan);
}

// Below what is not recorded, with an id of its own, as the SDK's.
function unrecorded(site: Site, { trace: line, values }: LocalSpan): Span {
  return new ApiSpan(site, line, undefined, values, UNSAMPLED | UNSAMPLED_PARENT, Number.NaN);
}
