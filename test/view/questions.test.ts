// Spans in a real DuckDB; what the page asks of many traces at once: completion, operations, comparing, the map of services.
import { afterAll, describe, expect, test } from "vitest";
import { answer, type Question } from "../../view/server/questions.js";
import { openStore } from "../../view/store/duckdb/duckdb.js";
import { below, ms, START, spanOf } from "./spans.js";
import { storeWith } from "./store-with.js";

type Answer = Record<string, unknown> & Record<string, Record<string, unknown>[]>;

const asking =
  (store: Parameters<typeof answer>[0]) =>
  async (question: Question, parameters: Record<string, string> = {}): Promise<Answer> =>
    (await answer(store, question, new URLSearchParams(parameters))) as Answer;

describe("completion", async () => {
  const store = await openStore();
  afterAll(() => store.close());
  const ask = asking(store);
  const attributes = { "http.route": "/cart", "odd key": 1, "user.name": "Ada B." };
  const resource = { "service.name": "shop", "host.name": "alpha" };
  store.add([
    spanOf({ name: "GET /cart", attributes, resource }),
    spanOf({ name: "GET /cart", attributes: { "http.route": "/c%t" }, resource }),
    spanOf({ name: 'say "hi"', service: "Web", scope: "pg" }),
    spanOf({ name: "x".repeat(500) }),
  ]);
  await store.flush();

  const choices = async (marked: string, limit = "20") => {
    const at = marked.indexOf("|");
    const line = marked.replace("|", "");
    const { from, to, choices } = await ask("complete", { line, at: String(at), limit });
    const texts = (choices as { text: string }[]).map(({ text }) => text);
    return [line.slice(Number(from), Number(to)), ...texts];
  };

  test.each([
    ["serv|", ["serv", "service:"]],
    ["dur|", ["dur", "duration>"]],
    [
      "s|",
      ["s", "service:", "status:", "scope:", "span:", "since:", 'name="say \\"hi\\""', "attr.user.name:"],
    ],
    ["service:w|", ["w", "Web"]],
    ["service:|", ["", "shop", "Web"]],
    ["service:*ho*|", ["*ho*", "shop"]],
    ['name="say|', ['"say', '"say \\"hi\\""']],
    ["kind:c|", ["c", "client", "consumer"]],
    ["status:e|", ["e", "error"]],
    ["duration>1|", ["1", "1ms", "10ms", "100ms", "1s", "10s"]],
    ["scope:|", ["", "pg"]],
    // A key with a space cannot be written in a line.
    ["attr.|", ["attr.", "attr.http.route:", "attr.user.name:"]],
    ["attr.rou|", ["attr.rou", "attr.http.route:"]],
    ["resource.host|", ["resource.host", "resource.host.name:"]],
    ["attr.http.route:/|", ["/", "/c%t", "/cart"]],
    ["attr.user.name:|", ["", '"Ada B."']],
    ["resource.host.name:|", ["", "alpha"]],
    ["route|", ["route", "attr.http.route:"]],
    ["message:x|", ["x"]],
    ["trace:|", [""]],
  ])("%s", async (marked, expected) => {
    expect(await choices(marked)).toEqual(expected);
  });

  test("gives no more than was asked for, and no text that is too long for a line", async () => {
    expect(await choices("|", "3")).toHaveLength(4);
    expect(await choices("name:x|")).toEqual(["x"]);
    expect((await ask("complete", { line: "", at: "99" })).from).toBe(0);
  });
});

test("operations say how often a second, over the time that the query speaks of", async () => {
  const ask = asking(
    await storeWith([
      spanOf({ name: "a", start: START, length: ms(10) }),
      spanOf({
        name: "a",
        start: START + ms(9990),
        length: ms(10),
        status: 2,
        attributes: { "code.file.path": "a.ts", "code.line.number": 3 },
      }),
      spanOf({ name: "b", start: START + ms(5000), length: 0n }),
    ]),
  );
  const whole = await ask("operations");
  expect([whole.startNs, whole.endNs]).toEqual([String(START), String(START + ms(10_000))]);
  expect(whole.operations).toMatchObject([
    { name: "a", site: "a.ts:3", count: 2, errors: 1, perSecond: 0.2 },
    { name: "b", site: "", count: 1, perSecond: 0.1, bars: [{ count: 1, errors: 0 }] },
  ]);
  expect(whole.operations?.[0]?.bars).toEqual([{ belowMs: 17.782794, count: 2, errors: 1 }]);
  const iso = (time: bigint) => new Date(Number(time / 1_000_000n)).toISOString();
  const bounded = await ask("operations", {
    query: `since:${iso(START)} until:${iso(START + ms(4000))}`,
  });
  expect(bounded.operations).toMatchObject([{ name: "a", count: 1, perSecond: 0.25 }]);
  // A single short span is not thousands a second.
  expect((await ask("operations", { query: "b" })).operations).toMatchObject([{ perSecond: 1 }]);
  // Since then, until now.
  const since = await ask("operations", { query: `since:${iso(START)}` });
  expect(BigInt(String(since.endNs))).toBeGreaterThan(START + ms(20_000));
  expect(await ask("operations", { query: "nothing" })).toEqual({ operations: [] });
});

test("a histogram has as many bars as were asked for, with the errors in each", async () => {
  const ask = asking(
    await storeWith([1, 2, 3, 4, 5].map((each) => spanOf({ length: ms(each), status: each % 3 }))),
  );
  const { bars } = await ask("histogram", { barsOfTen: "10" });
  expect(bars?.map(({ count }) => count)).toEqual([1, 0, 0, 1, 1, 0, 2]);
  expect(bars?.map(({ errors }) => errors)).toEqual([0, 0, 0, 1, 0, 0, 1]);
  await expect(ask("histogram", { barsOfTen: "0" })).rejects.toThrow("from 1 to 100");
});

describe("comparing", () => {
  test("two traces, or two groups by their query lines", async () => {
    const slow = spanOf({ name: "GET /", length: ms(100) });
    const query = below(slow, { name: "query", length: ms(80) });
    const fast = [0, 1].map(() => spanOf({ name: "GET /", length: ms(20) }));
    const ask = asking(await storeWith([slow, query, ...fast]));
    const two = await ask("compare", { before: `trace:${fast[0]?.traceId}`, after: `trace:${slow.traceId}` });
    expect(two).toMatchObject({
      before: { traces: 1, found: 1, durationMs: 20 },
      after: { traces: 1, found: 1, durationMs: 100 },
      sites: [
        {
          name: "query",
          state: "new",
          before: { count: 0, selfMs: 0 },
          after: { count: 1, selfMs: 80 },
          moreSelfMs: 80,
        },
        { name: "GET /", state: "both", before: { selfMs: 20 }, after: { selfMs: 20 }, moreTotalMs: 80 },
      ],
      paths: [
        { name: "GET /", depth: 0 },
        { name: "query", depth: 1 },
      ],
      isCut: false,
    });
    const groups = await ask("compare", { before: '"GET /" duration>50ms', after: '"GET /" duration<50ms' });
    expect([groups.before, groups.after]).toMatchObject([
      { found: 1 },
      { found: 2, traces: 2, durationMs: 20 },
    ]);
    const nothing = await ask("compare", { before: "nobody", after: "nobody" });
    expect(nothing).toMatchObject({ before: { found: 0, traces: 0, durationMs: 0 }, sites: [], paths: [] });
  });

  test("says of a large group how much of it was compared: whole traces, the newest", async () => {
    const traces = Array.from({ length: 5 }, (_, index) => {
      const root = spanOf({ name: `t${index}`, start: START + ms(index * 100) });
      return [root, below(root), below(root)];
    });
    const store = await storeWith(traces.flat());
    const names = async (bounds: { traces: number; spans: number }) => {
      const { found, taken, spans } = await store.outline(undefined, bounds);
      return [found, taken, spans.length, ...spans.map(({ name }) => name).filter((name) => name !== "work")];
    };
    expect(await names({ traces: 3, spans: 100 })).toEqual([5, 3, 9, "t4", "t3", "t2"]);
    expect(await names({ traces: 100, spans: 8 })).toEqual([5, 2, 6, "t4", "t3"]);
    expect(await names({ traces: 100, spans: 1 })).toEqual([5, 1, 3, "t4"]);
  });

  test("asks for both sides", async () => {
    const ask = asking(await storeWith([]));
    await expect(ask("compare", { before: "a" })).rejects.toThrow('"after" is missing');
    await expect(ask("compare", { before: "nme:a", after: "b" })).rejects.toThrow("no field");
  });
});

describe("the map of services", async () => {
  const web = spanOf({ name: "GET /", service: "web", kind: 1, length: ms(50) });
  const call = below(web, {
    name: "POST",
    service: "web",
    kind: 2,
    attributes: { "server.address": "shop.local" },
  });
  const shop = below(call, { name: "POST /order", service: "shop", kind: 1, length: ms(30), status: 2 });
  const pool = below(shop, {
    name: "pool",
    kind: 2,
    attributes: { "db.system.name": "postgresql", "db.namespace": "orders" },
  });
  const db = below(pool, {
    name: "SELECT",
    kind: 2,
    length: ms(4),
    attributes: { "db.system.name": "postgresql", "db.namespace": "orders" },
  });
  const send = below(shop, {
    name: "send",
    kind: 3,
    attributes: { "messaging.system": "kafka", "messaging.destination.name": "orders" },
  });
  const read = spanOf({
    name: "read",
    service: "mail",
    kind: 4,
    links: [{ traceId: send.traceId, spanId: send.spanId, attributes: {} }],
  });
  const lost = below(read, {
    name: "publish",
    service: "mail",
    kind: 3,
    attributes: { "messaging.system": "kafka", "messaging.destination.name": "sent" },
  });
  const api = below(read, {
    name: "GET",
    service: "mail",
    kind: 2,
    attributes: { "peer.service": "smtp", "server.address": "10.0.0.1" },
  });
  const nameless = below(read, { name: "call", service: "mail", kind: 2 });
  const store = await openStore();
  afterAll(() => store.close());
  store.add([web, call, shop, pool, db, send, read, lost, api, nameless]);
  await store.flush();
  const ask = asking(store);

  test("has an edge for each pair, and leaves for what sends no spans", async () => {
    const { services, calls, isCut } = await ask("map");
    expect(isCut).toBe(false);
    expect(calls).toHaveLength(5);
    expect(calls).toEqual(
      expect.arrayContaining([
        { from: "web", to: "shop", kind: "service", calls: 1, errors: 1, p50Ms: 30, p95Ms: 30, perSecond: 1 },
        // The client around the client did not call the database once more.
        {
          from: "shop",
          to: "postgresql orders",
          kind: "database",
          calls: 1,
          errors: 0,
          p50Ms: 4,
          p95Ms: 4,
          perSecond: 1,
        },
        expect.objectContaining({ from: "shop", to: "mail", kind: "service" }),
        expect.objectContaining({ from: "mail", to: "kafka sent", kind: "messaging" }),
        expect.objectContaining({ from: "mail", to: "smtp", kind: "peer" }),
      ]),
    );
    expect(services?.map(({ name, kind, spans, errors }) => [name, kind, spans, errors])).toEqual([
      ["mail", "service", 4, 0],
      ["shop", "service", 4, 1],
      ["web", "service", 2, 0],

      ["kafka sent", "messaging", 1, 0],
      ["smtp", "peer", 1, 0],
      ["postgresql orders", "database", 1, 0],
    ]);
  });

  test("of some traces, and of few calls", async () => {
    const { calls } = await ask("map", { query: "service:web" });
    expect(calls?.map(({ to }) => to)).not.toContain("smtp");
    expect(await ask("map", { limit: "2" })).toMatchObject({ isCut: true });
    expect(await ask("map", { query: "nothing" })).toEqual({ services: [], calls: [], isCut: false });
  });
});
