// Limits of a batch processor in, the same with defaults out, or what is wrong with one.
import { MAX_DELAY } from "../ground/clock.js";
import { shown } from "../ground/options.js";

/** Limits of a `BatchSpanProcessor`; the defaults are OpenTelemetry's. */
export interface BatchLimits {
  /** Spans in one export, at most. @default 512 */
  readonly maxBatchSize?: number;
  /** Spans that wait; more are dropped and counted. @default 2048 */
  readonly maxQueueSize?: number;
  /** Milliseconds until a batch that is not full is exported. @default 5000 */
  readonly exportInterval?: number;
  /** Milliseconds until an export counts as failed. @default 30000 */
  readonly exportTimeout?: number;
}

/** What holds for limits that are not given. */
export const DEFAULT_BATCH_LIMITS: Required<BatchLimits> = {
  maxBatchSize: 512,
  maxQueueSize: 2048,
  exportInterval: 5000,
  exportTimeout: 30_000,
};

/** What is wrong with a limit, `undefined` if nothing is. */
export function limitFault(name: keyof BatchLimits, value: unknown): string | undefined {
  const isSize = name === "maxBatchSize" || name === "maxQueueSize";
  const most = isSize ? Number.MAX_SAFE_INTEGER : MAX_DELAY;
  const isGood =
    typeof value === "number" && value >= 1 && value <= most && (!isSize || Number.isInteger(value));
  if (isGood) return undefined;
  return isSize ? "expected a whole number, 1 or more" : `expected milliseconds, 1 to ${MAX_DELAY}`;
}

/**
 * Limits with their defaults.
 * @throws RangeError for one that is out of range
 */
export function checkLimits(options: BatchLimits): Required<BatchLimits> {
  const limits = { ...DEFAULT_BATCH_LIMITS };
  for (const name of Object.keys(DEFAULT_BATCH_LIMITS) as (keyof BatchLimits)[]) {
    const value = options[name];
    if (value === undefined) continue;
    const fault = limitFault(name, value);
    if (fault) throw new RangeError(`BatchSpanProcessor: \`${name}\`: ${fault}, got ${shown(value)}`);
    limits[name] = value;
  }
  // A full queue must make a full batch, or nothing would be exported before the interval.
  if (options.maxBatchSize === undefined)
    limits.maxBatchSize = Math.min(limits.maxBatchSize, limits.maxQueueSize);
  if (limits.maxBatchSize > limits.maxQueueSize) {
    throw new RangeError(
      `BatchSpanProcessor: \`maxBatchSize\` (${limits.maxBatchSize}) must not exceed \`maxQueueSize\` (${limits.maxQueueSize})`,
    );
  }
  return limits;
}
