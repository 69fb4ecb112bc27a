// Options from code, from the environment and from uno-trace.json in, one set of options out: the nearer to the code, the stronger.
import { report } from "../ground/faults.js";
import { type BatchLimits, DEFAULT_BATCH_LIMITS } from "../processors/batch-limits.js";
import type { MonitoringOptions } from "./monitoring-options.js";

/** Options member by member; of resources and of batches each member on its own. */
export function mergeOptions(
  code: MonitoringOptions,
  environment: MonitoringOptions,
  file: MonitoringOptions,
): MonitoringOptions {
  const [low, middle, high] = [named(file), named(environment), named(code)] as const;
  const merged = {
    ...low,
    ...middle,
    ...high,
    resource: { ...low.resource, ...middle.resource, ...high.resource },
    ...(low.tail || high.tail ? { tail: { ...low.tail, ...high.tail } } : {}),
    batch: fitted({ ...low.batch, ...middle.batch, ...high.batch }, middle.batch ?? {}),
  };
  // A ratio in code overrides the sampler of the environment; a sampler in code overrides both.
  if (high.sampleRatio === undefined || high.sampler !== undefined) return merged;
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
