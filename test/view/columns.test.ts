// A trace in a store in; what the page asks of it, as the API answers, out.
import { describe, expect, onTestFinished, test } from "vitest";
import type { TraceColumns } from "../../view/model/columns.js";
import { startServer } from "../../view/server/server.js";
import { below, ms, START, spanOf } from "./spans.js";
import { storeWith } from "./store-with.js";

const root = spanOf({ name: "checkout", service: "web", kind: 1, length: ms(30) });
const charge = below(root, {
  name: "charge",
  start: START + 7n,
  status: 2,
  attributes: { "http.route": "/cart", "a/b~c": 3, "code.file.path": "src/a.ts", "code.line.number": 3 },
  events: [{ name: "exception", time: START + 9n, attributes: { "exception.type": "RangeError" } }],
  links: [{ traceId: "a".repeat(32), spanId: "b".repeat(16), attributes: { why: "batch" } }],
});

async function asking(spans: Parameters<typeof storeWith>[0]) {
  const server = await startServer(await storeWith(spans), { port: 0 });
  onTestFinished(() => server.close());
  return async (path: string) => {
    const response = await fetch(`${server.url}/api/${path}`);
    const text = await response.text();
    return response.ok ? JSON.parse(text) : [response.status, text.trim()];
  };
}

describe("the API", () => {
  test("has a trace as columns", async () => {
    const ask = await asking([charge, root, spanOf()]);
    const columns: TraceColumns = await ask(`columns?id=${root.traceId.toUpperCase()}`);
    expect(columns).toEqual({
      traceId: root.traceId,
      startNs: String(START),
      texts: ["checkout", "web", "", "charge", "shop", "src/a.ts:3"],
      spanIds: [root.spanId, charge.spanId],
      parentIds: ["", root.spanId],
      offsets: [0, 7],
      durations: [30e6, 10e6],
      statuses: [0, 2],
      kinds: [1, 0],
      names: [0, 3],
      services: [1, 4],
      sites: [2, 5],
    });
    expect(await ask("columns?id=12")).toEqual([404, 'there is no trace "12" here']);
  });

  test("has very many spans as columns, while others are answered", async () => {
    const many = Array.from({ length: 45_000 }, (_, at) => below(root, { start: START + BigInt(at) }));
    const ask = await asking([root, ...many]);
    const [columns, status] = await Promise.all([ask(`columns?id=${root.traceId}`), ask("status")]);
    expect(status.spans).toBe(45_001);
    for (const name of ["spanIds", "parentIds", "offsets", "durations", "kinds", "names", "sites"])
      expect([name, columns[name].length]).toEqual([name, 45_001]);
    expect(columns.offsets.at(-1)).toBe(44_999);
  });

  test("has a single span whole", async () => {
    const ask = await asking([root, charge, { ...charge, name: "other", traceId: "c".repeat(32) }]);
    const { spans } = await ask(`span?id=${root.traceId}&span=${charge.spanId}`);
    expect(spans.map(({ name }: { name: string }) => name)).toEqual(["charge"]);
    const [{ attributes, resource, durationMs, startNs, kind }] = spans;
    expect({ attributes, resource, durationMs, startNs, kind }).toEqual({
      attributes: charge.attributes,
      resource: charge.resource,
      durationMs: 10,
      startNs: String(charge.start),
      kind: 0,
    });
    expect((await ask(`span?id=${root.traceId}&span=12`))[0]).toBe(404);
  });

  test("says which spans match, and has one attribute of all", async () => {
    const ask = await asking([root, charge, spanOf({ attributes: { "http.route": "/other" } })]);
    const id = `id=${root.traceId}`;
    for (const [query, spans] of [
      ["attr.http.route:*", [charge.spanId]],
      ["error:RangeError", [charge.spanId]],
      ["service:web or event:exception", [root.spanId, charge.spanId]],
      ["duration>20ms -kind:client", [root.spanId]],
      ["nothing", []],
    ] as const) {
      const { spanIds } = await ask(`matching?${id}&query=${encodeURIComponent(query)}`);
      expect([query, [...spanIds].sort()]).toEqual([query, [...spans].sort()]);
    }
    expect((await ask(`matching?${id}&query=nme:x`))[0]).toBe(400);
    expect(await ask(`attributes?${id}`)).toEqual({
      keys: ["a/b~c", "code.file.path", "code.line.number", "http.route"],
    });
    for (const [key, value] of [
      ["http.route", "/cart"],
      ["a/b~c", 3],
    ] as const)
      expect(await ask(`attribute?${id}&key=${encodeURIComponent(key)}`)).toEqual({
        values: [{ spanId: charge.spanId, value }],
      });
    expect(await ask(`attribute?${id}&key=none`)).toEqual({ values: [] });
  });
});
