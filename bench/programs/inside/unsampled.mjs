// Tracing is on, and no trace is recorded.
import { setupMonitoring } from "uno-trace/runtime";

setupMonitoring({ exporter: "none", sampleRatio: 0 });

export function spanCounts() {
  return {};
}
