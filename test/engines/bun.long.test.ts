// Bun: programs that it runs with uno-trace/loader, and what Bun.build() writes with uno-trace/bun.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { blocksOf, readPage } from "../docs/page.js";
import { packagesOf } from "../harness/installs.js";
import { PRINTED, programIn } from "../loader/program.js";
import { eventually, type Finished, run, watch } from "../toolchains/processes.js";
import { readReport, spanTree } from "../toolchains/report.js";
import { REPOSITORY, type TemporaryProject } from "../toolchains/temporary-project.js";
import { BUN, isPinned, makePackage } from "./engines.js";

beforeAll(() => packagesOf("test/engines"), 600_000);

let project: TemporaryProject;
afterEach(() => project.remove());

const LOADER = ["--preload", "uno-trace/loader"];
const CONSOLE = { OTEL_TRACES_EXPORTER: "console" };
const bun = (...args: readonly string[]): Promise<Finished> =>
  run(args, { cwd: project.folder, node: BUN, env: CONSOLE });

const marked = (name: string) => `// @trace\nexport function ${name}(): string {\n  return "${name}";\n}\n`;
const FAILS = `interface A { a: number }
// @trace
export function fails(): never { const a: number = 1; throw new Error("here" + a); }
try { fails(); } catch (error) { console.log((error as Error).stack); }
`;
const BUILD = `import { unoTrace } from "uno-trace/bun";
const options = JSON.parse(process.argv[2] ?? "{}");
await Bun.build({ entrypoints: ["src/main.ts"], outdir: "out", target: "node", packages: "external", plugins: [unoTrace({ manifest: "out/uno-trace.manifest.json" })], ...options });
`;
const build = (options: object = {}) => bun("build.ts", JSON.stringify(options));

/** Constructors of which the rich project asks for what Bun would break. */
const LEFT = ["Orders.constructor"];
const namesIn = (stderr: string): readonly string[] =>
  [...stderr.matchAll(/UNO2001: (\S+) /g)].map(([, name = ""]) => name.replaceAll("`", "")).sort();

/** The rich project, as a package in which all is installed. */
function makeRich(): void {
  project = makePackage({});
  const rich = join(REPOSITORY, "test/projects/rich");
  const names = readdirSync(rich, { recursive: true, encoding: "utf8" }).filter((name) => name.includes("."));
  for (const name of names) project.write(name, readFileSync(join(rich, name), "utf8"));
  project.write("tsconfig.json", project.read("tsconfig.base.json"));
}

describe.runIf(isPinned)("uno-trace/loader", () => {
  it.each(["esm ts", "esm js"] as const)("traces the program of the other tools, %s", async (language) => {
    const { files, main } = programIn(language);
    project = makePackage({ ...files, "package.json": { type: "module" } });
    const { stdout, stderr } = await bun(...LOADER, main);
    // The files of CommonJS in it are left alone.
    const expected = PRINTED.replaceAll("EXT", main.split(".").at(-1) as string).replace(
      / twice:3 thrice:3/,
      "",
    );
    expect(stdout).toBe(expected);
    expect(stderr.match(/UNO3032: Nothing in \w+\.\w+ is traced: it is CommonJS/g)).toHaveLength(2);
  });

  it("runs the rich project as it is, with the spans of tsc but for what Bun's compiler would break", async () => {
    makeRich();
    const main = project.path("src/main.ts");
    const execute = (...args: readonly string[]) =>
      run([...args, "run.mjs", main], {
        cwd: project.folder,
        node: BUN,
        env: { OTEL_TRACES_EXPORTER: "none" },
      });
    const plain = readReport(await execute());
    const ran = await execute(...LOADER);
    expect(namesIn(ran.stderr)).toEqual(LEFT);
    const traced = readReport({ ...ran, stderr: "" });
    expect(plain.spans).toEqual([]);
    expect(traced.result).toEqual(plain.result);
    expect(spanTree(traced)).toBe(project.read("spans-by-oxc.txt"));
  });

  it("leaves alone what is imported as text or as a file, and what a macro runs", async () => {
    project = makePackage({
      "main.ts":
        'import text from "./text.ts" with { type: "text" };\nimport file from "./file.ts" with { type: "file" };\nimport { macro } from "./macro.ts" with { type: "macro" };\nimport { here } from "./here.ts";\nconsole.log(text.length, file.endsWith("file.ts"), macro(), here());\n',
      "text.ts": 'export const text = "@";\n',
      "file.ts": "export {};\n",
      "macro.ts": marked("macro"),
      "here.ts": marked("here"),
    });
    const { stdout, stderr } = await bun(...LOADER, "main.ts");
    expect(stdout).toBe("25 true macro here\n");
    expect(stderr.match(/^\w+ .*✓$/gm)).toEqual([expect.stringContaining("here")]);
  });

  it("gives errors and warnings with their place", async () => {
    project = makePackage({ "main.ts": `${marked("f")}// @trace\nexport const a = 1;\n` });
    const { status, stderr } = await bun(...LOADER, "main.ts");
    expect(status).toBe(1);
    expect(stderr).toContain("main.ts:5:4 - error UNO1001");
    project.write("main.ts", `${marked("f")}// @Trace\nfunction g(): void {}\n`);
    expect((await bun(...LOADER, "main.ts")).stderr).toContain("main.ts:5:4 - warning UNO1007");
    project.write("main.ts", marked("f"));
    project.write("uno-trace.json", '{\n  "inclued": []\n}');
    expect((await bun(...LOADER, "main.ts")).stderr).toContain("uno-trace.json:2:3 - error UNO3004");
  });

  it("keeps the lines of errors", async () => {
    project = makePackage({ "main.ts": FAILS });
    expect((await bun(...LOADER, "main.ts")).stdout).toMatch(/at fails \(.*main\.ts:3:\d+\)/);
  });

  it("traces tests, by bunfig.toml", async () => {
    project = makePackage({
      "bunfig.toml": '[test]\npreload = ["uno-trace/loader"]\n',
      "a.test.ts":
        'import { expect, test } from "bun:test";\nimport { total } from "./total.ts";\ntest("one", () => { expect(total()).toBe("total"); });\n',
      "total.ts": marked("total"),
    });
    const { status, stderr } = await bun("test");
    expect(status).toBe(0);
    expect(stderr).toMatch(/^total .*✓/m);
  });

  it("traces worker threads that load it, and lets a worker of the web end", async () => {
    project = makePackage({
      "main.ts":
        'const worker = new Worker(new URL("./worker.ts", import.meta.url).href, { preload: ["uno-trace/loader"] } as object);\nworker.onmessage = ({ data }) => { console.log(data); worker.terminate(); };\n',
      "worker.ts": `${marked("inside")}postMessage(inside());\n`,
    });
    const { status, stdout, stderr } = await bun(...LOADER, "main.ts");
    expect({ status, stdout }, stderr).toEqual({ status: 0, stdout: "inside\n" });
    expect(stderr).toMatch(/^inside .*✓/m);
  });

  it("follows --hot", async () => {
    project = makePackage({ "main.ts": 'console.log("one");\nsetInterval(() => {}, 1000);\n' });
    const watcher = watch(["--hot", ...LOADER, "main.ts"], { cwd: project.folder, node: BUN, env: CONSOLE });
    try {
      await watcher.until("one");
      project.write("main.ts", `${marked("later")}console.log(later());\nsetInterval(() => {}, 1000);\n`);
      await eventually(() => /^later .*✓/m.test(watcher.printed()), watcher.printed);
    } finally {
      await watcher.stop();
    }
  });
});

describe.runIf(isPinned)("uno-trace/bun", () => {
  it("builds the rich project, which does what it did, with the same spans", async () => {
    makeRich();
    project.write("build.ts", BUILD);
    const built = await build();
    expect(built.status, built.stderr).toBe(0);
    expect(namesIn(built.stderr)).toEqual(LEFT);
    for (const node of [BUN, undefined]) {
      const ran = await run(["run.mjs", project.path("out/main.js")], { cwd: project.folder, node });
      expect(spanTree(readReport(ran))).toBe(project.read("spans-by-oxc.txt"));
    }
  });

  it.each(["linked", "inline"])(
    "leads an error's stack to the source, by a map that is %s",
    async (sourcemap) => {
      project = makePackage({ "build.ts": BUILD, "src/main.ts": FAILS });
      expect(await build({ sourcemap })).toMatchObject({ status: 0 });
      const { stdout } = await run(["--enable-source-maps", "out/main.js"], { cwd: project.folder });
      expect(stdout).toMatch(/at fails \(.*src\/main\.ts:3:61\)/);
    },
  );

  it("traces CommonJS, and leaves the build's other files to others", async () => {
    project = makePackage({
      "build.ts": BUILD,
      "src/main.ts":
        'import { common } from "./common.cjs";\nimport text from "./a.txt";\nconsole.log(common(), text);\n',
      "src/common.cjs": "// @trace\nfunction common() { return 'common'; }\nmodule.exports = { common };\n",
      "src/a.txt": "@trace",
    });
    expect(await build()).toMatchObject({ status: 0, stderr: "" });
    const { stdout, stderr } = await bun("--preload", "uno-trace/register", "out/main.js");
    expect(stdout).toBe("common @trace\n");
    expect(stderr).toMatch(/^common .*✓/m);
    expect(project.read("out/uno-trace.manifest.json")).toContain('"common"');
  });

  it("fails a build by an error, and prints a warning", async () => {
    project = makePackage({
      "build.ts": BUILD,
      "src/main.ts": `${marked("f")}// @trace\nexport const a = 1;\n`,
    });
    const failed = await build();
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain("src/main.ts:5:4 - error UNO1001");
    project.write("src/main.ts", `${marked("f")}// @Trace\nfunction g(): void {}\n`);
    const warned = await build();
    expect(warned.status).toBe(0);
    expect(warned.stderr).toContain("src/main.ts:5:4 - warning UNO1007");
    project.write("uno-trace.json", '{\n  "inclued": []\n}');
    const broken = await build();
    expect(broken.status).toBe(1);
    expect(broken.stderr).toContain("uno-trace.json:2:3 - error UNO3004");
  });

  it("leaves bundles for browsers alone, unless the runtime stays outside", async () => {
    project = makePackage({ "build.ts": BUILD, "src/main.ts": marked("f") });
    const left = await build({ target: "browser", packages: "bundle" });
    expect(left).toMatchObject({ status: 0, stderr: expect.stringContaining("UNO3023: Nothing in main.ts") });
    expect(project.read("out/main.js")).not.toContain("$state");
    expect(await build({ target: "browser", packages: "bundle", external: ["uno-trace/*"] })).toMatchObject({
      stderr: "",
    });
    expect(project.read("out/main.js")).toContain("$state");
  });

  it("is refused where it does nothing", async () => {
    project = makePackage({
      "main.ts": 'import { unoTrace } from "uno-trace/bun";\nBun.plugin(unoTrace());\n',
    });
    expect((await bun("main.ts")).stderr).toContain("`bun --preload uno-trace/loader`");
  });
});

it.runIf(isPinned)("the page's programs are traced as it says", async () => {
  const blocks = blocksOf(readPage("docs/bun.md")).filter(({ file }) => file !== undefined);
  const files = Object.fromEntries(blocks.map(({ file = "", text }) => [file, text]));
  project = makePackage({ ...files, "src/main.ts": `${marked("built")}console.log(built());\n` });
  const loaded = await bun(...LOADER, "total.ts");
  expect(loaded.stdout).toBe("70\n");
  expect(loaded.stderr).toMatch(/^total .*✓/m);
  expect(await bun("build.ts")).toMatchObject({ status: 0, stderr: "" });
  const ran = await bun("--preload", "uno-trace/register", "dist/main.js");
  expect(ran.stdout).toBe("built\n");
  expect(ran.stderr).toMatch(/^built .*✓/m);
});
