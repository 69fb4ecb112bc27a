// The same requests with OpenTelemetry's instrumentations and with `instrument`: what both record is the same, and what
// differs is listed here. Each in a process of its own, since theirs patch modules.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeFolder } from "../harness/folder.js";
import { run } from "../toolchains/processes.js";
import { type Receiver, receive } from "./receiver.js";

let receiver: Receiver;
let folder: string;
beforeEach(async () => {
  receiver = await receive();
  folder = makeFolder("official");
});
afterEach(async () => {
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

const REQUESTS = `
  const quietly = (promise) => promise.catch(() => {});
  const get = (url, options = {}) => new Promise((resolve, reject) => {
    http.request(url, options, (r) => r.resume().on("close", resolve).on("error", reject)).on("error", reject).end();
  });
  const text = async (url, options) => (await fetch(url, options)).text();
  for (const ask of [text, get]) {
    await ask(base + "/ok?page=2");
    await ask(base + "/missing");
    await ask(base + "/broken", { method: "POST" });
    await quietly(ask(base + "/reset"));
    await quietly(ask(base + "/never", { signal: AbortSignal.timeout(30) }));
  }
  await text(base + "/moved");
  await new Promise((resolve) => setTimeout(resolve, 100));
`;

const OFFICIAL = `
  import { registerInstrumentations } from "@opentelemetry/instrumentation";
  import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
  import { UndiciInstrumentation } from "@opentelemetry/instrumentation-undici";
  import { createRequire } from "node:module";
  import { InMemorySpanExporter, setupMonitoring } from "uno-trace";
  import { registerAsOpenTelemetry } from "uno-trace/opentelemetry";
  const spans = new InMemorySpanExporter();
  setupMonitoring({ exporter: spans });
  registerAsOpenTelemetry();
  registerInstrumentations({ instrumentations: [new HttpInstrumentation(), new UndiciInstrumentation()] });
  const http = createRequire(import.meta.url)("node:http");
`;

const OWN = `
  import http from "node:http";
  import { InMemorySpanExporter, setupMonitoring } from "uno-trace";
  const spans = new InMemorySpanExporter();
  setupMonitoring({ exporter: spans, instrument: ["fetch", "http"] });
`;

// The second set-up takes the place of the first, whose exporter it ends.
const BOTH = `${OFFICIAL}
  const all = [];
  const processor = { onEnd: (span) => all.push(span), forceFlush: async () => {}, shutdown: async () => {} };
  setupMonitoring({ processors: [processor], instrument: ["fetch", "http"] });
  spans.getFinishedSpans = () => all;
`;

const SHARED = [
  "http.request.method",
  "url.full",
  "server.address",
  "server.port",
  "network.peer.address",
  "network.peer.port",
  "http.response.status_code",
];

interface Told {
  readonly name: string;
  readonly kind: number;
  readonly status: { readonly code: number };
  readonly attributes: Readonly<Record<string, unknown>>;
}

async function told(head: string): Promise<readonly Told[]> {
  const program = `${head}
    import { getTracer as tracer } from "uno-trace";
    const base = ${JSON.stringify(receiver.base)};
    ${REQUESTS}
    await tracer().forceFlush();
    console.log(JSON.stringify(spans.getFinishedSpans().map(({ name, kind, status, attributes }) => ({ name, kind, status, attributes }))));
  `;
  writeFileSync(join(folder, "program.mjs"), program);
  const { stdout, stderr } = await run(["program.mjs"], {
    cwd: folder,
    env: { OTEL_SEMCONV_STABILITY_OPT_IN: "http" },
  });
  expect(stdout, stderr).toMatch(/^\[/);
  return (JSON.parse(stdout) as Told[]).filter(({ kind }) => kind === 2);
}

const shared = (list: readonly Told[]) =>
  list.map(({ name, status, attributes }) => [name, status.code, ...SHARED.map((key) => attributes[key])]);

it("records what they record", async () => {
  const official = await told(OFFICIAL);
  const own = await told(OWN);
  expect(official).toHaveLength(13);
  expect(shared(own)).toEqual(shared(official));
});

it("makes no second span beside them, if they came first", async () => {
  receiver.came.length = 0;
  const list = await told(BOTH);
  expect(list.filter(({ attributes }) => String(attributes["url.full"]).includes("page=2"))).toHaveLength(2);
  expect(list).toHaveLength(13);
  for (const { headers } of receiver.came) expect(headers.traceparent).toMatch(/^00-[0-9a-f-]+$/);
});
