// CountingSpanProcessor and UNO_TRACE_COUNT: calls by function, one file for each process and thread.
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { CountingSpanProcessor } from "../../runtime/processors/counting.js";
import { runBeside } from "./child.js";

let folder = "";
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "uno-trace-counts-")));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Written {
  readonly format: string;
  readonly cpu: number;
  readonly sites: readonly { readonly name: string; readonly duration: number }[];
}

const filesIn = (name: string): readonly string[] => readdirSync(join(folder, name)).sort();
const read = (path: string): Written => JSON.parse(readFileSync(join(folder, path), "utf8"));

/** What generated code is to the runtime, for a function that works for a millisecond. */
const traced = (setUp: string, rest = ""): string => `
  import * as uno from "./runtime.mjs";
  const site = (name, line) => () => ({ name: "span " + name, fn: name, kind: 0, file: "src/a.ts", line, column: 1 });
  const [load, save] = [site("load", 3), site("Cart.save", 7)];
  function call(of) {
    const span = uno.$enter(of);
    try {
      for (const end = performance.now() + 1; performance.now() < end; );
    } finally {
      uno.$exit(span);
    }
  }
  const monitoring = uno.setupMonitoring({ ${setUp} });
  for (let round = 0; round < 3; round++) call(load);
  call(save);
  uno.getTracer().withSpan("by hand", () => {});
  ${rest}`;

const OWN = 'processors: [new uno.CountingSpanProcessor({ folder: "counts" })]';
const SITES = [
  { name: "load", file: "src/a.ts", line: 3, calls: 3 },
  { name: "Cart.save", file: "src/a.ts", line: 7, calls: 1 },
];

it.each([
  ["as the process ends", OWN, {}, ""],
  ["by process.exit", OWN, {}, "process.exit();"],
  ["with shutdown, and not again", OWN, {}, "await monitoring.shutdown();"],
  ["for UNO_TRACE_COUNT, beside another exporter", 'exporter: "none"', { UNO_TRACE_COUNT: "counts" }, ""],
])("%s", async (_, setUp, env, rest) => {
  const { code, stderr } = await runBeside(traced(setUp, rest), { cwd: folder, env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const [file = "", ...others] = filesIn("counts");
  expect(file).toMatch(/^calls\.\d+\.0\.json$/);
  expect(others).toEqual([]);
  const { format, cpu, sites } = read(`counts/${file}`);
  expect(format).toBe("uno-trace-calls");
  expect(cpu).toBeGreaterThan(1);
  expect(sites.map(({ duration, ...site }) => site)).toEqual(SITES);
  // Milliseconds, of all calls; a busy machine may take longer.
  expect(sites[0]?.duration).toBeGreaterThanOrEqual(3);
  expect(sites[1]?.duration).toBeGreaterThanOrEqual(1);
});

it("a folder that cannot be written is said, and ends nothing", async () => {
  writeFileSync(join(folder, "counts"), "a file");
  const { code, stderr } = await runBeside(traced(OWN), { cwd: folder });
  expect(stderr).toMatch(/^uno-trace: counted calls could not be written: Error: EEXIST/);
  expect(code).toBe(0);
});

it("a bad option", () => {
  expect(() => new CountingSpanProcessor({} as never)).toThrow(
    "CountingSpanProcessor: `folder`: expected a path",
  );
  expect(() => new CountingSpanProcessor({ folder: "" })).toThrow("`folder`: expected a path");
  expect(() => new CountingSpanProcessor({ file: "a" } as never)).toThrow("`file`: unknown option");
});
