// A program that is set up with `exporter: "view"` in; its spans in a viewer, or what it says once where none listens, out.
import { expect, onTestFinished, test } from "vitest";
import { startServer } from "../../view/server/server.js";
import { run } from "../toolchains/processes.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";
import { storeWith } from "./store-with.js";

const PROGRAM = `
  import { getTracer, setupMonitoring } from "uno-trace/runtime";
  const monitoring = setupMonitoring({ exporter: process.env.BY_NAME === undefined ? "view" : undefined });
  for (let round = 0; round < 2; round++) {
    getTracer().withSpan("work", () => {});
    await monitoring.forceFlush();
  }
  await monitoring.shutdown();
  console.log("done");`;

function ran(env: Record<string, string>) {
  return run(["--input-type=module", "-e", PROGRAM], { cwd: REPOSITORY, env });
}

async function viewer() {
  const store = await storeWith([]);
  const server = await startServer(store, { port: 0 });
  onTestFinished(() => server.close());
  return { store, url: server.url };
}

test.each([
  [
    "UNO_TRACE_VIEW, before where all spans go",
    (url: string) => ({ UNO_TRACE_VIEW: url, OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1" }),
  ],
  ["OTEL_EXPORTER_OTLP_ENDPOINT", (url: string) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: url })],
  [
    "UNO_TRACE_VIEW, chosen by OTEL_TRACES_EXPORTER",
    (url: string) => ({ UNO_TRACE_VIEW: `${url}/`, OTEL_TRACES_EXPORTER: "view", BY_NAME: "1" }),
  ],
])("spans go where %s says", async (_, env) => {
  const { store, url } = await viewer();
  expect(await ran(env(url))).toMatchObject({ status: 0, stdout: "done\n", stderr: "" });
  await store.flush();
  expect(await store.holdings()).toEqual({ traces: 2, spans: 2 });
});

test("where nobody listens it says so once, with the mend, and the program goes on", async () => {
  const { status, stdout, stderr } = await ran({
    UNO_TRACE_VIEW: "http://127.0.0.1:1",
    OTEL_EXPORTER_OTLP_TIMEOUT: "300",
  });
  expect([status, stdout]).toEqual([0, "done\n"]);
  const lines = stderr.split("\n").filter((line) => line.includes("npx uno-trace view"));
  expect(lines).toEqual([
    expect.stringMatching(
      /^uno-trace: spans could not be exported: .*ECONNREFUSED.* \(http:\/\/127\.0\.0\.1:1\/v1\/traces\); start the viewer, `npx uno-trace view`/,
    ),
  ]);
});
