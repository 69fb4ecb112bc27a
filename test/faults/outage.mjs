// A program that ends spans at a steady rate, for outage.sampled.test.ts; it answers "report" and "end" on its channel.
import { performance } from "node:perf_hooks";
import { BatchSpanProcessor, getTracer, OtlpHttpSpanExporter, setupMonitoring } from "uno-trace";

const [url, rate, maxQueueSize] = process.argv.slice(2);
const exporter = new OtlpHttpSpanExporter({ url });
const processor = new BatchSpanProcessor({ exporter, maxQueueSize: Number(maxQueueSize) });
const monitoring = setupMonitoring({ processors: [processor] });

const start = performance.now();
let count = 0;
let calls = [];
const timer = setInterval(() => {
  const due = ((performance.now() - start) * Number(rate)) / 1000;
  for (; count < due; count++) {
    const begun = performance.now();
    getTracer().withSpan("work", { attributes: { count } }, () => {});
    calls.push(performance.now() - begun);
  }
}, 5);

function report() {
  const sorted = calls.sort((a, b) => a - b);
  calls = [];
  return {
    p99: Math.round((sorted[Math.floor(sorted.length * 0.99)] ?? 0) * 1000),
    megabytes: Math.round(process.memoryUsage().rss / 1e6),
    counts: processor.counts,
  };
}

process.on("message", async (word) => {
  if (word === "end") {
    clearInterval(timer);
    await monitoring.forceFlush();
  }
  process.send(report(), () => {
    if (word === "end") process.exit();
  });
});
