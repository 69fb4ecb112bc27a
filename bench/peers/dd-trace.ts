// dd-trace: `tracer.trace` with its own write queue replaced by a counter, since it has no public exporter interface.
import tracer from "dd-trace";
import type { Peer, State } from "../peer.js";
import { wrappedSubjects } from "../wrapped-subjects.js";

export function setUp(state: State): Peer {
  process.env.DD_TRACE_ENABLED = state === "off" ? "false" : "true";
  process.env.DD_INSTRUMENTATION_TELEMETRY_ENABLED = "false";
  process.env.DD_REMOTE_CONFIGURATION_ENABLED = "false";
  process.env.DD_TRACE_STARTUP_LOGS = "false";
  tracer.init({
    plugins: false,
    flushInterval: 100_000,
    sampleRate: state === "unsampled" ? 0 : 1,
    ingestion: { sampleRate: state === "unsampled" ? 0 : 1 },
  } as Parameters<typeof tracer.init>[0]);
  let count = 0;
  const internal = (tracer as unknown as { _tracer: { _exporter?: { export(spans: unknown[]): void } } })
    ._tracer;
  if (internal._exporter) {
    internal._exporter.export = (spans) => {
      count += spans.length;
    };
  }
  const subjects = wrappedSubjects({
    run: (name, work, attributes) => tracer.trace(name, attributes ? { tags: attributes } : {}, work),
    runAsync: (name, work) => tracer.trace(name, {}, work),
    open: (name) => {
      const span = tracer.startSpan(name);
      return { end: () => span.finish() };
    },
  });
  return state === "recorded" ? { subjects, exported: () => count } : { subjects };
}
