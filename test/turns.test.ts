// Microtask turns until what a function returns has settled, untraced and traced: test/turns/input.ts through each build.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildVariant, variantsOf } from "./harness/case-builds.js";

const INPUT = join(import.meta.dirname, "turns/input.ts");
const TEMP = join(import.meta.dirname, "../.tmp");
mkdirSync(TEMP, { recursive: true });
const folder = mkdtempSync(join(TEMP, "turns-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// In another process: a test runner's own hooks on promises would count too.
const RUNNER = `
  import { alwaysOff, getTracer, InMemorySpanExporter, SimpleSpanProcessor } from "uno-trace/runtime";
  const [files, mode] = process.argv.slice(2);
  if (mode !== "off") getTracer().addProcessor(new SimpleSpanProcessor(new InMemorySpanExporter()));
  if (mode === "unsampled") getTracer().setSampler(alwaysOff);
  const counts = {};
  for (const [name, file] of Object.entries(JSON.parse(files))) {
    const module = await import(file);
    counts[name] = await (module.run ?? module.default.run)();
  }
  console.log(JSON.stringify(counts));
`;

type Counts = Readonly<Record<string, number>>;
const MODES = ["on", "unsampled", "off"] as const;
const variants = variantsOf(INPUT).map(({ name }) => name);
const counts: Record<string, Record<string, Counts>> = {};

beforeAll(async () => {
  const files: Record<string, string> = {};
  for (const variant of variantsOf(INPUT)) {
    files[variant.name] = await buildVariant(variant, INPUT, join(folder, variant.name), true);
    files[`${variant.name}-raw`] = await buildVariant(
      variant,
      INPUT,
      join(folder, `${variant.name}-raw`),
      false,
    );
  }
  const runner = join(folder, "runner.mjs");
  writeFileSync(runner, RUNNER);
  for (const mode of MODES) {
    const { stdout } = await promisify(execFile)(process.execPath, [runner, JSON.stringify(files), mode]);
    counts[mode] = JSON.parse(stdout) as Record<string, Counts>;
  }
});

/** What tracing adds, by name. */
function added(mode: string, variant: string): Record<string, number> {
  const traced = counts[mode]?.[variant] as Counts;
  const raw = counts[mode]?.[`${variant}-raw`] as Counts;
  return Object.fromEntries(
    Object.keys(raw).map((name) => [name, (traced[name] ?? Number.NaN) - (raw[name] ?? 0)]),
  );
}

// A function that waits for other traced ones waits for what each of them adds.
const NESTED: Counts = {
  "async, ten deep, return promise": 9,
  "async, for await": 4,
  "async generator, delegated item": 2,
  "async generator, delegated end": 2,
};

// An async generator awaits what it returns, or is made to return: the body's, and the one that delegates to it.
const RETURNED: Counts = { "async generator, result": 2, "async generator, return": 2 };

// TypeScript's helpers for async generators below ES2018 await more.
const LOWERED: Counts = {
  "async, for await": 5,
  "async generator, end": 2,
  "async generator, result": 3,
  "async generator, return": 4,
  "async generator, delegated end": 4,
};

const limitOf = (name: string, variant: string): number => {
  const most = NESTED[name] ?? RETURNED[name] ?? 1;
  return variant === "ast-es2015" ? (LOWERED[name] ?? most) : most;
};

it.each(MODES)("are at most one more for each traced function, tracing %s", (mode) => {
  for (const variant of variants) {
    const more = added(mode, variant);
    expect(Object.keys(more)).toHaveLength(42);
    for (const [name, count] of Object.entries(more))
      expect(count, `${variant}: ${name}`).toBeLessThanOrEqual(limitOf(name, variant));
  }
});

it.each(MODES)("are never fewer, tracing %s", (mode) => {
  for (const variant of variants) expect(Math.min(...Object.values(added(mode, variant)))).toBe(0);
});

it("stay for what is handed on, and for anything but a native promise", () => {
  const names = ["handled", "handed on", "memoised", "subclass", "thenable", "calls back", "generator"];
  for (const variant of variants)
    for (const name of names) expect(added("on", variant)[`sync, ${name}`], `${variant}: ${name}`).toBe(0);
});

it("stay for an async function, unless it moves or hands a promise out that is recorded", () => {
  for (const variant of variants)
    for (const mode of MODES)
      for (const [name, count] of Object.entries(added(mode, variant))) {
        const hasMoved = !name.startsWith("async, ") || name === "async, for await";
        if (hasMoved || (mode === "on" && name.includes("promise"))) continue;
        expect(count, `${variant}: ${name}`).toBe(0);
      }
});

it("stay for a scope, unless it moves; one that may stand twice has none while tracing is off", () => {
  for (const variant of variants)
    for (const mode of MODES) {
      expect(added(mode, variant), `${variant}, ${mode}`).toMatchObject({
        "async, by hand": 0,
        "async, by hand, return promise": 0,
        "async, by hand, disposed at the end": 0,
        "by hand, moved": 1,
        "by hand, item": mode === "off" ? 0 : 1,
      });
    }
});

it("are one more for a derived promise, through any number of functions, and none when nothing is recorded", () => {
  for (const variant of variants) {
    expect(added("on", variant)).toMatchObject({ "sync, derived": 1, "sync, ten deep": 1 });
    for (const mode of ["unsampled", "off"])
      expect(added(mode, variant)).toMatchObject({ "sync, derived": 0, "sync, ten deep": 0 });
  }
});

it("are none for an async generator while tracing is off", () => {
  for (const variant of variants) {
    const names = Object.entries(added("off", variant)).filter(([name]) =>
      name.startsWith("async generator"),
    );
    expect(names.length).toBeGreaterThan(5);
    expect(names, variant).toEqual(names.map(([name]) => [name, 0]));
  }
});
