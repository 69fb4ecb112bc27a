// Every span is recorded, counted and dropped.
import { setupMonitoring } from "uno-trace/runtime";

let spans = 0;
const done = () => Promise.resolve();
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

export const spanCounts = () => ({ spans });
