// `instrument` with fetch, the package undici and node:http: the same situations by each, over connections.
import http from "node:http";
import { request as undiciRequest } from "undici";
import { describe, expect, it } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import { getCurrentSpanId } from "../../runtime/context/nodes.js";
import { tellsEarly } from "../../runtime/instrumentation/node-http.js";
import type { ReadableSpan } from "../../runtime/model/span.js";
import { sleep } from "../runtime/recorder.js";
import { receive } from "./receiver.js";
import { recordClients } from "./recording.js";

const here = recordClients(["fetch", "http"]);

interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** A client: asks, reads the answer to its end, and gives the status. */
type Client = (url: string, ask?: Ask) => Promise<number>;

const byNodeHttp: Client = (url, { body, ...rest } = {}) =>
  new Promise((resolve, reject) => {
    const request = http.request(url, rest, (response) => {
      response.on("error", reject).on("close", () => resolve(response.statusCode ?? 0));
      response.resume();
    });
    request.on("error", reject).end(body);
  });

const CLIENTS: readonly (readonly [string, Client])[] = [
  [
    "fetch",
    async (url, ask) => {
      const response = await fetch(url, { redirect: "manual", ...ask });
      await response.text();
      return response.status;
    },
  ],
  [
    "undici",
    async (url, ask) => {
      const { statusCode, body } = await undiciRequest(url, ask as object);
      await body.text();
      return statusCode;
    },
  ],
  ["node:http", byNodeHttp],
];

/** The CLIENT spans once there are as many as wanted; spans end a turn after their answers. */
async function clientSpans(count: number): Promise<readonly ReadableSpan[]> {
  const found = () => here.spans.getFinishedSpans().filter(({ kind }) => kind === 2);
  for (let turn = 0; found().length < count && turn < 200; turn++) await sleep(5);
  await sleep(10);
  return found();
}

const seen = (list: readonly ReadableSpan[]) =>
  list.map(({ name, status, attributes }) => [
    name,
    status.code,
    attributes["http.response.status_code"],
    attributes["error.type"],
  ]);

describe.each(CLIENTS)("%s", (kind, client) => {
  const carries = kind !== "node:http" || tellsEarly();

  it("has a span with the attributes of the conventions, below what is current", async () => {
    let around: string | undefined;
    await getTracer().withSpan("work", async () => {
      around = getCurrentSpanId();
      await client(`${here.receiver.base}/ok?token=x&page=2`);
    });
    const [span] = await clientSpans(1);
    expect(span?.name).toBe("GET");
    expect(span?.parentSpanContext?.spanId).toBe(around);
    expect(span?.status).toEqual({ code: 0 });
    expect(span?.attributes).toMatchObject({
      "http.request.method": "GET",
      "url.full": `${here.receiver.base}/ok?token=REDACTED&page=2`,
      "server.address": "127.0.0.1",
      "server.port": here.receiver.port,
      "network.peer.address": "127.0.0.1",
      "network.peer.port": here.receiver.port,
      "http.response.status_code": 200,
    });
    expect(span?.attributes).not.toHaveProperty("error.type");
    expect(span?.attributes).not.toHaveProperty("http.request.resend_count");
    expect(span?.events).toEqual([]);
  });

  it("carries the span's own ids", async () => {
    await getTracer().withSpan("work", () => client(`${here.receiver.base}/ok`));
    const [span] = await clientSpans(1);
    const { traceId, spanId } = span?.spanContext() ?? {};
    expect(here.receiver.came[0]?.headers.traceparent).toBe(
      carries ? `00-${traceId}-${spanId}-03` : undefined,
    );
  });

  it("has a span without one around it", async () => {
    await client(`${here.receiver.base}/ok`);
    expect(seen(await clientSpans(1))).toEqual([["GET", 0, 200, undefined]]);
  });

  it("leaves a caller's own traceparent as it is", async () => {
    const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
    await getTracer().withSpan("work", () =>
      client(`${here.receiver.base}/ok`, { headers: { traceparent } }),
    );
    expect(await clientSpans(1)).toHaveLength(1);
    expect(here.receiver.came[0]?.headers.traceparent).toBe(traceparent);
  });

  it.each([
    ["/missing", 404],
    ["/broken", 503],
  ])("is an error by the status of %s", async (path, status) => {
    expect(await client(here.receiver.base + path)).toBe(status);
    expect(seen(await clientSpans(1))).toEqual([["GET", 2, status, String(status)]]);
  });

  it.each(["POST", "DELETE", "OPTIONS"])("is named after %s", async (method) => {
    await client(`${here.receiver.base}/ok`, { method });
    expect(seen(await clientSpans(1))).toEqual([[method, 0, 200, undefined]]);
  });

  it("is an error where the connection breaks, before the answer and within it", async () => {
    await expect(client(`${here.receiver.base}/reset`)).rejects.toThrow();
    await expect(client(`${here.receiver.base}/half`)).rejects.toThrow();
    const list = await clientSpans(2);
    const type = kind === "node:http" ? "ECONNRESET" : "UND_ERR_SOCKET";
    expect(seen(list)).toEqual([
      ["GET", 2, undefined, type],
      ["GET", 2, 200, type],
    ]);
    expect(list.map(({ events }) => events.map(({ name }) => name))).toEqual([["exception"], ["exception"]]);
  });

  it("is an error where nobody listens", async () => {
    const gone = await receive();
    await gone.close();
    await expect(client(`${gone.base}/ok`)).rejects.toThrow();
    expect(seen(await clientSpans(1))).toEqual([["GET", 2, undefined, "ECONNREFUSED"]]);
  });

  it("is no error where the program gave up, and one where its time was over", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    await expect(client(`${here.receiver.base}/never`, { signal: controller.signal })).rejects.toThrow();
    await expect(
      client(`${here.receiver.base}/never`, { signal: AbortSignal.timeout(20) }),
    ).rejects.toThrow();
    const list = await clientSpans(2);
    expect(list.map(({ status }) => status.code)).toEqual([0, 2]);
    expect(list[0]?.attributes).not.toHaveProperty("error.type");
    expect(["TimeoutError", "ABORT_ERR"]).toContain(list[1]?.attributes["error.type"]);
  });

  it("counts what was refused and is sent again", async () => {
    await getTracer().withSpan("work", async () => {
      for (let turn = 0; turn < 3; turn++) await client(`${here.receiver.base}/refused-twice`);
      await client(`${here.receiver.base}/refused-twice`);
    });
    const counts = (await clientSpans(4)).map(
      ({ attributes }) => attributes["http.request.resend_count"] ?? 0,
    );
    expect(counts).toEqual([0, 1, 2, 0]);
  });

  it("counts redirects that the program follows", async () => {
    await getTracer().withSpan("work", async () => {
      for (const path of ["/moved", "/moved-again", "/ok?from=moved", "/ok"])
        await client(here.receiver.base + path);
    });
    const counts = (await clientSpans(4)).map(
      ({ attributes }) => attributes["http.request.resend_count"] ?? 0,
    );
    expect(counts).toEqual([0, 1, 2, 0]);
  });

  it("has the right parents when connections are shared", async () => {
    const one = (name: string) =>
      getTracer().withSpan(name, async () => {
        for (let turn = 0; turn < 5; turn++) await client(`${here.receiver.base}/slow?of=${name}`);
      });
    await Promise.all(["a", "b", "c", "d"].map(one));
    const list = await clientSpans(20);
    const ids = new Map(here.spans.getFinishedSpans().map((span) => [span.spanContext().spanId, span.name]));
    for (const { attributes, parentSpanContext } of list)
      expect(String(attributes["url.full"])).toContain(`of=${ids.get(parentSpanContext?.spanId ?? "")}`);
    expect(list).toHaveLength(20);
  });

  it("makes no span, and sends nothing, in a trace that is not sampled but for that decision", async () => {
    getTracer().setSampler(() => false);
    await getTracer().withSpan("work", () => client(`${here.receiver.base}/ok`));
    expect(await clientSpans(0)).toEqual([]);
    if (carries)
      expect(here.receiver.came[0]?.headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[02]$/);
  });

  it("has a span of a request with the headers of the one before, which names its own span where it can", async () => {
    await getTracer().withSpan("work", async () => {
      await client(`${here.receiver.base}/moved`);
      const { traceparent } = here.receiver.came[0]?.headers ?? {};
      await client(`${here.receiver.base}/moved-again`, {
        headers: traceparent ? { traceparent: String(traceparent) } : {},
      });
    });
    const list = await clientSpans(2);
    expect(list.map(({ attributes }) => attributes["http.request.resend_count"])).toEqual([undefined, 1]);
    const ids = list.map((span) => span.spanContext().spanId);
    const named = here.receiver.came.map(({ headers }) => String(headers.traceparent).split("-")[2]);
    const first = kind === "node:http" ? ids : [ids[0], ids[0]];
    expect(named).toEqual(carries ? first : [undefined, undefined]);
  });

  it("ends with the set-up", async () => {
    await here.monitoring.shutdown();
    await client(`${here.receiver.base}/ok`);
    expect(here.receiver.came[0]?.headers).not.toHaveProperty("traceparent");
    expect(await clientSpans(0)).toEqual([]);
  });
});
