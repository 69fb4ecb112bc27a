// Every span is recorded, counted and dropped.
import { setupMonitoring } from "uno-trace/runtime";

let spans = 0;

function done() {
  return Promise.resolve();
}

setupMonitoring({
  processors: [
    {
      onStart() {},
      onEnd() {
        spans++;
      },
      forceFlush: done,
      shutdown: done,
    },
  ],
});

export function spanCounts() {
  return { spans };
}
