// The demo of examples/shop, run as its reader runs it.
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";

let output = "";

// Rejects, and so fails, when the exit code is not 0.
beforeAll(async () => {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["examples/shop/demo.mjs"], { env });
  output = stdout;
  expect(stderr).not.toContain("uno-trace");
}, 600_000);

it("names a step that hangs, and only that", async () => {
  const { step } = (await import(resolve("examples/shop/demo/steps.mjs"))) as {
    step(what: string, promise: Promise<unknown>, seconds?: number): Promise<unknown>;
  };
  await expect(step("the start of orders", new Promise(() => {}), 0.01)).rejects.toThrow(
    "the start of orders did not end within 0.01 seconds",
  );
  expect(await step("the start of orders", Promise.resolve("ready"))).toBe("ready");
  await expect(step("the build", Promise.reject(new Error("of its own")))).rejects.toThrow("of its own");
});

it("finds the builds equal, and says where to look", () => {
  const [verdict, next] = output.trimEnd().split("\n").slice(-2);
  expect(verdict).toMatch(/^Both builds gave the same \d+ spans: /);
  expect(next).toBe("See them on a page: npm run demo -- --view");
});

it("shows spans in a viewer until that is ended", async () => {
  const { openViewer } = (await import(resolve("examples/shop/demo/view.mjs"))) as {
    openViewer(
      traces: readonly object[],
      signal: AbortSignal,
      port: number,
    ): Promise<{ url: string; ended: Promise<unknown> }>;
  };
  const context = { traceId: "ab".repeat(16), spanId: "cd".repeat(8), traceFlags: 1 };
  const now: [number, number] = [Math.floor(Date.now() / 1000), 0];
  const span = {
    ...{ name: "checkout", kind: 0, context, spanContext: () => context, status: { code: 1 } },
    ...{ startTime: now, endTime: now, duration: [0, 5], attributes: {}, events: [], links: [] },
    ...{ resource: { attributes: { "service.name": "orders" } }, instrumentationScope: { name: "x" } },
  };
  const stop = new AbortController();
  const { url, ended } = await openViewer([{ spans: [span] }], stop.signal, 0);
  const traces = async () => (await fetch(`${url}/api/traces`)).text();
  await expect.poll(traces, { timeout: 30_000 }).toContain('"name":"checkout"');
  stop.abort();
  await ended;
});

describe.each(["tspc", "esbuild"])("built with %s", (build) => {
  const traces = () => {
    const part = output.split(/^━━ /m).find((text) => text.includes(`Built with ${build}:`)) ?? "";
    return part.split(/^(?=trace )/m).slice(1);
  };

  it("makes one trace for each request, across both services", () => {
    expect(traces()).toHaveLength(4);
    for (const trace of traces()) {
      expect(trace).toMatch(/^(GET|POST) \S+ server \[orders\]/m);
      expect(trace).toMatch(/^ +(│ +)*└─ (GET|POST) \S+ server \[inventory\]/m);
    }
  });

  it("marks the error from the repository up to the checkout, and nothing else", () => {
    const failed = traces().filter((trace) => trace.includes("✗"));
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatch(
      /^ +└─ StockRepository\.take .*✗\n +db\.system\.name=.*\n +mug-black is out of stock$/m,
    );
    expect(failed[0]).toMatch(/^└─ checkout .*✗$/m);
  });

  it("shows what comments and rules capture", () => {
    const trace = traces()[1] as string;
    expect(trace).toMatch(
      /checkout .*✓\n +│ +request\.customer=Ada {2}result\.id=1 {2}result\.total=10840$/m,
    );
    expect(trace).toMatch(/take .*✓\n[ │]+db\.system\.name=postgresql {2}sku=beans-250 {2}quantity=10$/m);
  });

  it("keeps the span with `min` in the slow order alone", () => {
    expect(traces().map((trace) => /─ checkFraud /.test(trace))).toEqual([false, false, false, true]);
  });
});
