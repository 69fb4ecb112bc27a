// OpenTelemetry's environment variables in, values of options and limits of spans out; what is bad counts as not set.

import { MAX_DELAY } from "../ground/clock.js";
import type { Environment } from "../ground/environment-values.js";
import { report } from "../ground/faults.js";
import { unknownName } from "../ground/nearest-word.js";
import { DEFAULT_LIMITS, type SpanLimits } from "../model/limits.js";
import { PROPAGATOR_NAMES, type PropagatorName } from "../model/propagator-name.js";
import type { BatchLimits } from "../processors/batch-limits.js";
import { alwaysOff, alwaysOn, parentBased, ratio, type Sampler } from "../sampling/sampler.js";
import { EXPORTER_NAMES, type ExporterName, exporterNamed } from "./named-exporters.js";

const MAX_COUNT = 2 ** 31 - 1;

function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** The exporters that are named; one of them by itself. */
export function exportersOf(from: Environment): ExporterName | readonly ExporterName[] | undefined {
  const name = "OTEL_TRACES_EXPORTER";
  const words = [...new Set(from.words(name))];
  const named = words.flatMap((word) => {
    const known = exporterNamed(word);
    if (known !== undefined) return [known];
    report(`${name}: ${unknownName(`exporter "${word}"`, word, EXPORTER_NAMES)}`);
    return [];
  });
  if (named.length === 1) return named[0];
  if (named.includes("none")) report(`${name}: "none" has no effect beside others`);
  if (named.length > 1) return named.filter((each) => each !== "none");
  // Whoever says where the collector is wants spans there.
  const endpoint =
    from.text("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") ?? from.text("OTEL_EXPORTER_OTLP_ENDPOINT");
  return endpoint === undefined ? undefined : "otlp";
}

/** The sampler with its share. */
export function samplerOf(from: Environment): Sampler | undefined {
  const make = from.choice<(share: number) => Sampler>("OTEL_TRACES_SAMPLER", {
    always_on: () => alwaysOn,
    always_off: () => alwaysOff,
    traceidratio: ratio,
    parentbased_always_on: () => parentBased(alwaysOn),
    parentbased_always_off: () => parentBased(alwaysOff),
    parentbased_traceidratio: (share) => parentBased(ratio(share)),
  });
  return make?.(from.share("OTEL_TRACES_SAMPLER_ARG") ?? 1);
}

/** Limits of batches. */
export function batchOf(from: Environment): BatchLimits | undefined {
  const batch = defined({
    maxBatchSize: from.whole("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", 1, MAX_COUNT),
    maxQueueSize: from.whole("OTEL_BSP_MAX_QUEUE_SIZE", 1, MAX_COUNT),
    exportInterval: from.whole("OTEL_BSP_SCHEDULE_DELAY", 1, MAX_DELAY),
    exportTimeout: from.whole("OTEL_BSP_EXPORT_TIMEOUT", 1, MAX_DELAY),
  });
  return Object.keys(batch).length > 0 ? batch : undefined;
}

/** Limits of spans. */
export function limitsOf(from: Environment): SpanLimits {
  const count = (name: string): number | undefined => from.whole(name, 0, MAX_COUNT);
  const attributes = count("OTEL_ATTRIBUTE_COUNT_LIMIT");
  const length = count("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT");
  return {
    ...DEFAULT_LIMITS,
    ...defined({
      attributes: count("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT") ?? attributes,
      events: count("OTEL_SPAN_EVENT_COUNT_LIMIT"),
      links: count("OTEL_SPAN_LINK_COUNT_LIMIT"),
      eventAttributes: count("OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT") ?? attributes,
      linkAttributes: count("OTEL_LINK_ATTRIBUTE_COUNT_LIMIT") ?? attributes,
      textLength: count("OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT") ?? length,
    }),
  };
}

/** Propagators that the specification names and this library does not have. */
const FOREIGN_PROPAGATORS: readonly string[] = ["xray", "ottrace"];

/** The propagators that are known; an empty list if none is. */
export function propagatorsOf(from: Environment): readonly PropagatorName[] | undefined {
  const name = "OTEL_PROPAGATORS";
  return from.words(name)?.filter((word): word is PropagatorName => {
    if ((PROPAGATOR_NAMES as readonly string[]).includes(word)) return true;
    if (FOREIGN_PROPAGATORS.includes(word)) report(`${name}: the propagator "${word}" is not available`);
    else report(`${name}: ${unknownName(`propagator "${word}"`, word, PROPAGATOR_NAMES)}`);
    return false;
  });
}
