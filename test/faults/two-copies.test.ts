// The runtime twice in one process: as ES module and as CommonJS, and as a copy that a bundle holds.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeFolder } from "../harness/folder.js";
import { bundled } from "../runtime/child.js";
import { run } from "../toolchains/processes.js";

const program = (bundle: string) => `
  import { createRequire } from "node:module";
  import { pathToFileURL } from "node:url";
  import { getTracer, InMemorySpanExporter, setupMonitoring } from "uno-trace";
  const spans = new InMemorySpanExporter();
  const monitoring = setupMonitoring({ exporter: spans });
  const required = createRequire(import.meta.url)("uno-trace");
  const bundle = await import(pathToFileURL(${JSON.stringify(join(bundle, "runtime.mjs"))}));
  await getTracer().withSpan("module", () =>
    required.getTracer().withSpan("required", async () => {
      await null;
      bundle.getTracer().withSpan("bundle", () => {});
    }),
  );
  await monitoring.forceFlush();
  const all = spans.getFinishedSpans();
  const name = (id) => all.find((span) => span.spanContext().spanId === id)?.name;
  console.log(JSON.stringify({
    traces: new Set(all.map((span) => span.spanContext().traceId)).size,
    parents: all.map((span) => [span.name, name(span.parentSpanContext?.spanId) ?? null]).sort(),
  }));
`;

it("makes one trace of all", async () => {
  const folder = makeFolder("copies");
  writeFileSync(join(folder, "program.mjs"), program(bundled()));
  const { stdout, stderr } = await run(["program.mjs"], { cwd: folder });
  rmSync(folder, { recursive: true, force: true });
  expect(JSON.parse(stdout || stderr)).toEqual({
    traces: 1,
    parents: [
      ["bundle", "required"],
      ["module", null],
      ["required", "module"],
    ],
  });
});
