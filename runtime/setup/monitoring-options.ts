// Options of setupMonitoring: what each may be, one test for options from code and from uno-trace.json.

import { isRecord } from "../ground/options.js";
import type { SpanExporter, SpanProcessor } from "../model/processor.js";
import { PROPAGATOR_NAMES, type PropagatorName } from "../model/propagator-name.js";
import type { Attributes } from "../model/span.js";
import type { OpenTelemetrySampler } from "../model/span-maker.js";
import { type BatchLimits, limitFault } from "../processors/batch-limits.js";
import { TAIL_LIMITS, type TailLimits, tailLimitFault } from "../processors/tail-limits.js";
import type { Sampler } from "../sampling/sampler.js";
import { isForeignSampler } from "../start/foreign-sampler.js";
import type { ErrorRecording } from "../state/settings.js";

/** Where spans go, by name or by an exporter of one's own. */
export type ExporterChoice = "logging" | "otlp" | "none" | SpanExporter;

/** One place, or several. */
export type Exporters = ExporterChoice | readonly ExporterChoice[];

/** Options of `setupMonitoring`; each overrides the member of the same name in `monitoring` of uno-trace.json. */
export interface MonitoringOptions {
  /** @default "unknown_service:node" */
  readonly serviceName?: string;
  /** Whether spans are made. @default true */
  readonly enabled?: boolean;
  /**
   * Where spans go: `"logging"` prints each trace as a tree, `"otlp"` sends batches to the collector at
   * http://localhost:4318, `"none"` drops them; an exporter object gets batches;
   * a list sends them to each of its members.
   * @default "logging", or "none" when there are `processors`
   */
  readonly exporter?: Exporters;
  /** Processors of your own, beside the exporter. */
  readonly processors?: readonly SpanProcessor[];
  /** Overrides `sampleRatio`; a function, or a `Sampler` of OpenTelemetry's SDK. */
  readonly sampler?: Sampler | OpenTelemetrySampler;
  /** Share of new traces that is recorded, 0 to 1. @default 1 */
  readonly sampleRatio?: number;
  /** Attributes that describe this service. */
  readonly resource?: Attributes;
  /** Limits of the batches for an exporter. */
  readonly batch?: BatchLimits;
  /**
   * In which formats a context travels: all are written, and of those that are read the last one wins.
   * @default ["tracecontext", "baggage"]
   */
  readonly propagators?: readonly PropagatorName[];
  /**
   * Holds traces back until they have ended, and keeps those with an error, those that were slow, and a share of the
   * others. `sampleRatio` and `sampler` decide before that: what they do not record is not here to be kept.
   */
  readonly tail?: TailLimits;
  /**
   * How what a function throws is recorded, beside the status: `"event"` is the event `exception`, `"attributes"` are
   * attributes of the span, a function records it as it likes.
   * @default "event"
   */
  readonly recordErrors?: ErrorRecording;
}

/** What is wrong with one option: its path, and what would be right. */
export interface OptionFault {
  readonly path: string;
  readonly text: string;
  /** Of the right type, but out of range. */
  readonly isRange: boolean;
}

const OPTION_NAMES: readonly string[] = [
  "serviceName",
  "enabled",
  "exporter",
  "processors",
  "sampler",
  "sampleRatio",
  "resource",
  "batch",
  "propagators",
  "tail",
  "recordErrors",
];
const CODE_ONLY: readonly string[] = ["processors", "sampler"];
const EXPORTERS: readonly unknown[] = ["logging", "otlp", "none"];
const LIMITS: readonly (keyof BatchLimits)[] = [
  "maxBatchSize",
  "maxQueueSize",
  "exportInterval",
  "exportTimeout",
];

/** Everything that is wrong with options, from code or from the file (which holds no objects with methods). */
export function faultsOf(options: Readonly<Record<string, unknown>>, source: "code" | "file"): OptionFault[] {
  const names = OPTION_NAMES.filter((name) => source === "code" || !CODE_ONLY.includes(name));
  return Object.keys(options).flatMap((name) => {
    const value = options[name];
    if (value === undefined && source === "code") return [];
    if (!names.includes(name)) return [wrong(name, `unknown option; there are ${names.join(", ")}`)];
    if (name === "batch") return memberFaults("batch", value, LIMITS, limitFault);
    if (name === "tail") return memberFaults("tail", value, TAIL_LIMITS, tailLimitFault);
    if (name === "resource") return resourceFaults(value);
    const fault = scalarFault(name, value, source);
    return fault === undefined ? [] : [fault];
  });
}

function wrong(path: string, text: string, isRange = false): OptionFault {
  return { path, text, isRange };
}

function scalarFault(name: string, value: unknown, source: "code" | "file"): OptionFault | undefined {
  switch (name) {
    case "serviceName":
      return typeof value === "string" && value !== ""
        ? undefined
        : wrong(name, "expected a text that is not empty");
    case "enabled":
      return typeof value === "boolean" ? undefined : wrong(name, "expected true or false");
    case "sampleRatio":
      return ratioFault(value);
    case "sampler":
      return typeof value === "function" || isForeignSampler(value)
        ? undefined
        : wrong(name, "expected a function, or a sampler of OpenTelemetry");
    case "processors":
      return isProcessorList(value) ? undefined : wrong(name, "expected a list of span processors");
    case "recordErrors":
      return recordingFault(value, source);
    case "propagators":
      return propagatorsFault(value);
    default:
      return exporterFault(value, source);
  }
}

function ratioFault(value: unknown): OptionFault | undefined {
  if (typeof value === "number" && value >= 0 && value <= 1) return undefined;
  return wrong("sampleRatio", "expected a number from 0 to 1", typeof value === "number");
}

function exporterFault(value: unknown, source: "code" | "file"): OptionFault | undefined {
  if (EXPORTERS.includes(value)) return undefined;
  const names = '"logging", "otlp" or "none"';
  if (source === "file") return wrong("exporter", `expected ${names}`, typeof value === "string");
  const each: readonly unknown[] = Array.isArray(value) ? value : [value];
  return each.every((item) => EXPORTERS.includes(item) || isExporter(item))
    ? undefined
    : wrong("exporter", `expected ${names}, a span exporter, or a list of these`, typeof value === "string");
}

function isExporter(value: unknown): boolean {
  return typeof (value as Partial<SpanExporter> | null)?.export === "function";
}

function recordingFault(value: unknown, source: "code" | "file"): OptionFault | undefined {
  if (value === "event" || value === "attributes") return undefined;
  if (source === "code" && typeof value === "function") return undefined;
  const others = source === "code" ? ", or a function" : "";
  return wrong("recordErrors", `expected "event" or "attributes"${others}`, typeof value === "string");
}

function propagatorsFault(value: unknown): OptionFault | undefined {
  const names: readonly unknown[] = PROPAGATOR_NAMES;
  const isGood = Array.isArray(value) && value.every((name) => names.includes(name));
  return isGood ? undefined : wrong("propagators", `expected a list of ${names.join(", ")}`);
}

function isProcessorList(value: unknown): boolean {
  return (
    Array.isArray(value) && value.every((item) => typeof (item as SpanProcessor | null)?.onEnd === "function")
  );
}

function memberFaults<N extends string>(
  option: string,
  value: unknown,
  names: readonly N[],
  faultOf: (name: N, value: unknown) => string | undefined,
): OptionFault[] {
  if (!isRecord(value)) return [wrong(option, `expected an object with ${names.join(", ")}`)];
  return Object.keys(value).flatMap((name) => {
    if (!(names as readonly string[]).includes(name))
      return [wrong(`${option}.${name}`, `unknown option; there are ${names.join(", ")}`)];
    if (value[name] === undefined) return [];
    const text = faultOf(name as N, value[name]);
    return text === undefined ? [] : [wrong(`${option}.${name}`, text, typeof value[name] === "number")];
  });
}

function resourceFaults(value: unknown): OptionFault[] {
  if (!isRecord(value)) return [wrong("resource", "expected an object of attributes")];
  return Object.keys(value).flatMap((name) => {
    const isGood = ["string", "number", "boolean"].includes(typeof value[name]) || Array.isArray(value[name]);
    return isGood
      ? []
      : [wrong(`resource.${name}`, "expected a text, a number, true, false or a list of these")];
  });
}

/** Options without the members that are at fault. */
export function withoutFaults(
  options: Readonly<Record<string, unknown>>,
  faults: readonly OptionFault[],
): MonitoringOptions {
  const bad = new Set(faults.map((fault) => fault.path));
  const prune = (record: Readonly<Record<string, unknown>>, prefix: string): Record<string, unknown> => {
    const kept = Object.entries(record).filter(([name]) => !bad.has(prefix + name));
    return Object.fromEntries(
      kept.map(([name, value]) => [
        name,
        isRecord(value) && prefix === "" ? prune(value, `${name}.`) : value,
      ]),
    );
  };
  return prune(options, "");
}
