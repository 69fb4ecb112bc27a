// Producers and consumers over real brokers: whose child each span is, and what it is linked to; the programs of docs/messages.md.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { blocksOf, readPage } from "../docs/page.js";
import { makeFolder } from "../harness/folder.js";
import { packagesOf } from "../harness/installs.js";
import { run } from "../toolchains/processes.js";
import { BROKERS, type Broker } from "./brokers.js";

interface SpanFacts {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId?: string;
  readonly links: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly failed: boolean;
}

const [PRODUCER, CONSUMER] = [3, 4];
const FOREIGN = { trace: "ab".repeat(16), span: "cd".repeat(8) };
const PROGRAMS = blocksOf(readPage("docs/messages.md")).flatMap(({ file, text }) =>
  file === undefined ? [] : [{ file, text }],
);

/** In whose context a handler runs that nobody wraps, as docs/messages.md says. */
const OWN_CONTEXT: Readonly<Record<string, string>> = {
  bullmq: "consume",
  nats: "connect",
  rabbitmq: "connect",
  postgresql: "connect",
};

let folder: string;
beforeAll(async () => {
  await packagesOf("test/queues");
  folder = makeFolder("queues", "test/queues");
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the page has a program for each of them", () => {
  expect(PROGRAMS.map(({ file }) => file).sort()).toEqual(
    Object.keys(BROKERS)
      .map((name) => `${name}.mjs`)
      .sort(),
  );
});

describe.each(Object.entries(BROKERS))("%s", (name, start) => {
  let broker: Broker;
  let scenarios: Record<string, SpanFacts[]>;

  beforeAll(async () => {
    broker = await start();
    const args = ["program/scenarios.mjs", name, broker.url];
    const { status, stdout, stderr } = await run(args, { cwd: import.meta.dirname });
    expect(status, stderr).toBe(0);
    // Faults of the tracer are reported there.
    expect(stderr).toBe("");
    scenarios = JSON.parse(stdout);
  }, 600_000);
  afterAll(() => broker?.stop());

  const spansOf = (scenario: string): SpanFacts[] => {
    const found = scenarios[scenario];
    if (found === undefined) throw new Error(`no scenario ${scenario}`);
    return found;
  };
  const all = (scenario: string, span: string) => spansOf(scenario).filter((each) => each.name === span);
  const only = (scenario: string, span: string): SpanFacts => {
    const found = all(scenario, span);
    expect(found.length, `${span} in ${scenario}`).toBe(1);
    return found[0] as SpanFacts;
  };

  it("goes on with the trace of whoever sent the message, outside of the connection's", () => {
    const [request, send] = [only("one", "request"), only("one", "send one")];
    const [process, save] = [only("one", "process one"), only("one", "save")];
    expect([send.kind, process.kind]).toEqual([PRODUCER, CONSUMER]);
    expect([send.parentId, process.parentId, save.parentId]).toEqual([
      request.spanId,
      send.spanId,
      process.spanId,
    ]);
    expect(process.links).toEqual([send.spanId]);
    expect(only("one", "connect").traceId).not.toBe(process.traceId);
    expect(save.attributes.body).toBe('{"order":1}');
  });

  it("says where messages go and what is done, by the words of the conventions", () => {
    const words = { "messaging.system": name, "messaging.destination.name": "one" };
    for (const type of ["send", "process"]) {
      const operation = { "messaging.operation.type": type, "messaging.operation.name": type };
      expect(only("one", `${type} one`).attributes).toEqual({ ...words, ...operation });
    }
  });

  it("twenty producers at once: each message is in the trace of its own", () => {
    const saved = all("producers", "save");
    expect(saved).toHaveLength(20);
    for (const save of saved) {
      const { order } = JSON.parse(save.attributes.body as string) as { order: number };
      expect(only("producers", `request ${order}`).traceId).toBe(save.traceId);
    }
    expect(new Set(saved.map(({ traceId }) => traceId)).size).toBe(20);
  });

  it("a message without headers begins a trace", () => {
    const process = only("bare", "process bare");
    expect([process.parentId, process.links]).toEqual([undefined, []]);
    for (const other of ["connect", "request"]) expect(only("bare", other).traceId).not.toBe(process.traceId);
    expect(only("bare", "save").parentId).toBe(process.spanId);
  });

  it("a traceparent of another library's is gone on from, sampled or not", () => {
    const process = only("foreign", "process foreign");
    expect(process).toMatchObject({ traceId: FOREIGN.trace, parentId: FOREIGN.span, links: [FOREIGN.span] });
    expect(spansOf("unsampled").map((span) => span.name)).toEqual(["connect"]);
  });

  it("a handler that fails is told; the message that comes again has the same sender", () => {
    const send = only("failing", "send failing");
    const tries = all("failing", "process failing");
    expect(tries.map(({ failed }) => failed)).toEqual(name === "postgresql" ? [true] : [true, false]);
    for (const { parentId, links } of tries) expect([parentId, links]).toEqual([send.spanId, [send.spanId]]);
    expect(tries.map(({ attributes }) => attributes["error.type"])[0]).toBe("RangeError");
    expect(new Set(tries.map(({ spanId }) => spanId)).size).toBe(tries.length);
  });

  it("a batch is linked to whoever sent each of its messages", () => {
    const process = only("batch", "process batch");
    const senders = [...all("batch", "send batch"), only("batch", "publish batch")];
    expect(process.parentId).toBeUndefined();
    expect([...process.links].sort()).toEqual([...senders.map(({ spanId }) => spanId), FOREIGN.span].sort());
    expect(process.attributes["messaging.batch.message_count"]).toBe(5);
    expect(senders.map(({ traceId }) => traceId)).not.toContain(process.traceId);
    expect(only("batch", "save")).toMatchObject({
      parentId: process.spanId,
      attributes: { body: "[1,2,3,4,5]" },
    });
  });

  it("left to itself, a handler is in a context that is not the sender's", () => {
    expect(only("own", "seen").attributes.found).toBe(OWN_CONTEXT[name]);
  });

  test("the program of the page", async () => {
    const { file, text } = PROGRAMS.find((each) => each.file === `${name}.mjs`) as (typeof PROGRAMS)[0];
    writeFileSync(join(folder, file), text);
    const variable = /process\.env\.(\w+_URL)/.exec(text)?.[1] as string;
    const env = { ...(process.env as Record<string, string>), [variable]: broker.url };
    const { status, stdout, stderr } = await run([file], { cwd: folder, env });
    expect(status, stderr).toBe(0);
    expect(stdout).toBe("packing A-17\n");
    const traces = [...stderr.matchAll(/^trace ([0-9a-f]{32})/gm)].map(([, id]) => id);
    expect(new Set(traces).size, stderr).toBe(1);
    for (const operation of ["send", "process"])
      expect(stderr).toMatch(new RegExp(`^.*\\b${operation} orders.*✓`, "m"));
  });
});
