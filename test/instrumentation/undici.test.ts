// What the package undici offers beside plain requests: retries, redirects and proxies of its own.
import { request as ask, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, type Dispatcher, interceptors, ProxyAgent, RetryAgent, request } from "undici";
import { expect, it } from "vitest";
import { getTracer } from "../../runtime/api/tracer.js";
import { sleep } from "../runtime/recorder.js";
import { recordClients } from "./recording.js";

const here = recordClients(["fetch"]);

async function told(path: string, dispatcher: Dispatcher) {
  await getTracer().withSpan("work", async () => {
    const { body } = await request(here.receiver.base + path, { dispatcher });
    await body.text();
  });
  await sleep(20);
  await dispatcher.close();
  return here.spans
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
  const url = `${here.receiver.base}/refused-twice`;
  expect(
    await told("/refused-twice", new RetryAgent(new Agent(), { minTimeout: 5, timeoutFactor: 1 })),
  ).toEqual([
    [url, 503, "503", undefined],
    [url, 503, "503", 1],
    [url, 200, undefined, 2],
  ]);
});

it("has a span of each request of the redirect interceptor", async () => {
  const { base } = here.receiver;
  expect(await told("/moved", new Agent().compose(interceptors.redirect({ maxRedirections: 3 })))).toEqual([
    [`${base}/moved`, 302, undefined, undefined],
    [`${base}/moved-again`, 307, undefined, 1],
    [`${base}/ok?from=moved`, 200, undefined, 2],
  ]);
});

it("has the second request of the redirect interceptor below whoever opened the connection, as the page says", async () => {
  const dispatcher = new Agent({ connections: 1 }).compose(interceptors.redirect({ maxRedirections: 1 }));
  const ask = (name: string, path: string) =>
    getTracer().withSpan(name, async () => {
      const { body } = await request(here.receiver.base + path, { dispatcher });
      await body.text();
    });
  await ask("opener", "/ok");
  await ask("second", "/moved-again");
  await sleep(20);
  await dispatcher.close();
  const all = here.spans.getFinishedSpans();
  const nameOf = (id = "") => all.find((span) => span.spanContext().spanId === id)?.name;
  const parents = all.filter(({ kind }) => kind === 2).map((span) => nameOf(span.parentSpanContext?.spanId));
  expect(parents).toEqual(["opener", "second", "opener"]);
});

it("names the server behind a proxy, and has no span of the tunnel", async () => {
  const proxy = createServer((from, to) => {
    ask(from.url ?? "", { headers: from.headers, agent: false }, (answer) => answer.pipe(to)).end();
  });
  proxy.on("connect", (_, socket) => socket.end("HTTP/1.1 502 No tunnel\r\n\r\n"));
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const uri = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  expect(await told("/ok", new ProxyAgent({ uri, proxyTunnel: false }))).toEqual([
    [`${here.receiver.base}/ok`, 200, undefined, undefined],
  ]);
  expect(here.receiver.came[0]?.headers.traceparent).toMatch(/^00-/);
  await expect(
    request(`${here.receiver.base}/ok`, { dispatcher: new ProxyAgent({ uri, proxyTunnel: true }) }),
  ).rejects.toThrow();
  proxy.closeAllConnections();
  proxy.close();
});
