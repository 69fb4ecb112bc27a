// What the package undici offers beside plain requests: retries, redirects and proxies of its own.
import { request as ask, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, type Dispatcher, interceptors, ProxyAgent, RetryAgent, request } from "undici";
import { afterEach, beforeEach, expect, it } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import { InMemorySpanExporter } from "../../runtime/exporters/in-memory.js";
import { SimpleSpanProcessor } from "../../runtime/processors/simple.js";
import { type Monitoring, setupMonitoring } from "../../runtime/setup/monitoring.js";
import { sleep } from "../runtime/recorder.js";
import { type Receiver, receive } from "./receiver.js";

let spans: InMemorySpanExporter;
let monitoring: Monitoring;
let receiver: Receiver;
beforeEach(async () => {
  spans = new InMemorySpanExporter();
  monitoring = setupMonitoring({ processors: [new SimpleSpanProcessor(spans)], instrument: ["fetch"] });
  receiver = await receive();
});
afterEach(async () => {
  await receiver.close();
  await monitoring.shutdown();
});

async function told(path: string, dispatcher: Dispatcher) {
  await getTracer().withSpan("work", async () => {
    const { body } = await request(receiver.base + path, { dispatcher });
    await body.text();
  });
  await sleep(20);
  await dispatcher.close();
  return spans
    .getFinishedSpans()
    .filter(({ kind }) => kind === 2)
    .map(({ attributes }) => [
      attributes["url.full"],
      attributes["http.response.status_code"],
      attributes["error.type"],
      attributes["http.request.resend_count"],
    ]);
}

it("has a span of each try of a RetryAgent, and the answer says why it failed", async () => {
  const url = `${receiver.base}/refused-twice`;
  expect(
    await told("/refused-twice", new RetryAgent(new Agent(), { minTimeout: 5, timeoutFactor: 1 })),
  ).toEqual([
    [url, 503, "503", undefined],
    [url, 503, "503", 1],
    [url, 200, undefined, 2],
  ]);
});

it("has a span of each request of the redirect interceptor", async () => {
  const { base } = receiver;
  expect(await told("/moved", new Agent().compose(interceptors.redirect({ maxRedirections: 3 })))).toEqual([
    [`${base}/moved`, 302, undefined, undefined],
    [`${base}/moved-again`, 307, undefined, 1],
    [`${base}/ok?from=moved`, 200, undefined, 2],
  ]);
});

it("names the server behind a proxy, and has no span of the tunnel", async () => {
  const proxy = createServer((from, to) => {
    ask(from.url ?? "", { headers: from.headers, agent: false }, (answer) => answer.pipe(to)).end();
  });
  proxy.on("connect", (_, socket) => socket.end("HTTP/1.1 502 No tunnel\r\n\r\n"));
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const uri = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  expect(await told("/ok", new ProxyAgent({ uri, proxyTunnel: false }))).toEqual([
    [`${receiver.base}/ok`, 200, undefined, undefined],
  ]);
  expect(receiver.came[0]?.headers.traceparent).toMatch(/^00-/);
  await expect(
    request(`${receiver.base}/ok`, { dispatcher: new ProxyAgent({ uri, proxyTunnel: true }) }),
  ).rejects.toThrow();
  proxy.closeAllConnections();
  proxy.close();
});
