// The rich project and small odd files through esbuild: what runs, under which names, and what is mapped.
import { join } from "node:path";
import { type BuildOptions, build, transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import defaultExport, { unoTrace } from "../../esbuild-plugin/index.js";
import { locate } from "./mapping.js";
import { run } from "./processes.js";
import { type Report, readReport, spanTree } from "./report.js";
import { makeProject } from "./temporary-project.js";

const SOURCES = [
  "decorated.ts",
  "legacy.js",
  "main.ts",
  "metadata.ts",
  "model.ts",
  "services.ts",
  "supers.ts",
  "view.tsx",
];
const BUILDS: Readonly<Record<string, BuildOptions>> = {
  "bundle esm": { bundle: true, format: "esm" },
  "bundle cjs": { bundle: true, format: "cjs" },
  "bundle iife": {
    bundle: true,
    format: "iife",
    globalName: "built",
    footer: { js: "exports.run = built.run;" },
  },
  "bundle minified": { bundle: true, format: "esm", minify: true },
  "bundle es2018": { bundle: true, format: "cjs", target: "es2018" },
  "bundle external": { bundle: true, format: "esm", packages: "external" },
  "files esm": { format: "esm" },
  "files cjs": { format: "cjs", minify: true },
};

// Prints each span as it ends.
const RECORDER =
  'require("uno-trace/runtime").getTracer().addProcessor({ onStart() {}, onEnd: (s) => console.log(s.name, s.status.code), ' +
  "forceFlush: async () => {}, shutdown: async () => {} });\n";

it.each([null, "uno-trace.json", [], { configFile: "a.json" }])("refuses the options %j", (options) => {
  expect(() => unoTrace(options as never)).toThrow(
    /^unoTrace: (?:expected an object|`configFile`: unknown option)/,
  );
});

describe("the rich project", () => {
  const project = makeProject("rich");
  // The outputs are CommonJS or not by a package.json of their own.
  project.write("package.json", {});
  const options = (name: string, outdir: string): BuildOptions => ({
    absWorkingDir: project.folder,
    entryPoints: BUILDS[name]?.bundle ? ["src/main.ts"] : SOURCES.map((file) => `src/${file}`),
    outdir: join(outdir, name.replace(" ", "-")),
    tsconfig: "tsconfig.base.json",
    platform: "node",
    keepNames: true,
    sourcemap: true,
    logLevel: "silent",
    ...BUILDS[name],
  });

  async function execute(name: string, outdir: string): Promise<Report> {
    const folder = join(outdir, name.replace(" ", "-"));
    project.write(join(folder, "package.json"), {
      type: BUILDS[name]?.format === "esm" ? "module" : "commonjs",
    });
    return readReport(await run(["run.mjs", join(folder, "main.js")], { cwd: project.folder }));
  }

  afterAll(() => project.remove());

  it.each(Object.keys(BUILDS))(
    "%s does what the untraced build does, with the spans of tsc",
    async (name) => {
      const [, traced] = await Promise.all([
        build(options(name, "plain")),
        build({ ...options(name, "traced"), plugins: [unoTrace()] }),
      ]);
      expect(traced.warnings).toEqual([]);
      const [expected, actual] = await Promise.all([execute(name, "plain"), execute(name, "traced")]);
      expect(expected.spans).toEqual([]);
      expect(actual.result).toEqual(expected.result);
      await expect(spanTree(actual)).toMatchFileSnapshot("../projects/rich/spans.txt");
    },
  );

  it.each(["bundle esm", "bundle minified", "files esm"])("%s is mapped to the user's code", async (name) => {
    const outdir = join("mapped", name.replace(" ", "-"));
    await build({ ...options(name, "mapped"), packages: "external", plugins: [unoTrace()] });
    const output = (file: string) => join(outdir, BUILDS[name]?.bundle ? "main.js" : file);
    const tokens = [
      ["services.js", "src/services.ts", '"before super"'],
      ["legacy.js", "src/legacy.js", "new RangeError"],
      ["main.js", "src/main.ts", '"v"'],
    ] as const;
    for (const [file, source, token] of tokens) {
      const found = locate(project, output(file), token);
      const line = project.read(source).split("\n")[found.line - 1] ?? "";
      expect(line.slice(found.column)).toMatch(new RegExp(`^${token}`));
      expect(found.source).toMatch(new RegExp(`(^|/)${source}$`));
    }
    const sources = (JSON.parse(project.read(`${output("main.js")}.map`)) as { sources: string[] }).sources;
    expect(sources.filter((source) => source.endsWith("src/main.ts"))).toHaveLength(1);
  });
});

describe("small files", () => {
  const project = makeProject({ "package.json": { type: "module" } });
  afterAll(() => project.remove());
  beforeAll(() => project.write("uno-trace.json", {}));

  async function built(name: string, text: string, more: BuildOptions = {}): Promise<string> {
    project.write(name, text);
    const { outputFiles } = await build({
      absWorkingDir: project.folder,
      entryPoints: [name],
      write: false,
      logLevel: "silent",
      plugins: [unoTrace()],
      ...more,
    });
    return outputFiles?.[0]?.text ?? "";
  }

  it("reads the configuration from a path, from an object and from the nearest file", async () => {
    const text = "export function plain() {}\n";
    project.write("conf/other.json", { include: ["../nearest.ts"] });
    expect(await built("nearest.ts", text)).not.toContain("__uno");
    const object = { config: { include: ["nearest.ts"] } };
    expect(await built("nearest.ts", text, { plugins: [unoTrace(object)] })).toContain("__uno");
    const path = { config: "conf/other.json" };
    expect(await built("nearest.ts", text, { plugins: [unoTrace(path)] })).toContain("__uno");
    project.write("uno-trace.json", { include: ["nearest.ts"] });
    expect(await built("nearest.ts", text)).toContain("__uno");
    project.write("uno-trace.json", {});
  });

  it("is the same plugin by name and by default", () => {
    expect(defaultExport).toBe(unoTrace);
    expect(unoTrace().name).toBe("uno-trace");
  });

  it("can be required from CommonJS", async () => {
    const script =
      'const p = require("uno-trace/esbuild-plugin"); console.log(p.unoTrace().name, p.default === p.unoTrace)';
    expect((await run(["-e", script], { cwd: project.folder })).stdout).toBe("uno-trace true\n");
  });

  it("keeps hashbang, directives, CRLF lines and a byte order mark", async () => {
    const text =
      '\uFEFF#!/usr/bin/env node\r\n"use client";\r\n// @trace\r\nexport function f() {\r\n  return "x";\r\n}\r\n';
    const output = await built("head.ts", text);
    expect(output).toMatch(/^#!\/usr\/bin\/env node\n"use client";\nimport \* as __uno from/);
    expect(output).toContain('"line": 4');
    expect(output).not.toContain("\uFEFF");
  });

  it("leaves JSX in .js to the loader that the build names for it", async () => {
    const text = "// @trace\nexport function View() {\n  return <p>hi</p>;\n}\n";
    const output = await built("view.js", text, { loader: { ".js": "jsx" } });
    expect(output).toContain("React.createElement");
    expect(output).toContain("__uno_0");
    await expect(built("view.js", text)).rejects.toThrow(/JSX syntax extension is not currently enabled/);
  });

  it("leaves a file alone that the build does not load as code", async () => {
    const text = "// @trace\nexport function f() {}\n";
    project.write("entry.ts", 'import text from "./raw.js";\nconsole.log(text);\n');
    project.write("raw.js", text);
    const output = await built("entry.ts", project.read("entry.ts"), {
      bundle: true,
      loader: { ".js": "text" },
    });
    expect(output).toContain(JSON.stringify(text).slice(1, -1));
    expect(output).not.toContain("__uno");
  });

  it("traces async generators that esbuild lowers", async () => {
    const text =
      "// @trace\nasync function* items() {\n  yield 1;\n  return 2;\n}\n" +
      "(async () => { for await (const item of items()) console.log(item); })();\n";
    const output = await built("lowered.ts", text, { target: "es2017", format: "cjs" });
    expect(output).toContain("__asyncGenerator");
    project.write("lowered.cjs", `${RECORDER}${output}`);
    const { stdout, stderr } = await run(["lowered.cjs"], { cwd: project.folder });
    expect({ stdout, stderr }).toEqual({ stdout: "1\nitems 1\n", stderr: "" });
  });

  it.each([
    ["a script", "function f() {\n  return this === globalThis;\n}\nconsole.log(typeof f);\n"],
    ["CommonJS", "exports.f = function f() {};\nconsole.log(typeof module.exports.f);\n"],
    ["CommonJS with this", "this.f = function f() {};\nconsole.log(typeof module.exports.f);\n"],
    ["a module", "export const f = () => 1;\nconsole.log(typeof f);\n"],
  ])("loads the runtime from %s in an ES module", async (_, text) => {
    const config = { include: ["old/*.js"] };
    project.write("old/package.json", {});
    const output = await built("old/script.js", text, {
      bundle: true,
      format: "esm",
      platform: "node",
      packages: "external",
      plugins: [unoTrace({ config })],
    });
    expect(output).toContain("__uno_0");
    project.write("out/script.mjs", output);
    const { stdout, stderr } = await run(["out/script.mjs"], { cwd: project.folder });
    expect({ stdout, stderr }).toEqual({ stdout: "function\n", stderr: "" });
  });

  it("composes its map with the one that a file brings along", async () => {
    const typescript =
      "interface Big {\n  a: 1;\n}\n\n// @trace\nexport function boom(): never {\n  throw new Error('here');\n}\n";
    project.write("gen/boom.ts", typescript);
    const { code, map } = await transform(typescript, {
      loader: "ts",
      sourcemap: true,
      sourcefile: "boom.ts",
    });
    project.write("gen/boom.js.map", map);
    project.write("gen/boom.js", `${code}//# sourceMappingURL=boom.js.map\n`);
    const options = { config: { include: ["gen/*.js"] } };
    project.write("gen/main.ts", 'import "./boom.js";\nexport * from "./boom.js";\n');
    await build({
      absWorkingDir: project.folder,
      entryPoints: ["gen/main.ts"],
      bundle: true,
      external: ["uno-trace/abi"],
      format: "esm",
      outdir: "bundled",
      sourcemap: true,
      plugins: [unoTrace(options)],
    });
    expect(project.read("bundled/main.js")).toContain("__uno_0");
    const found = locate(project, "bundled/main.js", "new Error");
    expect(found).toMatchObject({ line: 7, column: 8, source: "../gen/boom.ts" });
  });
});
