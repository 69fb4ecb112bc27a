// The exporters that options and OTEL_TRACES_EXPORTER can name: a name in, what its spans go through out.
import { ConsoleSpanExporter } from "../exporters/console.js";
import { viewerUrl } from "../exporters/otlp-environment.js";
import { OtlpHttpSpanExporter } from "../exporters/otlp-http.js";
import { process } from "../ground/node.js";
import type { SpanExporter, SpanProcessor } from "../model/processor.js";
import { BatchSpanProcessor } from "../processors/batch.js";
import type { BatchLimits } from "../processors/batch-limits.js";
import { SimpleSpanProcessor } from "../processors/simple.js";

/** An exporter by its name, which is OpenTelemetry's. */
export type ExporterName = "console" | "otlp" | "view" | "none";

/** @deprecated `"logging"` is called `"console"`, as in OpenTelemetry. */
export type OldExporterName = "logging";

/** Where spans go, by name or by an exporter of one's own. */
export type ExporterChoice = ExporterName | OldExporterName | SpanExporter;

/** What the spans of one exporter go through. */
export interface Outlet {
  readonly processor: SpanProcessor;
  /** Writes at the very end of the process what is still held back. */
  readonly flushNow?: () => void;
}

const MEND = 'start the viewer, `npx uno-trace view`, or leave spans out with `exporter: "none"`';

const OUTLETS: Readonly<Record<ExporterName, (batch: BatchLimits) => Outlet | undefined>> = {
  console: () => {
    const exporter = new ConsoleSpanExporter();
    return { processor: new SimpleSpanProcessor(exporter), flushNow: () => exporter.flush() };
  },
  otlp: (batch) => batched(new OtlpHttpSpanExporter(), batch),
  view: (batch) => batched(new OtlpHttpSpanExporter({ url: viewerUrl(process.env) }).withMend(MEND), batch),
  none: () => undefined,
};

const OLD_NAMES: Readonly<Record<OldExporterName, ExporterName>> = { logging: "console" };

/** All names, but for old ones. */
export const EXPORTER_NAMES = Object.keys(OUTLETS) as readonly ExporterName[];

/** What a word means as the name of an exporter. */
export function exporterNamed(word: unknown): ExporterName | undefined {
  if (typeof word !== "string") return undefined;
  if (Object.hasOwn(OLD_NAMES, word)) return OLD_NAMES[word as OldExporterName];
  return Object.hasOwn(OUTLETS, word) ? (word as ExporterName) : undefined;
}

/** What the spans of an exporter go through; `undefined` if they go nowhere. */
export function outletOf(choice: ExporterName | SpanExporter, batch: BatchLimits): Outlet | undefined {
  return typeof choice === "string" ? OUTLETS[choice](batch) : batched(choice, batch);
}

function batched(exporter: SpanExporter, batch: BatchLimits): Outlet {
  return { processor: new BatchSpanProcessor({ ...batch, exporter }) };
}
