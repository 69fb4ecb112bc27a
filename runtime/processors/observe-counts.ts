// What becomes of spans, as metrics: a meter of OpenTelemetry's API in, the SDK's own metrics of its span processors out.
// https://opentelemetry.io/docs/specs/semconv/otel/sdk-metrics/
import { checkObject } from "../ground/options.js";
import type { Attributes } from "../model/span.js";
import { state } from "../state/state.js";
import type { BatchSpanProcessor } from "./batch.js";
import type { TailSamplingProcessor } from "./tail.js";

/** What an instrument's callback gets. */
interface Observation {
  /** Says a value, which stands for itself or for some attributes. */
  observe(value: number, attributes?: Attributes): void;
}

/** An instrument that asks for its values. */
interface Observable {
  /** Asks a function for values, whenever they are read. */
  addCallback(callback: (observation: Observation) => void): void;
  /** Asks it no more. */
  removeCallback(callback: (observation: Observation) => void): void;
}

/** What is said of an instrument. */
interface InstrumentOptions {
  /** For people. */
  readonly description: string;
  /** In the words of UCUM. */
  readonly unit: string;
}

/** As much of OpenTelemetry's `Meter` as is asked for. */
export interface SpanCountsMeter {
  /** Makes an instrument of sums that only grow. */
  createObservableCounter(name: string, options: InstrumentOptions): Observable;
  /** Makes an instrument of sums that may become less. */
  createObservableUpDownCounter(name: string, options: InstrumentOptions): Observable;
}

/** What is asked of a processor. */
type Counted = Pick<BatchSpanProcessor, "capacity" | "counts" | "waiting">;

interface Metric {
  readonly name: string;
  readonly description: string;
  readonly isCounter: boolean;
  readonly observe: (processor: Counted, say: (value: number, errorType?: string) => void) => void;
}

const METRICS: readonly Metric[] = [
  {
    name: "otel.sdk.processor.span.queue.size",
    description: "Spans that wait for their export.",
    isCounter: false,
    observe: (processor, say) => say(processor.waiting),
  },
  {
    name: "otel.sdk.processor.span.queue.capacity",
    description: "Spans that may wait.",
    isCounter: false,
    observe: (processor, say) => say(processor.capacity),
  },
  {
    name: "otel.sdk.processor.span.processed",
    description: "Spans that the processor is done with; those with an error type got no further.",
    isCounter: true,
    observe: ({ counts, waiting }, say) => {
      const { queueFull, shutdown } = counts.dropped;
      say(counts.ended - waiting - queueFull - shutdown);
      say(queueFull, "queue_full");
      say(shutdown, "already_shutdown");
    },
  },
  {
    name: "otel.sdk.exporter.span.exported",
    description: "Spans whose export is over; those with an error type did not arrive.",
    isCounter: true,
    observe: ({ counts }, say) => {
      const { timeout, rejected, partialSuccess, tooLarge, failed, unsent } = counts.dropped;
      say(counts.exported);
      say(timeout, "timeout");
      say(rejected + partialSuccess, "rejected");
      say(tooLarge, "too_large");
      say(failed + unsent, "failed");
    },
  },
];

/**
 * Shows what becomes of spans as metrics, by the names that OpenTelemetry's SDKs give them: those that wait, that were
 * dropped since the queue was full, that were exported, and that were not, by reason. Of each `BatchSpanProcessor` there is,
 * also one that is set up later.
 * @param meter of `@opentelemetry/api`, after a MeterProvider was registered
 * @returns what ends it
 * @throws TypeError if it is no meter
 * @see https://opentelemetry.io/docs/specs/semconv/otel/sdk-metrics/
 * @example
 * observeSpanCounts(metrics.getMeter("uno-trace"));
 */
export function observeSpanCounts(meter: SpanCountsMeter): () => void {
  checkObject("observeSpanCounts", meter);
  if (typeof meter.createObservableCounter !== "function")
    throw new TypeError('observeSpanCounts: expected a meter, such as metrics.getMeter("uno-trace")');
  const ends = METRICS.map((metric) => observeOne(meter, metric));
  return () => {
    for (const end of ends) end();
  };
}

function observeOne(meter: SpanCountsMeter, { name, description, isCounter, observe }: Metric): () => void {
  const options = { description, unit: "{span}" };
  const instrument = isCounter
    ? meter.createObservableCounter(name, options)
    : meter.createObservableUpDownCounter(name, options);
  const callback = (observation: Observation): void => {
    for (const processor of batchProcessors()) {
      const attributes = {
        "otel.component.type": "batching_span_processor",
        "otel.component.name": nameOf(processor),
      };
      observe(processor, (value, errorType) => {
        if (errorType === undefined) observation.observe(value, attributes);
        else if (value > 0) observation.observe(value, { ...attributes, "error.type": errorType });
      });
    }
  };
  instrument.addCallback(callback);
  return () => instrument.removeCallback(callback);
}

// By shape, not by class: the set-up may be of another copy of this library, which has classes of its own.
function batchProcessors(): readonly Counted[] {
  return state.processors
    .map((processor) => (processor as Partial<TailSamplingProcessor>).behind ?? processor)
    .filter((processor): processor is BatchSpanProcessor => "capacity" in processor && "counts" in processor);
}

const names = new WeakMap<Counted, string>();
let count = 0;

function nameOf(processor: Counted): string {
  const name = names.get(processor) ?? `batching_span_processor/${count++}`;
  names.set(processor, name);
  return name;
}
