// Parts of OpenTelemetry's SDK 3 in this library's own set-up: its instrumentations, processors, exporters and samplers.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { blocksOf, readPage } from "../docs/page.js";
import { node3, Peers, TREE, treeOf } from "./peers.js";

const peers = new Peers("otel3");
const write = (name: string, text: string) => writeFileSync(join(peers.folderOf("otel3"), name), text);

/** What the page says, with the instrumentation of what the program calls. */
function setUpOfPage(): string {
  const blocks = blocksOf(readPage("docs/opentelemetry.md"));
  const text = blocks.find(({ file }) => file === "tracing.ts")?.text as string;
  const adapted = text
    .replaceAll("HttpInstrumentation", "UndiciInstrumentation")
    .replace("instrumentation-http", "instrumentation-undici");
  expect(adapted).toContain("new UndiciInstrumentation()");
  return adapted;
}

/** Spans go through what is given, and the program's own calls of the API come here. */
const setUpWith = (options: string) => `
import * as sdk from "@opentelemetry/sdk-trace";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { registerTracerProvider } from "uno-trace/opentelemetry";
import { setupMonitoring } from "uno-trace/runtime";
const monitoring = setupMonitoring({ serviceName: "orders", ${options} });
process.once("beforeExit", () => monitoring.shutdown());
registerTracerProvider();
`;

beforeAll(() => peers.prepare(), 600_000);
afterAll(() => peers.close());

// `min` drops the span.
const OWN_TREE = TREE.filter((edge) => edge !== "brief < order");

const title = node3.path === undefined ? `SDK 3 (not run: ${node3.missing})` : "SDK 3";
describe.skipIf(node3.path === undefined)(title, () => {
  test("instrumentations under this library, in ES modules, by the set-up of the page", async () => {
    write("instrumented.mjs", setUpOfPage());
    const outcome = await peers.runBeside("otel3", { imports: ["./instrumented.mjs"] });
    expect(outcome.stderr).toBe("");
    expect(treeOf(outcome)).toEqual(OWN_TREE);
    const request = outcome.spans.find(({ id }) => outcome.header.includes(`-${id}-`));
    const order = outcome.spans.find(({ name }) => name === "order");
    expect([request?.kind, request?.parent]).toEqual(["client", order?.id]);
  });

  test.each([
    ["an exporter", "exporter: new OTLPTraceExporter()"],
    [
      "a batching processor",
      "exporter: 'none', processors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter() })]",
    ],
    [
      "a simple processor",
      "exporter: 'none', processors: [new sdk.SimpleSpanProcessor({ exporter: new OTLPTraceExporter() })]",
    ],
    [
      "a sampler",
      'exporter: "otlp", sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(1) })',
    ],
  ])("%s", async (_, options) => {
    write("own.mjs", setUpWith(options));
    const outcome = await peers.runBeside("otel3", { imports: ["./own.mjs"] });
    expect(outcome.stderr).toBe("");
    expect(treeOf(outcome)).toEqual(OWN_TREE);
    expect(outcome.state).toBe("paid 7");
  });

  test("a sampler that takes nothing", async () => {
    write("off.mjs", setUpWith('exporter: "otlp", sampler: new sdk.AlwaysOffSampler()'));
    const outcome = await peers.runBeside("otel3", { imports: ["./off.mjs"] });
    expect([outcome.stderr, outcome.spans, outcome.state]).toEqual(["", [], "paid 7"]);
  });
});
