// Records the spans of a case with this library.
import { InMemorySpanExporter, setupMonitoring } from "uno-trace/runtime";

const exporter = new InMemorySpanExporter();
const monitoring = setupMonitoring({ serviceName: "case", exporter });
const compareTimes = (a, b) => a[0] - b[0] || a[1] - b[1];

/** The spans that have ended since the last call, in the order in which they were started. */
export async function startedSpans() {
  await monitoring.forceFlush();
  const spans = exporter.getFinishedSpans().sort((a, b) => compareTimes(a.startTime, b.startTime));
  exporter.reset();
  return spans;
}
