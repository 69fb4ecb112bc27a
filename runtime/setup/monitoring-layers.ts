// Options from code, from the environment and from uno-trace.json in, one set of options out: the nearer to the code, the stronger.
import { Environment, type Variables } from "../ground/environment-values.js";
import { report } from "../ground/faults.js";
import type { SpanLimits } from "../model/limits.js";
import { type BatchLimits, DEFAULT_BATCH_LIMITS } from "../processors/batch-limits.js";
import { limitsOf } from "./environment.js";
import { type MonitoringOptions, type ResolvedOptions, ROWS } from "./monitoring-options.js";

/** What the environment says. */
export interface EnvironmentSettings {
  readonly options: MonitoringOptions;
  readonly limits: SpanLimits;
}

/** Reads the variables; each bad one is reported by its name and counts as not set. */
export function readEnvironment(variables: Variables): EnvironmentSettings {
  const from = new Environment(variables);
  const values = ROWS.map(([name, { read }]) => [name, read?.(from)] as const);
  return {
    options: Object.fromEntries(values.filter(([, value]) => value !== undefined)),
    limits: limitsOf(from),
  };
}

/** Options from all who say something: each from the strongest, some member by member. */
export function mergeOptions(
  code: MonitoringOptions,
  environment: MonitoringOptions,
  file: MonitoringOptions,
): MonitoringOptions {
  const layers = [named(file), named(environment), named(code)] as const;
  const whole: MonitoringOptions = Object.assign({}, ...layers);
  const merged = Object.fromEntries(
    ROWS.filter(([name, row]) => row.merged && (row.fallback ?? whole[name]) !== undefined).map(([name]) => [
      name,
      Object.assign({}, ...layers.map((layer) => layer[name])),
    ]),
  );
  const options: MonitoringOptions = { ...whole, ...merged };
  return withoutOutvoted({ ...options, batch: fitted(options.batch ?? {}, environment.batch ?? {}) }, code);
}

/** Options with their defaults. */
export function resolved(options: MonitoringOptions): ResolvedOptions {
  const fallbacks = ROWS.flatMap(([name, { fallback }]) =>
    fallback === undefined ? [] : [[name, fallback]],
  );
  return { ...Object.fromEntries(fallbacks), ...options } as ResolvedOptions;
}

// A ratio in code overrides the sampler of the environment; a sampler in code overrides both.
function withoutOutvoted(merged: MonitoringOptions, code: MonitoringOptions): MonitoringOptions {
  if (code.sampleRatio === undefined || code.sampler !== undefined) return merged;
  const { sampler: _, ...rest } = merged;
  return rest;
}

/** Options that are given, with the service's name where it is looked for; `undefined` means not given. */
function named(options: MonitoringOptions): MonitoringOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const name = options.resource?.["service.name"];
  return typeof name === "string" && name !== "" ? { serviceName: name, ...given } : given;
}

// In code and in the file this is an error of its author; the environment may be another one's.
function fitted(batch: BatchLimits, environment: BatchLimits): BatchLimits {
  const { maxBatchSize, maxQueueSize = DEFAULT_BATCH_LIMITS.maxQueueSize } = batch;
  const isOutside = environment.maxBatchSize !== undefined || environment.maxQueueSize !== undefined;
  if (maxBatchSize === undefined || maxBatchSize <= maxQueueSize || !isOutside) return batch;
  report(
    `OTEL_BSP_MAX_EXPORT_BATCH_SIZE: ${maxBatchSize} spans exceed the queue of ${maxQueueSize}` +
      ` (OTEL_BSP_MAX_QUEUE_SIZE); batches are as large as the queue`,
  );
  return { ...batch, maxBatchSize: maxQueueSize };
}
