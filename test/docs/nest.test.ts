// docs/nest.md: what it tells you to write is what `uno-trace init` writes; the programs of the page are run by test/nest.
import { expect, test } from "vitest";
import { tempProject } from "../cli/temp-project.js";
import { blocksOf, readPage } from "./page.js";

const blocks = blocksOf(readPage("docs/nest.md"));
/** Without its first line, which names the file. */
function blockOf(file: string): string {
  const block = blocks.find((each) => each.file === file);
  if (!block) throw new Error(`no block for ${file}`);
  return block.text.replace(/^.*\n/, "");
}

/** What init makes of a package. */
async function initialised(files: Readonly<Record<string, object>>) {
  const texts = Object.entries(files).map(([name, content]) => [name, JSON.stringify(content)]);
  const project = tempProject({ "tsconfig.json": "{}", ...Object.fromEntries(texts) });
  expect((await project.run("init")).code).toBe(0);
  return project;
}

test("nest-cli.json lists the plugin", async () => {
  const { read } = await initialised({
    "package.json": { scripts: { build: "nest build", start: "nest start --watch" } },
    "nest-cli.json": { sourceRoot: "src" },
  });
  expect(JSON.parse(read("nest-cli.json"))).toEqual(JSON.parse(blockOf("nest-cli.json")));
  const [, start] = blocks.filter(({ info }) => info === "sh").map(({ text }) => text.trim());
  const own = JSON.parse(read("package.json")).scripts.start;
  expect(start?.split(/ (?=--)/).sort()).toEqual(`npx ${own}`.split(/ (?=--)/).sort());
});

test("rspack.config.js has the plugin", async () => {
  const { read } = await initialised({
    "package.json": { type: "module", scripts: { build: "nest build" } },
    "nest-cli.json": { compilerOptions: { builder: "rspack" } },
  });
  expect(read("rspack.config.js").trim()).toBe(blockOf("rspack.config.js").trim());
});

test("scripts of SWC let what it has written be traced", async () => {
  const { read } = await initialised({
    "package.json": {
      scripts: { build: "nest build", "start:dev": "nest start --watch", "start:prod": "node dist/main" },
    },
    "nest-cli.json": { compilerOptions: { builder: "swc" } },
  });
  expect(JSON.parse(read("package.json")).scripts).toEqual(JSON.parse(blockOf("package.json")).scripts);
});

test("the first span takes at most 15 lines", () => {
  const changed = blockOf("src/app.service.ts")
    .split("\n")
    .filter((line) => line.includes("@trace"));
  const lines = [
    blockOf("nest-cli.json"),
    ...blocks.filter(({ info }) => info === "sh").map(({ text }) => text),
  ];
  const count = lines.flatMap((text) => text.trim().split("\n")).length + changed.length;
  expect(count).toBeLessThanOrEqual(15);
});
