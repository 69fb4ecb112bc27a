// setupMonitoring: options and uno-trace.json in, a running tracer out.

import { getTracer, retire, type Tracer } from "../api/tracer.js";
import { Environment } from "../ground/environment-values.js";
import { report } from "../ground/faults.js";
import { process } from "../ground/node.js";
import { checkObject } from "../ground/options.js";
import { instrument } from "../instrumentation/instrument.js";
import type { SpanLimits } from "../model/limits.js";
import type { SpanProcessor } from "../model/processor.js";
import { chosenPropagators } from "../model/propagator-name.js";
import { defaultResource, resourceOf } from "../model/resource.js";
import type { Attributes, Resource } from "../model/span.js";
import { type Origin, sayWhatIsMissing, watchForSpans } from "../notices/missing-spans.js";
import { CountingSpanProcessor } from "../processors/counting.js";
import { onProcessEnd, releaseQuietly } from "../processors/process-end.js";
import { TailSamplingProcessor } from "../processors/tail.js";
import { cleaned } from "../recording/details.js";
import { alwaysOn, parentBased, ratio, type Sampler } from "../sampling/sampler.js";
import { defaultSettings, type Settings } from "../state/settings.js";
import { refresh, state } from "../state/state.js";
import { FlushAtEnd } from "./flush-at-end.js";
import { readMonitoringFile } from "./monitoring-file.js";
import { mergeOptions, readEnvironment, resolved } from "./monitoring-layers.js";
import {
  type Exporters,
  faultsOf,
  type MonitoringOptions,
  type ResolvedOptions,
} from "./monitoring-options.js";
import { type ExporterChoice, exporterNamed, type OldExporterName, outletOf } from "./named-exporters.js";

/** What `setupMonitoring` gives. */
export interface Monitoring {
  /** The tracer of this process. */
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
  const given = mergeOptions(options, outside.options, readMonitoringFile());
  const chosen = resolved(given);
  const tracer = getTracer();
  const counted = countedFrom(process.env);
  // Made before the old set-up goes: a fault here leaves it as it was.
  const made = makeProcessors(chosen, given.exporter, counted);
  state.bridge?.giveWay();
  void state.undoSetup?.();
  const before = state.settings;
  const sampler = chosen.sampler ?? samplerOf(chosen.sampleRatio);
  state.settings = settingsOf(chosen, outside.limits, sampler);
  tracer.setSampler(sampler);
  for (const processor of made.processors) tracer.addProcessor(processor);
  refresh();
  const uninstrument = instrument(chosen.instrument, chosen.propagateTo, process.env);
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
    uninstrument();
    const retired = retire(made.processors);
    putBack(before, sampler, tracer);
    return retired;
  };
  state.undoSetup = replace;
  state.isImplied = false;
  return { tracer, forceFlush: () => tracer.forceFlush(), shutdown };
}

function settingsOf(chosen: ResolvedOptions, limits: SpanLimits, sampler: Settings["sampler"]): Settings {
  return {
    ...namesakes(chosen),
    disabled: !chosen.enabled,
    resource: describeService(chosen),
    limits,
    propagators: chosenPropagators(chosen.propagators),
    sampler,
  };
}

type Namesake = keyof Settings & keyof ResolvedOptions;

// An option that goes into the settings as it is needs no line here.
function namesakes(chosen: ResolvedOptions): Pick<ResolvedOptions, Namesake> {
  const names = Object.keys(defaultSettings());
  const kept = Object.entries(chosen).filter(([name]) => names.includes(name));
  return Object.fromEntries(kept) as unknown as Pick<ResolvedOptions, Namesake>;
}

function putBack(before: Settings, own: Settings["sampler"], tracer: Tracer): void {
  const { sampler } = state.settings;
  state.settings = before;
  // The program may have set another since.
  tracer.setSampler(sampler === own ? before.sampler : sampler);
  refresh();
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

/** What `UNO_TRACE_COUNT` asks for, beside whatever else the spans go to. */
function countedFrom(variables: NodeJS.ProcessEnv): readonly SpanProcessor[] {
  const folder = new Environment(variables).text("UNO_TRACE_COUNT");
  return folder === undefined ? [] : [new CountingSpanProcessor({ folder })];
}

function makeProcessors(
  options: ResolvedOptions,
  named: Exporters | undefined,
  counted: readonly SpanProcessor[],
): Made {
  const own = options.processors ?? [];
  const exporters = chosenExporters(named ?? (own.length > 0 ? "none" : options.exporter));
  const outlets = exporters.flatMap((each) => outletOf(each, options.batch) ?? []);
  if (options.tail !== undefined && outlets.length === 0 && own.length > 0) report(IDLE_TAIL);
  const last = outlets.map(({ processor }) => processor);
  const tails = options.tail
    ? last.map((processor) => new TailSamplingProcessor({ ...options.tail, processor }))
    : undefined;
  const flushNow = (): void => {
    for (const tail of tails ?? []) tail.judgeAll();
    for (const outlet of outlets) outlet.flushNow?.();
  };
  const behind = own.length > 0 ? [new FlushAtEnd(own)] : [];
  return { processors: [...own, ...behind, ...counted, ...(tails ?? last)], flushNow };
}

/** Each exporter once, under its present name. */
function chosenExporters(chosen: Exporters): readonly Exclude<ExporterChoice, OldExporterName>[] {
  const list: readonly ExporterChoice[] = isList(chosen) ? chosen : [chosen];
  return [
    ...new Set(list.map((each) => (typeof each === "string" ? (exporterNamed(each) ?? "none") : each))),
  ];
}

function isList(chosen: Exporters): chosen is readonly ExporterChoice[] {
  return Array.isArray(chosen);
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
