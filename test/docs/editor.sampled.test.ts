// docs/editor.md: its configurations as they stand, in tsserver, in tspc, and around `uno-trace check`.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "jsonc-parser";
import { afterEach, expect, test } from "vitest";
import { placeOf } from "../editor/edited.js";
import { TsServer } from "../editor/tsserver.js";
import { sampleOf } from "../harness/sample.js";
import { run } from "../toolchains/processes.js";
import {
  installed,
  makeProject,
  REPOSITORY,
  type TemporaryProject,
} from "../toolchains/temporary-project.js";
import { blocksOf, readPage } from "./page.js";

const blocks = blocksOf(readPage("docs/editor.md"));
const textsOf = (file: string) => blocks.filter((block) => block.file === file).map(({ text }) => text);
const [program = ""] = textsOf("src/checkout.ts");
const [tsconfig = ""] = textsOf("tsconfig.json");
const folders = textsOf(".vscode/settings.json").map((text) => parse(text)["typescript.tsdk"] as string);
const shown = blocks.find(({ info }) => info === "text")?.text.trim();

let project: TemporaryProject;
afterEach(() => project.remove());

test.each(sampleOf(folders, 2))("the TypeScript in %s says what the page shows", async (folder) => {
  const typescript = dirname(folder);
  project = makeProject(
    { "tsconfig.json": tsconfig, "src/checkout.ts": program },
    { [typescript.replace("node_modules/", "")]: installed("typescript") },
  );
  const server = new TsServer(project.path(typescript), project.folder);
  const file = project.path("src/checkout.ts");
  await server.open(file, program);
  const place = { file, ...placeOf(program, "function check|out") };
  expect((await server.ask<{ documentation: string }>("quickinfo", place))?.documentation).toBe(shown);
  expect(await server.diagnostics(file)).toEqual([]);
  await server.close();
});

test("the TypeScript for the editor is the one that the page installs", () => {
  project = makeProject({});
  const { version } = JSON.parse(readFileSync(join(installed("typescript"), "package.json"), "utf8"));
  expect(blocks.filter(({ info }) => info === "sh").map(({ text }) => text)).toContain(
    `npm install -D typescript6@npm:typescript@${version}\n`,
  );
  expect(folders).toEqual(["node_modules/typescript/lib", "node_modules/typescript6/lib"]);
});

const PATCHES: readonly (readonly [string, string])[] = [
  ["ts-patch", "typescript"],
  ["ts-patch3", "typescript5"],
];

test.each(sampleOf(PATCHES, 2))(
  "%s builds with the same tsconfig, and passes over the plugin of the editor",
  async (patch, typescript) => {
    project = makeProject(
      { "package.json": { type: "module" }, "tsconfig.json": tsconfig, "src/checkout.ts": program },
      { "ts-patch": installed(patch), typescript: installed(typescript) },
    );
    const options = "--module nodenext --target es2022 --lib es2022 --outDir dist --rootDir src".split(" ");
    const { status, stdout, stderr } = await run(
      [project.path("node_modules/ts-patch/bin/tspc.js"), ...options],
      {
        cwd: project.folder,
      },
    );
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(project.read("dist/checkout.js")).toContain("uno-trace/abi");
  },
);

test("the task finds every message of `uno-trace check`, with its place", async () => {
  project = makeProject({
    "package.json": {},
    "uno-trace.json": { include: ["nowhere/**"] },
    "src/a.ts": "// @trace nmae=1\nexport function a() {}\n\n  // @tarce\nexport function b() {}\n",
  });
  const [task] = parse(textsOf(".vscode/tasks.json")[0] as string).tasks;
  const [program = "", ...args] = task.command.split(" ").slice(1);
  expect(program).toBe("uno-trace");
  const command = join(REPOSITORY, "packages/build/dist/cli/main.js");
  const { stdout } = await run([command, ...args], { cwd: project.folder, ...task.options });
  const { pattern } = task.problemMatcher;
  const regexp = new RegExp(pattern.regexp);
  const members = ["file", "line", "column", "severity", "code"];
  const found = stdout.split("\n").flatMap((line) => {
    const match = regexp.exec(line);
    return match ? [members.map((member) => match[pattern[member]]).join(" ")] : [];
  });
  expect(found).toEqual([
    "uno-trace.json 3 5 warning UNO3010",
    "package.json 1 1 warning UNO3017",
    "src/a.ts 1 11 error UNO1002",
    "src/a.ts 4 6 warning UNO1007",
  ]);
});
