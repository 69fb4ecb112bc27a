// setupMonitoring: options and uno-trace.json in, a running tracer out.

import { cleaned } from "./details.js";
import { readEnvironment } from "./environment.js";
import { LoggingSpanExporter } from "./exporters/logging.js";
import { OtlpHttpSpanExporter } from "./exporters/otlp-http.js";
import { report } from "./faults.js";
import { process } from "./ground/node.js";
import { readMonitoringFile } from "./monitoring-file.js";
import { mergeOptions } from "./monitoring-layers.js";
import {
  type ExporterChoice,
  type Exporters,
  faultsOf,
  type MonitoringOptions,
} from "./monitoring-options.js";
import { checkObject } from "./options.js";
import { BatchSpanProcessor } from "./processors/batch.js";
import { onProcessEnd, releaseQuietly } from "./processors/process-end.js";
import type { SpanExporter, SpanProcessor } from "./processors/processor.js";
import { SimpleSpanProcessor } from "./processors/simple.js";
import { TailSamplingProcessor } from "./processors/tail.js";
import { chosenPropagators, DEFAULT_PROPAGATORS } from "./propagators/propagator.js";
import { defaultResource, resourceOf } from "./resource.js";
import { alwaysOn, parentBased, ratio, type Sampler } from "./sampler.js";
import { FlushAtEnd } from "./setup/flush-at-end.js";
import { type Origin, sayWhatIsMissing, watchForSpans } from "./setup/missing-spans.js";
import type { Attributes, Resource } from "./span-shape.js";
import { refresh, state } from "./state.js";
import { getTracer, retire, type Tracer } from "./tracer.js";

/** What `setupMonitoring` gives. */
export interface Monitoring {
  readonly tracer: Tracer;
  /** Exports what has ended so far; never rejects. */
  forceFlush(): Promise<void>;
  /** Exports what has ended, and ends this set-up; never rejects. */
  shutdown(): Promise<void>;
}

/**
 * Sets tracing up: what options do not say, OpenTelemetry's environment variables do, then `monitoring` in the nearest
 * uno-trace.json (from the working directory upward), and then the defaults: traces are printed to stderr as trees. A
 * second call replaces the first.
 * @throws TypeError or RangeError for a bad option, by name; faults in the file are warnings on stderr
 * @example
 * const monitoring = setupMonitoring({ serviceName: "orders" });
 */
export function setupMonitoring(options: MonitoringOptions = {}): Monitoring {
  return setUp(options, "code");
}

/** `setupMonitoring`, and who asked for it: that decides what is said where no span is made. */
export function setUp(options: MonitoringOptions, origin: Origin): Monitoring {
  checkOptions(options);
  const outside = readEnvironment(process.env);
  const chosen = mergeOptions(options, outside.options, readMonitoringFile());
  const tracer = getTracer();
  // Made before the old set-up goes: a fault here leaves it as it was.
  const made = makeProcessors(chosen);
  state.bridge?.giveWay();
  void state.undoSetup?.();
  const restore = rememberState(tracer);
  state.resource = describeService(chosen);
  state.limits = outside.limits;
  state.propagators = chosenPropagators(chosen.propagators ?? DEFAULT_PROPAGATORS);
  state.recordErrors = chosen.recordErrors ?? "event";
  const sampler = chosen.sampler ?? samplerOf(chosen.sampleRatio ?? 1);
  tracer.setSampler(sampler);
  state.disabled = chosen.enabled === false;
  for (const processor of made.processors) tracer.addProcessor(processor);
  refresh();
  const forget = watchExit(made.flushNow, origin);
  let ended: Promise<void> | undefined;
  const replace = (): Promise<void> => {
    ended ??= end();
    return ended;
  };
  const shutdown = (): Promise<void> => {
    if (ended === undefined && state.ready) sayWhatIsMissing();
    return replace();
  };
  const end = (): Promise<void> => {
    forget();
    const retired = retire(made.processors);
    restore(sampler);
    return retired;
  };
  state.undoSetup = replace;
  return { tracer, forceFlush: () => tracer.forceFlush(), shutdown };
}

/** What a set-up changes; returns what puts it back. */
function rememberState(tracer: Tracer): (sampler: typeof state.sampler) => void {
  const { disabled, resource, limits, propagators, recordErrors, sampler: before } = state;
  return (sampler) => {
    state.disabled = disabled;
    state.resource = resource;
    state.limits = limits;
    state.propagators = propagators;
    state.recordErrors = recordErrors;
    // The program may have set another since.
    if (state.sampler === sampler) tracer.setSampler(before);
    refresh();
  };
}

function checkOptions(options: MonitoringOptions): void {
  checkObject("setupMonitoring", options);
  const [fault] = faultsOf(options, "code");
  if (fault === undefined) return;
  const message = `setupMonitoring: \`${fault.path}\`: ${fault.text}`;
  throw fault.isRange ? new RangeError(message) : new TypeError(message);
}

function samplerOf(share: number): Sampler {
  return parentBased(share === 1 ? alwaysOn : ratio(share));
}

function describeService(options: MonitoringOptions): Resource {
  const name: Attributes = options.serviceName === undefined ? {} : { "service.name": options.serviceName };
  return defaultResource().merge(resourceOf({ ...cleaned(options.resource), ...name }));
}

interface Made {
  readonly processors: readonly SpanProcessor[];
  /** Prints at the very end of the process what is still held back. */
  readonly flushNow: () => void;
}

const IDLE_TAIL =
  "setupMonitoring: `tail` stands before an exporter, and there is none, so every trace is kept;" +
  " put a TailSamplingProcessor before your processor";

function makeProcessors(options: MonitoringOptions): Made {
  const own = options.processors ?? [];
  const chosen = options.exporter ?? (own.length > 0 ? "none" : "logging");
  const exporters = [...new Set(isList(chosen) ? chosen : [chosen])].filter((each) => each !== "none");
  if (options.tail !== undefined && exporters.length === 0 && own.length > 0) report(IDLE_TAIL);
  const logging = exporters.includes("logging") ? new LoggingSpanExporter() : undefined;
  const last = exporters.map((each) =>
    each === "logging" ? new SimpleSpanProcessor(logging as SpanExporter) : makeBatch(each, options),
  );
  const tails = options.tail
    ? last.map((processor) => new TailSamplingProcessor({ ...options.tail, processor }))
    : undefined;
  const flushNow = (): void => {
    for (const tail of tails ?? []) tail.judgeAll();
    logging?.flush();
  };
  const behind = own.length > 0 ? [new FlushAtEnd(own)] : [];
  return { processors: [...own, ...behind, ...(tails ?? last)], flushNow };
}

function isList(chosen: Exporters): chosen is readonly ExporterChoice[] {
  return Array.isArray(chosen);
}

function makeBatch(
  exporter: Exclude<ExporterChoice, "logging" | "none">,
  { batch }: MonitoringOptions,
): SpanProcessor {
  const target = exporter === "otlp" ? new OtlpHttpSpanExporter() : exporter;
  return new BatchSpanProcessor({ ...batch, exporter: target });
}

function watchExit(flushNow: () => void, origin: Origin): () => void {
  const onExit = (): void => {
    releaseQuietly();
    flushNow();
  };
  process.once("exit", onExit);
  if (state.ready) watchForSpans(origin);
  // Signals end a process without the event `exit`.
  const atEnd = async (): Promise<void> => {
    flushNow();
    sayWhatIsMissing();
  };
  const forget = state.ready ? onProcessEnd(atEnd) : () => {};
  return () => {
    process.removeListener("exit", onExit);
    forget();
  };
}
