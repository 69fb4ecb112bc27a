// README.md: its set-ups are done in an empty folder as they are written, and its tables are compared with the code.
// When the printed tree changes: `npx vitest run test/docs/readme.sampled.test.ts -u`, and read the diff.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readConfigText } from "../../transformer/config/schema.js";
import { DIRECTIVE_WORDS } from "../../transformer/model/options.js";
import { sampleOf } from "../harness/sample.js";
import { run } from "../toolchains/processes.js";
import {
  installed,
  makeProject,
  REPOSITORY,
  type TemporaryProject,
} from "../toolchains/temporary-project.js";
import { type Block, blocksOf, codeOf, codesOf, readPage, rowsOf, sectionOf } from "./page.js";

const page = readPage("README.md");
const blocks = blocksOf(page);
const cleanups: (() => void)[] = [];

afterAll(() => {
  for (const cleanup of cleanups) cleanup();
});

/** Where npm would put a package's commands. */
const COMMANDS: Readonly<Record<string, string>> = {
  tspc: installed("ts-patch/bin/tspc.js"),
  "uno-trace": join(REPOSITORY, "dist/forward/command.js"),
};

/** A folder with the program of the README, and packages as if they were installed. */
function newFolder(files: readonly Block[], packages: readonly string[]): TemporaryProject {
  const links = Object.fromEntries(packages.map((name) => [name, installed(name)]));
  const { "@types/node": types, ...plain } = links;
  const texts = Object.fromEntries(files.map(({ file, text }) => [file as string, text]));
  const project = makeProject(texts, plain);
  mkdirSync(project.path("node_modules/.bin"));
  for (const [name, target] of Object.entries(COMMANDS))
    symlinkSync(target, project.path(`node_modules/.bin/${name}`));
  if (types) {
    mkdirSync(project.path("node_modules/@types"));
    symlinkSync(types, project.path("node_modules/@types/node"), "junction");
  }
  cleanups.push(() => project.remove());
  return project;
}

const programFiles = blocks.filter(({ file }) => file?.startsWith("src/"));
const printed = blocks.find(({ info }) => info === "text")?.text as string;

/** Names of what `npm install` lines ask for, without versions. */
const packagesOf = (script: string) =>
  [...script.matchAll(/^npm install (.*)$/gm)]
    .flatMap((match) => (match[1] as string).split(" "))
    .filter((word) => !word.startsWith("-"))
    .map((word) => word.replace(/(?<=.)@.*$/, ""));

/** Runs a script line by line; the packages are there already. */
function runScript(script: string, project: TemporaryProject): string {
  const cache = mkdtempSync(join(tmpdir(), "uno-trace-tspc-"));
  cleanups.push(() => rmSync(cache, { recursive: true, force: true }));
  const lines = script.split("\n").filter((line) => line !== "" && !line.startsWith("npm install"));
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const env = { ...inherited, NO_COLOR: "1", TSP_CACHE_DIR: cache };
  return execFileSync("sh", ["-ec", `exec 2>&1\n${lines.join("\n")}`], {
    cwd: project.folder,
    env,
    encoding: "utf8",
  });
}

/** Names, kinds, branches, marks and messages: all but times, ids and bars. */
const outline = (text: string) =>
  text
    .split("\n")
    .map((line) =>
      line
        .replace(/^trace [0-9a-f]{32}/, "trace ID")
        .replace(/[▏▎▍▌▋▊▉█]+/g, " ")
        .replace(/[\d.]+(?:ns|µs|ms|s)\b/g, "TIME")
        .replace(/ +/g, " "),
    )
    .join("\n");

test("the program is two files", () => {
  expect(programFiles.map(({ file }) => file)).toEqual(["src/checkout.ts", "src/main.ts"]);
});

describe.each(sampleOf(["Set up: esbuild", "Set up: TypeScript"], 2))("%s", (heading) => {
  const own = blocks.filter((block) => block.heading === heading);
  const script = own.find(({ info }) => info === "sh")?.text as string;
  const files = own.filter(({ file }) => file !== undefined);

  test("is at most ten lines, each", () => {
    const lines = own.map(({ text }) => text.split("\n").filter((line) => !/^(\/\/.*)?$/.test(line)));
    for (const each of lines) expect(each.length).toBeLessThanOrEqual(10);
  });

  test("works as written, and prints what the README shows", async () => {
    const project = newFolder(
      [...programFiles, ...files],
      packagesOf(script).filter((name) => name !== "uno-trace"),
    );
    const output = runScript(script, project);
    const tree = `${output.slice(output.indexOf("\ntrace ") + 1).trimEnd()}\n`;
    // Times, ids and bars differ each time: only what does not is compared.
    const fresh = outline(tree) === outline(printed) ? page : page.replace(printed, () => tree);
    await expect(fresh).toMatchFileSnapshot("../../README.md");
  });
});

test("the versions to install are those that the tests use", () => {
  for (const [, name, version] of page.matchAll(/(typescript|ts-patch)@(\d+\.\d+\.\d+)/g)) {
    const { version: found } = JSON.parse(readFileSync(installed(`${name}/package.json`), "utf8"));
    expect(`${name}@${version}`).toBe(`${name}@${found}`);
  }
});

test("the table of options names those of the code", () => {
  const rows = rowsOf(sectionOf(page, "## Directives"));
  const names = rows.map(([cell]) => codeOf((cell as string).split(",")[0] as string).replace(/=.*$/, ""));
  expect(names).toEqual(DIRECTIVE_WORDS);
});

test("the table of uno-trace.json names every key of the schema", () => {
  const { properties, definitions } = JSON.parse(readPage("uno-trace.schema.json"));
  const keys = [
    ...Object.keys(properties).filter((key) => key !== "$schema"),
    ...Object.keys(definitions.rule.properties).map((key) => `rules[].${key}`),
  ];
  const named = rowsOf(sectionOf(page, "## uno-trace.json")).flatMap(([cell]) => codesOf(cell as string));
  expect(named.sort()).toEqual(keys.sort());
});

test("the configuration is valid", () => {
  const example = blocks.find(({ info, heading }) => info === "jsonc" && heading === "uno-trace.json");
  expect(readConfigText(example?.text as string, "/uno-trace.json").diagnostics).toEqual([]);
});

test("the commands and their arguments are those of the command line", async () => {
  const rows = rowsOf(sectionOf(page, "## Command line"));
  const overview = await run([COMMANDS["uno-trace"] as string, "--help"], { cwd: REPOSITORY });
  const names = [...overview.stdout.matchAll(/^ {2}(\w+) /gm)].map((match) => match[1] as string);
  expect(rows.map(([usage]) => codeOf(usage as string).split(" ")[2])).toEqual(names);
  for (const [usage] of rows) {
    const words = codeOf(usage as string).replace(/^npx /, "");
    const help = await run([COMMANDS["uno-trace"] as string, words.split(" ")[1] as string, "--help"], {
      cwd: REPOSITORY,
    });
    expect(help.stdout).toContain(`usage: ${words}\n`);
  }
});

test("the scripts of the repository exist", () => {
  const { scripts } = JSON.parse(readPage("package.json"));
  for (const name of ["README.md", "CONTRIBUTING.md", "docs/architecture.md"]) {
    if (!existsSync(join(REPOSITORY, name))) continue;
    const used = [...readPage(name).matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] as string);
    expect(used.filter((script) => !(script in scripts))).toEqual([]);
  }
  expect(scripts.test).toBeDefined();
});
