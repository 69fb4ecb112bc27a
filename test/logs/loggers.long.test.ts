// Real loggers, asked by many at once: each line has the ids of the span in which it was logged.
import { Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { getCurrentSpanId, getTracer, liveTraceIds, traceIds, withTraceIds } from "../../runtime/index.js";
import { packagesOf } from "../harness/installs.js";
import { record } from "../runtime/recorder.js";

beforeAll(() => packagesOf("test/logs"), 300_000);
beforeEach(() => void record());

/** Their types are installed for this folder alone. */
const load = (name: string) => import(name);

/** Takes lines as slowly as a full disk does: loggers have to wait for it. */
class SlowSink extends Writable {
  readonly lines: string[] = [];

  constructor() {
    super({ highWaterMark: 200, decodeStrings: false });
  }

  override _write(chunk: string, _: BufferEncoding, done: () => void): void {
    this.lines.push(...String(chunk).split("\n").filter(Boolean));
    setImmediate(done);
  }
}

interface Line {
  readonly own?: string;
  readonly child?: string;
  readonly trace_id?: string;
  readonly span_id?: string;
  readonly trace_flags?: string;
  readonly [key: string]: unknown;
}

/** What a logger is asked for here. */
type Log = (own: string, message: string) => void;

const LOGGERS: [name: string, make: (sink: SlowSink) => Promise<readonly [Log, Log]>][] = [
  [
    "pino",
    async (sink) => {
      const { default: pino } = await load("pino");
      const logger = pino({ mixin: traceIds }, sink);
      const child = logger.child({ child: "yes" });
      return [
        (own, message) => logger.info({ own }, message),
        (own, message) => child.warn({ own }, message),
      ];
    },
  ],
  [
    "winston",
    async (sink) => {
      const { default: winston } = await load("winston");
      const transports = [new winston.transports.Stream({ stream: sink })];
      const logger = winston.createLogger({ defaultMeta: liveTraceIds({ service: "shop" }), transports });
      const child = logger.child({ child: "yes" });
      return [
        (own, message) => logger.info(message, { own }),
        (own, message) => child.warn(message, { own }),
      ];
    },
  ],
  [
    "bunyan",
    async (sink) => {
      const { default: bunyan } = await load("bunyan");
      const streams = [{ type: "raw", stream: withTraceIds(sink) }];
      const logger = bunyan.createLogger({ name: "shop", streams });
      const child = logger.child({ child: "yes" });
      return [
        (own, message) => logger.info({ own }, message),
        (own, message) => child.warn({ own }, message),
      ];
    },
  ],
];

it.each(LOGGERS)(
  "%s",
  async (_, make) => {
    const sink = new SlowSink();
    const [log, logByChild] = await make(sink);
    log("", "before");
    const request = () =>
      getTracer().withSpan("request", async () => {
        for (let turn = 0; turn < 5; turn++) {
          log(getCurrentSpanId() as string, "by the logger");
          await delay(Math.random() * 5);
          logByChild(getCurrentSpanId() as string, "by its child");
        }
      });
    await Promise.all(Array.from({ length: 100 }, request));
    await expect.poll(() => sink.lines.length, { timeout: 20_000 }).toBe(1001);
    const [outside, ...lines] = sink.lines.map((line): Line => JSON.parse(line));
    expect(outside).not.toHaveProperty("trace_id");
    for (const { own, span_id, trace_id, trace_flags } of lines) {
      expect(span_id).toBe(own);
      expect(trace_id).toMatch(/^[0-9a-f]{32}$/);
      expect(Number.parseInt(trace_flags as string, 16) & 1).toBe(1);
    }
    expect(lines.filter(({ child }) => child === "yes")).toHaveLength(500);
    expect(new Set(lines.map(({ trace_id }) => trace_id)).size).toBe(100);
    for (const line of sink.lines)
      expect(line.match(/"trace_id"/g) ?? []).toHaveLength(line === sink.lines[0] ? 0 : 1);
  },
  60_000,
);
