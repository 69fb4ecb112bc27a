// A process that stands still for a while, as a function of a serverless platform does between two requests: what had an
// answer by then is delivered, though all timers are overdue as it goes on.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";

const program = (url: string, timeout: number, exportTimeout: number) => `
  import { BatchSpanProcessor, OtlpHttpSpanExporter, getTracer, setupMonitoring } from "uno-trace";
  const exporter = new OtlpHttpSpanExporter({ url: ${JSON.stringify(url)}, timeout: ${timeout} });
  const processor = new BatchSpanProcessor({ exporter, exportInterval: 10, exportTimeout: ${exportTimeout} });
  setupMonitoring({ processors: [processor] });
  getTracer().withSpan("work", () => {});
  const end = setInterval(() => {
    if (processor.counts.exported + processor.droppedSpans === 0) return;
    console.log(JSON.stringify(processor.counts));
    process.exit();
  }, 5);
`;

/** Stops the program as its request comes, answers, and lets it go on when its time is over; gives its counts. */
async function freeze(timeout: number, exportTimeout: number, isAnswered = true) {
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    request.resume().on("end", async () => {
      child.kill("SIGSTOP");
      await delay(50);
      if (isAnswered) response.end();
      await delay(900);
      child.kill("SIGCONT");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program(url, timeout, exportTimeout)]);
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  await new Promise((resolve) => child.once("close", resolve));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return { requests, counts: JSON.parse(printed) };
}

it.each([
  ["the exporter's time", 400, 30_000],
  ["the processor's time", 10_000, 400],
])("takes the answer that waits, though %s is over", async (_, timeout, exportTimeout) => {
  const { requests, counts } = await freeze(timeout, exportTimeout);
  expect(counts).toMatchObject({ ended: 1, exported: 1 });
  expect(requests).toBe(1);
});

it("gives up soon where no answer came", async () => {
  const { counts } = await freeze(400, 30_000, false);
  expect(counts).toMatchObject({ ended: 1, exported: 0, dropped: { timeout: 1 } });
});
