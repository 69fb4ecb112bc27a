// uno-trace: the marked functions, built with the esbuild plugin.
import {
  alwaysOff,
  alwaysOn,
  BatchSpanProcessor,
  type ReadableSpan,
  setupMonitoring,
} from "uno-trace/runtime";
import type { EncodingExporter, ExportResult, SpanEncoder } from "../../runtime/model/processor.js";
import { TraceRequest } from "../../runtime/otlp/trace-request.js";
import { CountingExporter } from "../counting-exporter.js";
import type { Peer, State } from "../peer.js";
import * as subjects from "../subjects.js";

export function setUp(state: State): Peer {
  if (state === "off") return { subjects };
  const exporter =
    state === "otlp"
      ? new CountingEncodingExporter(() => undefined)
      : new CountingExporter<ReadableSpan>(() => undefined);
  const processor = new BatchSpanProcessor({ exporter });
  setupMonitoring({
    serviceName: "bench",
    processors: [processor],
    sampler: state === "unsampled" ? alwaysOff : alwaysOn,
  });
  return { subjects, exported: () => exporter.count, flush: () => processor.forceFlush() };
}

/** Encodes as the OTLP exporter does: while a batch fills. */
class CountingEncodingExporter extends CountingExporter<ReadableSpan> implements EncodingExporter {
  newEncoder(): SpanEncoder {
    return new TraceRequest();
  }

  exportEncoded(encoder: SpanEncoder, count: number, done: (result: ExportResult) => void): void {
    this.count += count;
    this.bytes += encoder.finish().length;
    done({ code: 0 });
  }
}
