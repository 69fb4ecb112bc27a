// uno-trace: the marked functions, built with the esbuild plugin.
import {
  alwaysOff,
  alwaysOn,
  BatchSpanProcessor,
  type ReadableSpan,
  setupMonitoring,
} from "uno-trace/runtime";
import { encodeTraceRequest } from "../../runtime/otlp/trace-request.js";
import { CountingExporter } from "../counting-exporter.js";
import type { Peer, State } from "../peer.js";
import * as subjects from "../subjects.js";

export function setUp(state: State): Peer {
  if (state === "off") return { subjects };
  const exporter = new CountingExporter<ReadableSpan>((spans) =>
    state === "otlp" ? encodeTraceRequest(spans) : undefined,
  );
  const processor = new BatchSpanProcessor({ exporter });
  setupMonitoring({
    serviceName: "bench",
    processors: [processor],
    sampler: state === "unsampled" ? alwaysOff : alwaysOn,
  });
  return { subjects, exported: () => exporter.count, flush: () => processor.forceFlush() };
}
