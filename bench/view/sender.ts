// A program that works in traced functions and sends its spans; started with an address, seconds, and work a call. Prints what it did as JSON.
import { BatchSpanProcessor, getTracer, OtlpHttpSpanExporter, setupMonitoring } from "uno-trace/runtime";

const [url = "", seconds = "", microseconds = "", pause = ""] = process.argv.slice(2);
const batch = new BatchSpanProcessor({
  exporter: new OtlpHttpSpanExporter({ url: `${url}/v1/traces` }),
  maxQueueSize: 100_000,
});
const monitoring = setupMonitoring({ serviceName: "shop", processors: [batch] });
const tracer = getTracer();

/** Computes for so long. */
function work(length: number): number {
  const end = process.hrtime.bigint() + BigInt(Math.round(length * 1000));
  let sum = 0;
  while (process.hrtime.bigint() < end) for (let index = 0; index < 50; index++) sum += Math.sqrt(index);
  return sum;
}

let calls = 0;
/** Ten spans: a request with nine calls below it. */
function request(): void {
  tracer.withSpan(
    "GET /cart",
    { attributes: { "http.route": "/cart", "http.response.status_code": 200 } },
    () => {
      for (let index = 0; index < 9; index++)
        tracer.withSpan("query", { attributes: { "db.system.name": "postgresql", "db.rows": index } }, () =>
          work(Number(microseconds)),
        );
    },
  );
  calls += 10;
}

const start = performance.now();
const end = start + Number(seconds) * 1000;
while (performance.now() < end) {
  // With a pause, so many requests a second; without, as many as there can be.
  const due =
    pause === "" ? Number.POSITIVE_INFINITY : ((performance.now() - start) / 1000) * (Number(pause) / 10);
  for (let done = 0; calls / 10 < due && done < 20; done++) request();
  await new Promise((resolve) => (pause === "" ? setImmediate(resolve) : setTimeout(resolve, 5)));
}
const elapsed = (performance.now() - start) / 1000;
await monitoring.shutdown();
console.log(JSON.stringify({ spans: calls, seconds: elapsed, dropped: batch.counts?.dropped ?? {} }));
