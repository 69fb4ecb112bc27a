// autotel: `trace()` around each function, its span processor exporting to nowhere.
import { trace as api } from "@opentelemetry/api";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  type ReadableSpan,
} from "@opentelemetry/sdk-trace-base";
import { init, trace } from "autotel";
import { CountingExporter } from "../counting-exporter.js";
import type { Peer, State } from "../peer.js";
import { FAULT, increment, type Subjects } from "../subjects.js";

export function setUp(state: State): Peer {
  if (state === "off") return { subjects: subjects() };
  const exporter = new CountingExporter<ReadableSpan>(() => undefined);
  const processor = new BatchSpanProcessor(exporter);
  init({
    service: "bench",
    spanProcessors: [processor],
    sampler: (state === "unsampled" ? new AlwaysOffSampler() : new AlwaysOnSampler()) as never,
  } as Parameters<typeof init>[0]);
  return { subjects: subjects(), exported: () => exporter.count, flush: () => processor.forceFlush() };
}

function subjects(): Subjects {
  const nested: (depth: number) => number = trace("nested", (depth: number) =>
    depth === 0 ? 0 : nested(depth - 1) + 1,
  );
  return {
    sync: trace("sync", (n: number) => n + 1),
    calling: trace("calling", (n: number) => increment(n)),
    asynchronous: trace("asynchronous", async (n: number) => n + 1),
    nested,
    *items(count) {
      const span = api.getTracer("bench").startSpan("items");
      try {
        for (let index = 0; index < count; index++) yield index;
      } finally {
        span.end();
      }
    },
    captured: trace<[number, string], number>(
      { name: "captured", attributesFromArgs: ([id, region]) => ({ id, region }) },
      (id, region) => id + region.length,
    ),
    fails: trace("fails", () => {
      throw FAULT;
    }) as unknown as Subjects["fails"],
    request: trace("request", (work: () => unknown) => work()) as Subjects["request"],
    serve: trace("serve", async (work: () => Promise<unknown>) => work()) as Subjects["serve"],
  };
}
