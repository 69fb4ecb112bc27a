// One logger, asked by a hundred requests at once; prints its lines, each of which says in whose span it was logged.
import { Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import {
  getCurrentSpanId,
  getTracer,
  InMemorySpanExporter,
  liveTraceIds,
  setupMonitoring,
  traceIds,
  withTraceIds,
} from "uno-trace";

/** Takes lines as slowly as a full disk does: loggers have to wait for it. */
class SlowSink extends Writable {
  lines = [];

  constructor() {
    super({ highWaterMark: 200, decodeStrings: false });
  }

  _write(chunk, _, done) {
    this.lines.push(...String(chunk).split("\n").filter(Boolean));
    setImmediate(done);
  }
}

const LOGGERS = {
  async pino(sink) {
    const { default: pino } = await import("pino");
    const logger = pino({ mixin: traceIds }, sink);
    const child = logger.child({ child: "yes" });
    return [(own, message) => logger.info({ own }, message), (own, message) => child.warn({ own }, message)];
  },
  async winston(sink) {
    const { default: winston } = await import("winston");
    const transports = [new winston.transports.Stream({ stream: sink })];
    const logger = winston.createLogger({ defaultMeta: liveTraceIds({ service: "shop" }), transports });
    const child = logger.child({ child: "yes" });
    return [(own, message) => logger.info(message, { own }), (own, message) => child.warn(message, { own })];
  },
  async bunyan(sink) {
    const { default: bunyan } = await import("bunyan");
    const logger = bunyan.createLogger({
      name: "shop",
      streams: [{ type: "raw", stream: withTraceIds(sink) }],
    });
    const child = logger.child({ child: "yes" });
    return [(own, message) => logger.info({ own }, message), (own, message) => child.warn({ own }, message)];
  },
};

setupMonitoring({ exporter: new InMemorySpanExporter() });
const sink = new SlowSink();
const [log, logByChild] = await LOGGERS[process.argv[2]](sink);

async function request() {
  for (let turn = 0; turn < 5; turn++) {
    log(getCurrentSpanId(), "by the logger");
    await delay(Math.random() * 5);
    logByChild(getCurrentSpanId(), "by its child");
  }
}

log("", "before");
await Promise.all(Array.from({ length: 100 }, () => getTracer().withSpan("request", request)));
for (let waited = 0; sink.lines.length < 1001 && waited < 20_000; waited += 10) await delay(10);
process.stdout.write(JSON.stringify(sink.lines));
