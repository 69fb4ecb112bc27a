// Options of setupMonitoring, one row each: what it may be, whether the file may say it, what holds without it, its variables.

import type { Environment } from "../ground/environment-values.js";
import { unknownName } from "../ground/nearest-word.js";
import { isRecord } from "../ground/options.js";
import { DEFAULT_DESTINATIONS } from "../instrumentation/destinations.js";
import type { InstrumentationName } from "../instrumentation/instrument.js";
import type { ExpectedError } from "../model/expected-error.js";
import type { SpanProcessor } from "../model/processor.js";
import { PROPAGATOR_NAMES, type PropagatorName } from "../model/propagator-name.js";
import type { OpenTelemetrySampler } from "../model/sampling.js";
import type { Attributes } from "../model/span.js";
import { type BatchLimits, DEFAULT_BATCH_LIMITS, limitFault } from "../processors/batch-limits.js";
import { TAIL_LIMITS, type TailLimits, tailLimitFault } from "../processors/tail-limits.js";
import type { Sampler } from "../sampling/sampler.js";
import { defaultSettings, type ErrorRecording } from "../state/settings.js";
import { batchOf, exportersOf, propagatorsOf, samplerOf } from "./environment.js";
import type { ExporterChoice } from "./named-exporters.js";
import {
  areAttributes,
  areDestinations,
  areExpected,
  areExporters,
  areInstrumentations,
  areProcessors,
  areWords,
  type Check,
  isFlag,
  isRecording,
  isSampler,
  isShare,
  isText,
  members,
  type OptionFault,
  type Source,
  wrong,
} from "./option-checks.js";

/** One place, or several. */
export type Exporters = ExporterChoice | readonly ExporterChoice[];

/** Options of `setupMonitoring`; each overrides the member of the same name in `monitoring` of uno-trace.json. */
export interface MonitoringOptions {
  /** The attribute `service.name` of the resource. @default "unknown_service:node"; in Bun and Deno it ends with their names */
  readonly serviceName?: string;
  /** Whether spans are made. @default true */
  readonly enabled?: boolean;
  /**
   * Where spans go: `"console"` prints each trace as a tree, `"otlp"` sends batches to the collector at
   * http://localhost:4318, `"view"` to `uno-trace view`, `"none"` drops them; an exporter object gets batches;
   * a list sends them to each of its members.
   * @default "console", or "none" when there are `processors`
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
  /**
   * Errors that are no failures, in whatever function: they are recorded, and the status stays unset. What a function
   * lists itself counts beside it.
   * @default []
   */
  readonly expectedErrors?: readonly ExpectedError[];
  /**
   * Requests that get a CLIENT span, by Node's diagnostics channels: `"fetch"` is that of Node and the package undici,
   * `"http"` is node:http and node:https with all that stands on them.
   * @default []
   */
  readonly instrument?: readonly InstrumentationName[];
  /**
   * Whose requests of `instrument` carry the trace and its baggage: `"private"` (hosts of one's own network), `"*"`, a
   * host (`"api.example.com"`, `"*.example.com"`, with a port or without), or an origin.
   * @default ["private"]
   */
  readonly propagateTo?: readonly string[];
}

/** Options that hold always, since they have a default. */
type Defaulted =
  | "enabled"
  | "exporter"
  | "sampleRatio"
  | "resource"
  | "batch"
  | "propagators"
  | "recordErrors"
  | "expectedErrors"
  | "instrument"
  | "propagateTo";

/** Options with their defaults. */
export type ResolvedOptions = MonitoringOptions & Required<Pick<MonitoringOptions, Defaulted>>;

/** One option. */
export interface OptionRow<V> {
  readonly check: Check;
  /** What holds when nobody says anything; absent: nothing does. */
  readonly fallback?: V;
  /** The file cannot say it: it is an object with methods. */
  readonly codeOnly?: true;
  /** Member by member from all who say something, and not as a whole from the strongest. */
  readonly merged?: true;
  /** The variables of the environment that say it; a setting of the same name in `state` needs no more than its row. */
  readonly variables?: readonly string[];
  /** What they say; faults are reported there. */
  readonly read?: (from: Environment) => V | undefined;
}

const UNSET = defaultSettings();

/** Every option, in the order in which messages name them. */
export const OPTIONS: {
  readonly [K in keyof MonitoringOptions]-?: OptionRow<Exclude<MonitoringOptions[K], undefined>>;
} = {
  serviceName: {
    check: isText,
    variables: ["OTEL_SERVICE_NAME"],
    read: (from) => from.text("OTEL_SERVICE_NAME"),
  },
  enabled: {
    check: isFlag,
    fallback: true,
    variables: ["OTEL_SDK_DISABLED"],
    read: (from) => (from.boolean("OTEL_SDK_DISABLED") === true ? false : undefined),
  },
  exporter: {
    check: areExporters,
    fallback: "console",
    variables: ["OTEL_TRACES_EXPORTER", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"],
    read: exportersOf,
  },
  processors: { check: areProcessors, codeOnly: true },
  sampler: {
    check: isSampler,
    codeOnly: true,
    variables: ["OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG"],
    read: samplerOf,
  },
  sampleRatio: { check: isShare, fallback: 1 },
  resource: {
    check: areAttributes,
    fallback: {},
    merged: true,
    variables: ["OTEL_RESOURCE_ATTRIBUTES"],
    read: (from) => from.pairs("OTEL_RESOURCE_ATTRIBUTES"),
  },
  batch: {
    check: members(Object.keys(DEFAULT_BATCH_LIMITS) as (keyof BatchLimits)[], limitFault),
    fallback: {},
    merged: true,
    variables: [
      "OTEL_BSP_MAX_EXPORT_BATCH_SIZE",
      "OTEL_BSP_MAX_QUEUE_SIZE",
      "OTEL_BSP_SCHEDULE_DELAY",
      "OTEL_BSP_EXPORT_TIMEOUT",
    ],
    read: batchOf,
  },
  propagators: {
    check: areWords(PROPAGATOR_NAMES),
    fallback: UNSET.propagators,
    variables: ["OTEL_PROPAGATORS"],
    read: propagatorsOf,
  },
  tail: { check: members(TAIL_LIMITS, tailLimitFault), merged: true },
  recordErrors: { check: isRecording, fallback: UNSET.recordErrors },
  expectedErrors: { check: areExpected, fallback: UNSET.expectedErrors },
  instrument: { check: areInstrumentations, fallback: [] },
  propagateTo: { check: areDestinations, fallback: DEFAULT_DESTINATIONS },
};

/** The rows as such: what is asked of all of them has nothing to do with their values. */
export const ROWS: readonly (readonly [keyof MonitoringOptions, OptionRow<unknown>])[] = Object.entries(
  OPTIONS,
) as [keyof MonitoringOptions, OptionRow<unknown>][];

/** Everything that is wrong with options, from code or from the file. */
export function faultsOf(options: Readonly<Record<string, unknown>>, source: Source): OptionFault[] {
  const rows = ROWS.filter(([, row]) => source === "code" || row.codeOnly !== true);
  const names = rows.map(([name]) => name);
  return Object.keys(options).flatMap((name) => {
    const value = options[name];
    if (value === undefined && source === "code") return [];
    const row = rows.find(([each]) => each === name);
    if (row === undefined) return [wrong(name, unknownName("option", name, names))];
    return [...row[1].check(name, value, source)];
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
