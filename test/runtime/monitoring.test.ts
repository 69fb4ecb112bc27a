// setupMonitoring: options, uno-trace.json, defaults, and what it says when nothing was traced.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { InMemorySpanExporter } from "../../runtime/exporters/in-memory.js";
import { setupMonitoring } from "../../runtime/setup/monitoring.js";
import type { MonitoringOptions } from "../../runtime/setup/monitoring-options.js";
import { state } from "../../runtime/state/state.js";
import { run } from "./child.js";
import { names, record } from "./recorder.js";

function folderWith(config?: string): string {
  const folder = mkdtempSync(join(tmpdir(), "uno-config-"));
  mkdirSync(join(folder, "deep/er"), { recursive: true });
  if (config !== undefined) writeFileSync(join(folder, "uno-trace.json"), config);
  return join(folder, "deep/er");
}

const HEAD = 'import * as rt from "./runtime.mjs";\n';
const HELLO = 'm.tracer.withSpan("hello", () => {});';

it("needs no working directory", () => {
  const { stdout, stderr, status } = run(`
    import { mkdtempSync, rmdirSync } from "node:fs";
    import { tmpdir } from "node:os";
    import { join } from "node:path";
    import { setupMonitoring } from "./runtime.mjs";
    const folder = mkdtempSync(join(tmpdir(), "gone-"));
    process.chdir(folder);
    rmdirSync(folder);
    const { tracer } = setupMonitoring({ exporter: "none" });
    console.log(tracer.withSpan("a", () => "fine"));
  `);
  expect([stdout, status]).toEqual(["fine\n", 0]);
  expect(stderr).toMatch(/^uno-trace: uno-trace\.json is not looked for: Error: ENOENT/);
});

it("prints traces to stderr with no argument at all", () => {
  const { stdout, stderr } = run(
    `${HEAD}const m = rt.setupMonitoring(); ${HELLO} console.log("out");`,
    folderWith(),
  );
  expect(stdout).toBe("out\n");
  expect(stderr).toMatch(/^trace [0-9a-f]{32} · \S+ · 1 span · unknown_service:node\nhello .*✓\n\n$/);
});

it("prints an unfinished trace at process.exit", () => {
  const text = `${HEAD}const m = rt.setupMonitoring(); m.tracer.createSpan("open"); ${HELLO} process.exit(3);`;
  const { stderr, status } = run(text, folderWith());
  expect(stderr).toContain("hello");
  expect(status).toBe(3);
});

describe("the children of a span with min that is open", () => {
  const open = `
    const site = (name, min) => () => ({ name, fn: name, min, kind: 0, file: "a.ts", line: 1, column: 1 });
    const exporter = { async shutdown() {}, export(spans, done) {
      for (const { name } of spans) console.error(name);
      done({ code: 0 });
    } };
    rt.setupMonitoring(process.argv[2] === "own" ? { exporter } : {});
    const parent = rt.$enter(site("parent", 60000));
    rt.$exit(rt.$enter(site("child")));
    rt.$leave(parent);`;
  it.each([
    ["beforeExit", ""],
    ["exit", "process.exit(0);"],
    ["SIGTERM", 'setInterval(() => {}, 1000); process.kill(process.pid, "SIGTERM");'],
    ["SIGINT", 'setInterval(() => {}, 1000); process.kill(process.pid, "SIGINT");'],
  ])("are printed at %s", (_, end) => {
    expect(run(`${HEAD}${open}${end}`, folderWith()).stderr).toMatch(/^child .*✓$/m);
  });

  it.each([
    ["beforeExit", ""],
    ["SIGTERM", 'setInterval(() => {}, 1000); process.kill(process.pid, "SIGTERM");'],
  ])("are exported at %s", (_, end) => {
    const text = `${HEAD}process.argv[2] = "own";${open}${end}`;
    expect(run(text, folderWith()).stderr).toBe("child\n");
  });
});

it.each(["SIGTERM", "SIGINT", "SIGHUP"])("prints an unfinished trace at %s, and dies of it", (name) => {
  const text = `${HEAD}const m = rt.setupMonitoring(); m.tracer.createSpan("open"); ${HELLO}
    setInterval(() => {}, 1000); process.kill(process.pid, "${name}");`;
  const { stderr, signal } = run(text, folderWith());
  expect(stderr).toContain("hello");
  expect(signal).toBe(name);
});

describe("uno-trace.json", () => {
  it("is found upward; options override it", () => {
    const cwd = folderWith(
      '{ // comment\n "monitoring": { "serviceName": "file", "resource": { "a": 1 }, }, }',
    );
    const show = 'm.tracer.withSpan("a", (span) => console.log(JSON.stringify(span.resource.attributes)));';
    const options = '{ exporter: "none", processors: [new rt.ConsoleSpanProcessor()] }';
    const { stdout } = run(
      `${HEAD}let m = rt.setupMonitoring(${options}); ${show}
      m = rt.setupMonitoring({ ...${options}, serviceName: "code" }); ${show}`,
      cwd,
    );
    const [first, second] = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({ "service.name": "file", a: 1, "telemetry.sdk.name": "uno-trace" });
    expect(second).toMatchObject({ "service.name": "code", a: 1 });
  });

  it("that is broken gives one warning with its place, and defaults", () => {
    const cwd = folderWith('{\n  "monitoring" {}\n}');
    const { stderr } = run(`${HEAD}const m = rt.setupMonitoring(); ${HELLO}`, cwd);
    expect(stderr).toMatch(
      /^uno-trace: \S+uno-trace\.json:2:16: expected `:`, found `\{`; defaults are used\ntrace /,
    );
  });

  it("with bad values gives a warning for each, with its place", () => {
    const cwd = folderWith(
      '{ "monitoring": {\n"sampleRatio": 2,\n"exporter": "jaeger",\n"batch": { "maxBatchSize": 0 },\n"nonsense": 1 } }',
    );
    const { stderr } = run(`${HEAD}const m = rt.setupMonitoring(); ${HELLO}`, cwd);
    expect(stderr).toMatch(
      /json:2:16: `monitoring\.sampleRatio`: expected a number from 0 to 1; the default is used/,
    );
    expect(stderr).toMatch(/json:3:13: `monitoring\.exporter`: expected "console", .* or "none"/);
    expect(stderr).toMatch(/json:4:28: `monitoring\.batch\.maxBatchSize`: expected a whole number/);
    expect(stderr).toMatch(/json:5:13: `monitoring\.nonsense`: unknown option/);
    expect(stderr).toContain("hello");
  });
});

it("says when nothing was traced, once, and only then", () => {
  const note =
    /^uno-trace: monitoring is on, but no span was ever started, and nothing is marked: .*tspc.*\n$/;
  expect(run(`${HEAD}rt.setupMonitoring();`, folderWith()).stderr).toMatch(note);
  expect(run(`${HEAD}rt.setupMonitoring({ enabled: false });`, folderWith()).stderr).toBe("");
  expect(run(`${HEAD}rt.setupMonitoring({ exporter: "none" });`, folderWith()).stderr).toBe("");
});

describe("options", () => {
  it.each<[unknown, typeof TypeError | typeof RangeError, string]>([
    [{ sampleRatio: 1.5 }, RangeError, "`sampleRatio`: expected a number from 0 to 1"],
    [{ sampleRatio: "1" }, TypeError, "`sampleRatio`"],
    [{ exporter: "zipkin" }, RangeError, '"none", a span exporter, or a list of these'],
    [{ exporter: ["otlp", "zipkin"] }, TypeError, "`exporter`"],
    [{ exporter: {} }, TypeError, "`exporter`"],
    [{ serviceName: "" }, TypeError, "`serviceName`"],
    [{ enabled: "yes" }, TypeError, "`enabled`: expected true or false"],
    [{ sampler: 1 }, TypeError, "`sampler`"],
    [{ processors: [{}] }, TypeError, "`processors`"],
    [{ batch: { exportInterval: 0 } }, RangeError, "`batch.exportInterval`"],
    [{ batch: { size: 1 } }, TypeError, "`batch.size`: unknown option"],
    [{ resource: { a: {} } }, TypeError, "`resource.a`"],
    [
      { servicename: "a" },
      TypeError,
      "`servicename`: unknown option; did you mean serviceName? there are serviceName",
    ],
  ])("refuses %j", (options, kind, text) => {
    expect(() => setupMonitoring(options as MonitoringOptions)).toThrow(kind);
    expect(() => setupMonitoring(options as MonitoringOptions)).toThrow(text);
  });
});

it("sends spans to each of several exporters, once, behind a tail of its own", async () => {
  const [first, second] = [new InMemorySpanExporter(), new InMemorySpanExporter()];
  const monitoring = setupMonitoring({ exporter: [first, second, first, "none"], tail: { sampleRatio: 1 } });
  monitoring.tracer.withSpan("a", () => {});
  await monitoring.forceFlush();
  expect([names(first), names(second)]).toEqual([["a"], ["a"]]);
  await monitoring.shutdown();
});

it("sends batches to an exporter of one's own, and a second set-up replaces the first", async () => {
  const first = new InMemorySpanExporter();
  const spy = vi.spyOn(first, "shutdown");
  const one = setupMonitoring({ exporter: first, serviceName: "one" });
  one.tracer.withSpan("a", () => {});
  await one.forceFlush();
  expect(names(first)).toEqual(["a"]);
  const second = new InMemorySpanExporter();
  const two = setupMonitoring({ exporter: second, sampleRatio: 1 });
  two.tracer.withSpan("b", () => {});
  await two.forceFlush();
  await vi.waitFor(() => expect(spy).toHaveBeenCalledOnce());
  expect(names(second)).toEqual(["b"]);
  await two.shutdown();
  const after = record();
  two.tracer.withSpan("c", () => {});
  expect(names(after)).toEqual(["c"]);
});

it("puts disabled, sampler and resource back at the shutdown", async () => {
  const { resource, sampler } = state.settings;
  const options = { enabled: false, sampler: () => false, serviceName: "off", exporter: "none" as const };
  const first = setupMonitoring(options);
  setupMonitoring(options);
  await first.shutdown();
  expect(state.settings.disabled).toBe(true);
  await setupMonitoring(options).shutdown();
  expect([state.settings.disabled, state.settings.resource, state.settings.sampler]).toEqual([
    false,
    resource,
    sampler,
  ]);
  const spans = record();
  first.tracer.withSpan("a", () => {});
  expect(names(spans)).toEqual(["a"]);
});

it("leaves a sampler alone that the program has set since", async () => {
  const monitoring = setupMonitoring({ exporter: "none", sampleRatio: 0.5 });
  const own = (): boolean => true;
  monitoring.tracer.setSampler(own);
  await monitoring.shutdown();
  expect(state.settings.sampler).toBe(own);
});

it("listens for signals only while there is something to flush", async () => {
  const count = (): number => process.listenerCount("SIGTERM");
  const before = count();
  const off = setupMonitoring({ enabled: false });
  expect(count()).toBe(before);
  await off.shutdown();
  const on = setupMonitoring();
  expect(count()).toBe(before + 1);
  await on.shutdown();
  expect(count()).toBe(before);
});
