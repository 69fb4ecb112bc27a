// `withUnoTrace`: what becomes of a user's configuration, without a build.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { withUnoTrace } from "../../hosts/next/index.js";

// biome-ignore lint/suspicious/noExplicitAny: configurations of Next.js
type Any = any;

afterEach(() => {
  vi.restoreAllMocks();
  delete process.env.UNO_TRACE_TOLD_OLD_NEXT;
});

const ours = (config: Any): Any[] =>
  Object.values(config.turbopack?.rules ?? {})
    .flat()
    .filter((rule) => /next[\\/]loader\.js/.test(JSON.stringify(rule)));

test("what is the user's is kept, and ours comes first", () => {
  const svg = { loaders: ["@svgr/webpack"], as: "*.js" };
  const given = {
    output: "standalone",
    transpilePackages: ["a"],
    turbopack: { root: "/r", rules: { "*.svg": svg } },
  };
  const made: Any = withUnoTrace(given);
  expect(made).toMatchObject({ output: "standalone", transpilePackages: ["a", "uno-trace"] });
  expect(made.turbopack.root).toBe("/r");
  expect(made.turbopack.rules["*.svg"]).toBe(svg);
  expect(Object.keys(made.turbopack.rules).at(-1)).toBe("*.svg");
  expect(ours(made)).toHaveLength(2);
  expect(given.turbopack.rules).toEqual({ "*.svg": svg });
});

test("given twice, it traces once", () => {
  const once: Any = withUnoTrace({});
  const twice: Any = withUnoTrace(once);
  expect(twice.turbopack).toEqual(once.turbopack);
  expect(twice.transpilePackages).toEqual(["uno-trace"]);
  const { plugins } = twice.webpack({}, { isServer: true, nextRuntime: "nodejs" });
  expect(plugins).toHaveLength(1);
});

test("functions and promises are followed", async () => {
  const made: Any = withUnoTrace((phase: string, { defaultConfig }: Any) => ({ phase, ...defaultConfig }));
  expect(made("build", { defaultConfig: { a: 1 } })).toMatchObject({ phase: "build", a: 1 });
  expect(ours(made("build", {}))).toHaveLength(2);
  const later: Any = withUnoTrace(async () => ({ b: 1 }));
  expect(ours(await later("build", {}))).toHaveLength(2);
  expect(ours(await (withUnoTrace(Promise.resolve({})) as Any))).toHaveLength(2);
});

test("the user's webpack function is called first, with all that Next hands over", () => {
  const webpack = vi.fn((config: Any) => ({ ...config, plugins: ["theirs"] }));
  const made: Any = withUnoTrace({ turbopack: {}, webpack });
  const surroundings = { isServer: true, nextRuntime: "nodejs", dev: true };
  expect(made.webpack({ mode: "m" }, surroundings)).toMatchObject({ mode: "m", plugins: ["theirs", {}] });
  expect(webpack).toHaveBeenCalledWith({ mode: "m" }, surroundings);
  expect(made.webpack({}, { isServer: false }).plugins).toEqual(["theirs"]);
});

test("a configuration for webpack alone gets no rules, so that Next.js says so still", () => {
  expect(withUnoTrace({ webpack: (config: Any) => config })).not.toHaveProperty("turbopack");
});

test("a package that the user keeps outside is not transpiled", () => {
  expect(withUnoTrace({ serverExternalPackages: ["uno-trace"] })).not.toHaveProperty("transpilePackages");
});

test("rules of the user's for scripts: the loader sees each file, and looks for lost directives", () => {
  const [rule] = ours(withUnoTrace({ turbopack: { rules: { "*.ts": { loaders: ["theirs"] } } } }));
  expect(rule.loaders[0].options.isAmongOthers).toBe(true);
  expect(JSON.stringify(rule.condition)).not.toContain("content");
});

test.each([
  [undefined, { folder: "a" }, /unknown option/],
  [undefined, [], /expected an object of options/],
  [7, {}, /withUnoTrace: expected what next\.config exports/],
])("%s with %s is refused", (config, options, message) => {
  expect(() => withUnoTrace(config as Any, options as Any)).toThrow(message);
});

test("an older Next.js is told once, and gets the part for webpack", () => {
  const folder = mkdtempSync(join(tmpdir(), "uno-trace-"));
  mkdirSync(join(folder, "node_modules/next"), { recursive: true });
  writeFileSync(join(folder, "node_modules/next/package.json"), '{ "name": "next", "version": "15.5.4" }');
  vi.spyOn(process, "cwd").mockReturnValue(folder);
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const made: Any = withUnoTrace({});
  withUnoTrace({});
  rmSync(folder, { recursive: true });
  expect(warn.mock.calls.flat()).toEqual([
    expect.stringMatching(/UNO3031: withUnoTrace: Next\.js 15\.5\.4 cannot trace/),
  ]);
  expect(made).not.toHaveProperty("turbopack");
  expect(made.webpack).toBeTypeOf("function");
});
