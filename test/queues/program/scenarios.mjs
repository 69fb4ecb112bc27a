// A queue's name and address as arguments; the situations of producers and consumers run over it, their spans printed as JSON.
import { setTimeout as sleep } from "node:timers/promises";
import {
  getCurrentSpan,
  getTracer,
  InMemorySpanExporter,
  injectContext,
  SimpleSpanProcessor,
  setupMonitoring,
  withProcessSpan,
  withSendSpan,
} from "uno-trace";

const [name, url] = process.argv.slice(2);
const { system, open, carrier, foreign } = await import(`./${name}.mjs`);
const memory = new InMemorySpanExporter();
const monitoring = setupMonitoring({ processors: [new SimpleSpanProcessor(memory)] });
const tracer = getTracer();
const TRACE = "ab".repeat(16);

/** Sends a message as the page says. */
const send = (queue, destination, body) =>
  withSendSpan({ system, destination }, () => queue.send(body, injectContext(carrier())));

/** Consumes until so many messages were handled, by a handler that runs inside of the message's span. */
function handle(queue, destination, count, work) {
  return new Promise((resolve, reject) => {
    let left = count;
    const done = () => {
      if (--left === 0) resolve();
    };
    queue
      .consume(async ({ body, headers }) => {
        try {
          return await withProcessSpan({ system, destination }, headers, () => work(body));
        } finally {
          done();
        }
      })
      .catch(reject);
  });
}

const save = async (body) => {
  await sleep(1);
  return tracer.withSpan("save", { attributes: { body: JSON.stringify(body) } }, () => {});
};

const SCENARIOS = {
  /** Listens first, so that the message comes while the consumer waits. */
  async one(queue, destination) {
    const handled = handle(queue, destination, 1, save);
    await tracer.withSpan("request", () => send(queue, destination, { order: 1 }));
    await handled;
  },
  async producers(queue, destination) {
    const handled = handle(queue, destination, 20, save);
    const request = (index) =>
      tracer.withSpan(`request ${index}`, () => send(queue, destination, { order: index }));
    await Promise.all(Array.from({ length: 20 }, (_, index) => request(index)));
    await handled;
  },
  async bare(queue, destination) {
    const handled = handle(queue, destination, 1, save);
    await tracer.withSpan("request", () => queue.send({ order: 1 }, undefined));
    await handled;
  },
  async foreign(queue, destination) {
    const handled = handle(queue, destination, 1, save);
    await queue.send({ order: 1 }, foreign(`00-${TRACE}-${"cd".repeat(8)}-01`));
    await handled;
  },
  async unsampled(queue, destination) {
    const handled = handle(queue, destination, 1, save);
    await queue.send({ order: 1 }, foreign(`00-${TRACE}-${"cd".repeat(8)}-00`));
    await handled;
  },
  async failing(queue, destination) {
    let tries = 0;
    const handled = handle(queue, destination, system === "postgresql" ? 1 : 2, async (body) => {
      await sleep(1);
      if (tries++ === 0) throw new RangeError("sold out");
      return save(body);
    });
    await send(queue, destination, { order: 1 });
    await handled;
  },
  async batch(queue, destination) {
    const taken = queue.take(5);
    for (const index of [1, 2])
      await tracer.withSpan(`request ${index}`, () => send(queue, destination, { order: index }));
    await queue.send({ order: 3 }, undefined);
    await queue.send({ order: 4 }, foreign(`00-${TRACE}-${"cd".repeat(8)}-01`));
    await withSendSpan({ system, destination, messageCount: 1, operation: "publish" }, () =>
      queue.send({ order: 5 }, injectContext(carrier())),
    );
    const { messages, settle } = await taken;
    const carriers = messages.map(({ headers }) => headers);
    await withProcessSpan({ system, destination }, carriers, () =>
      save(messages.map(({ body }) => body.order)),
    );
    await settle();
  },
  /** Whose context a handler has without this library's doing. */
  async own(queue) {
    const seen = new Promise((resolve, reject) => {
      const note = async () => resolve(getCurrentSpan()?.name ?? "none");
      tracer.withSpan("consume", () => queue.consume(note).catch(reject));
    });
    await tracer.withSpan("request", () => queue.send({ order: 1 }, undefined));
    const found = await seen;
    tracer.withSpan("seen", { root: true, attributes: { found } }, () => {});
  },
};

const result = {};
for (const [scenario, run] of Object.entries(SCENARIOS)) {
  const queue = await tracer.withSpan("connect", () => open(url, scenario));
  await run(queue, scenario);
  await queue.close();
  result[scenario] = memory.getFinishedSpans().map((span) => ({
    name: span.name,
    kind: span.kind,
    traceId: span.traceId,
    spanId: span.spanId,
    parentId: span.parentId,
    links: span.links.map(({ context }) => context.spanId),
    attributes: span.attributes,
    failed: span.status.code === 2,
  }));
  memory.reset();
}
await monitoring.shutdown();
console.log(JSON.stringify(result));
