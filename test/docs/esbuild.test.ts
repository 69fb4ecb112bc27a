// docs/esbuild.md: its programs are run; what they build is traced.
import { afterAll, expect, test } from "vitest";
import { loadConfig } from "../../transformer/config/config.js";
import { planFile } from "../../transformer/plan.js";
import { loadTypeScript } from "../harness/typescript.js";
import { run } from "../toolchains/processes.js";
import { installed, makeProject } from "../toolchains/temporary-project.js";
import { blocksOf, readPage } from "./page.js";

const ts = loadTypeScript();

const blocks = blocksOf(readPage("docs/esbuild.md"));
const files = Object.fromEntries(blocks.map(({ file, text }) => [file as string, text]));
const project = makeProject(
  {
    ...files,
    "package.json": { type: "module" },
    "src/main.ts":
      "// @trace\nfunction version(): string {\n  return __VERSION__;\n}\n\nconsole.log(version());\n",
  },
  { esbuild: installed("esbuild") },
);

afterAll(() => project.remove());

test("what a plugin behind ours loads is traced", async () => {
  expect(await run(["build.mjs"], { cwd: project.folder })).toMatchObject({ status: 0, stderr: "" });
  const { stdout } = await run(["dist/app.mjs"], { cwd: project.folder });
  expect(stdout).toBe("1.2.3\n");
  expect(project.read("dist/app.mjs")).toContain("function __uno_0()");
});

test("a plugin of one's own instruments by itself", async () => {
  const build = files["build.mjs"]?.replace("[unoTrace(), version]", "[own], define: { __VERSION__: '2' }");
  project.write("build-own.mjs", `import { own } from "./own-plugin.mjs";\n${build}`);
  expect(await run(["build-own.mjs"], { cwd: project.folder })).toMatchObject({ status: 0, stderr: "" });
  const { stdout } = await run(["dist/app.mjs"], { cwd: project.folder });
  expect(stdout).toBe("2\n");
  expect(project.read("dist/app.mjs")).toContain("function __uno_0()");
});

test("a directive above an implementation outlives tsc, one above its signatures does not", () => {
  const above = files["src/find.ts"] as string;
  const [head, ...lines] = above.split("\n");
  const directive = lines.indexOf("// @trace");
  expect(directive).toBeGreaterThan(0);
  const before = [head, ...lines.splice(directive, 1), ...lines].join("\n");
  const { config } = loadConfig({ object: {}, root: "/project" });
  const namesIn = (text: string, file: string) =>
    planFile(text, `/project/${file}`, config).sites.map(({ name }) => name);
  const written = (text: string) => ts.transpile(text, { target: ts.ScriptTarget.ES2022 });
  for (const text of [above, before]) expect(namesIn(text, "find.ts")).toEqual(["find"]);
  expect(namesIn(written(above), "find.js")).toEqual(["find"]);
  expect(namesIn(written(before), "find.js")).toEqual([]);
});
