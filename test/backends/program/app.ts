// A traced program that is set up by its environment alone: prints its own spans, as it knows them.
import { setTimeout as delay } from "node:timers/promises";
import { getCurrentSpan, getTracer, type ReadableSpan, SpanKind, trace } from "uno-trace/runtime";

const spans: ReadableSpan[] = [];
getTracer().addProcessor({
  onEnd: (span) => void spans.push(span),
  forceFlush: async () => {},
  shutdown: async () => {},
});

// @trace kind=client args=id,options.retry result=total attr.team=payments
async function load(id: string, options: { retry: boolean }): Promise<{ total: number }> {
  await delay(2);
  getCurrentSpan()?.addEvent("cache miss", { key: id, tries: 2 });
  return { total: 10.5 + (options.retry ? 1 : 0) };
}

// @trace
function* pages(count: number): Generator<number> {
  for (let page = 0; page < count; page++) yield page;
}

// @trace
function refuse(): never {
  throw new RangeError("sold out: “7” 💥\n");
}

// @trace root kind=producer
function publish(): void {}

// @trace kind=server
async function order(id: string): Promise<number> {
  const span = getCurrentSpan();
  span?.setAttributes({
    "text.unicode": "Grüße, 世界 💥",
    "text.empty": "",
    "number.large": 2 ** 40,
    "number.negative": -7,
    "number.fraction": 0.1,
    yes: true,
    no: false,
    texts: ["a", "b"],
    numbers: [1, 2, 3],
    flags: [true, false],
  });
  const [first, second] = await Promise.all([load(id, { retry: true }), load(`${id}'`, { retry: false })]);
  for (const _ of pages(3));
  try {
    refuse();
  } catch {
    publish();
  }
  return first.total + second.total;
}

const consume = trace({ name: "consume", kind: SpanKind.CONSUMER }, () => {});

await order("7");
consume();
getTracer().withSpan("unset", (span) => span.setStatus("unset"));
await getTracer().forceFlush();

const nano = ([seconds, nanoseconds]: readonly [number, number]): string =>
  String(BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds));
console.log(
  JSON.stringify(
    spans.map((span) => ({
      traceId: span.spanContext().traceId,
      spanId: span.spanContext().spanId,
      parentSpanId: span.parentSpanContext?.spanId ?? "",
      name: span.name,
      kind: span.kind,
      start: nano(span.startTime),
      end: nano(span.endTime),
      status: span.status,
      attributes: span.attributes,
      events: span.events.map(({ name, time, attributes }) => ({ name, time: nano(time), attributes })),
      links: span.links.map(({ context }) => ({ traceId: context.traceId, spanId: context.spanId })),
      resource: span.resource.attributes,
    })),
  ),
);
