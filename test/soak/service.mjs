// The service that is soaked: every kind of request that a tracer meets, spans to a collector that fails. Its parent asks.
import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import {
  BatchSpanProcessor,
  getTracer,
  OtlpHttpSpanExporter,
  setupMonitoring,
  tracingMiddleware,
} from "uno-trace";

const exporter = new OtlpHttpSpanExporter({ url: process.argv[2], timeout: 1000 });
const processor = new BatchSpanProcessor({ exporter, maxQueueSize: 20_000 });
const monitoring = setupMonitoring({
  processors: [processor],
  instrument: ["fetch"],
  sampleRatio: Number(process.argv[3]),
});
const traced = tracingMiddleware({ route: ({ url }) => url });
const span = (name, fn) => getTracer().withSpan(name, fn);

const ROUTES = {
  "/work": () => span("work", async () => span("load", async () => delay(1, "done"))),
  "/many": () => span("many", () => Array.from({ length: 30 }, (_, at) => span("item", () => at)).join()),
  "/fails": () => span("fails", async () => Promise.reject(new Error("soaked"))),
  "/asks": () => span("asks", async () => (await fetch(`${base}/leaf`)).text()),
  "/leaf": () => "leaf",
  "/open": () => {
    getTracer().startSpan("never ended");
    return "open";
  },
};

const server = createServer((request, response) =>
  traced(request, response, async () => {
    try {
      response.end(await ROUTES[request.url]());
    } catch (error) {
      response.writeHead(500).end(error.message);
    }
  }),
);
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${server.address().port}`;

function sample() {
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed, rss, counts: processor.counts };
}

process.on("message", async (word) => {
  if (word === "sample") return process.send(sample());
  server.close();
  server.closeAllConnections();
  await monitoring.shutdown();
  process.removeAllListeners("message");
  const handles = process
    .getActiveResourcesInfo()
    .filter((name) => !/^(?:PipeWrap|Pipe|TTYWrap)$/.test(name));
  process.send({ ...sample(), handles }, () => process.disconnect());
});
process.send({ base });
