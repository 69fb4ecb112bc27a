// Every folder of test/rejects through both hosts: which words, at which place, and whether the build fails.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildFailure, build, formatMessages } from "esbuild";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { unoTrace } from "../../esbuild-plugin/index.js";
import { createTransformer } from "../../hosts/jest/index.js";
import { messageOf } from "../../hosts/message.js";
import { tellOldNext } from "../../hosts/next/release.js";
import { commonJsInBun, untracedAtEdge } from "../../transformer/diagnostics/build.js";
import { run } from "./processes.js";
import { installed, makeProject, REPOSITORY } from "./temporary-project.js";

const REJECTS = join(REPOSITORY, "test/rejects");
const FOLDERS = readdirSync(REJECTS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

// What only the command line can know: it reads the whole project and the tsconfig files.
const COMMANDS: Readonly<Record<string, readonly [code: string, command: string]>> = {
  "unmatched-functions": ["UNO3012", "check"],
  "unselected-kinds": ["UNO3013", "check"],
  "native-compiler": ["UNO3014", "check"],
  "uneditable-tsconfig": ["UNO3015", "init"],
  "untraced-host": ["UNO3016", "check"],
  "no-host": ["UNO3017", "check"],
  "missing-build-package": ["UNO3018", "check"],
  "runtime-for-development": ["UNO3033", "check"],
  "writes-no-javascript": ["UNO3025", "build"],
  "not-written-again": ["UNO3026", "build"],
  "nothing-to-trace": ["UNO3027", "build"],
  "lost-comments": ["UNO2003", "instrument"],
};
/** A tsc that writes the sources, and of the instrumented ones in their place nothing. */
const failingCompiler = (folder: string) => `
if (process.cwd() !== ${JSON.stringify(folder)}) console.log("error TS5033: Could not write file 'out/input.js'.");
else require(${JSON.stringify(installed("typescript/lib/tsc.js"))});
`;

const read = (...names: string[]) => readFileSync(join(REJECTS, ...names), "utf8");
const project = makeProject({}, { typescript: installed("typescript") });
const texts = new Map<string, string>();

beforeAll(async () => {
  // Copied, so that no uno-trace.json above the folder counts and the program finds this package.
  for (const folder of FOLDERS) {
    for (const file of readdirSync(join(REJECTS, folder)))
      project.write(`${folder}/${file}`, read(folder, file));
  }
  project.write("compile.mjs", read("compile.mjs"));
  const { stderr, status } = await run(["compile.mjs", project.folder, ...FOLDERS], { cwd: project.folder });
  expect(status, stderr).toBe(0);
  for (const [index, text] of stderr.split("\0").entries()) texts.set(FOLDERS[index] ?? "", text);
});

afterAll(() => project.remove());

async function esbuildText(folder: string): Promise<string> {
  const options = existsSync(join(REJECTS, folder, "options.json"))
    ? JSON.parse(read(folder, "options.json"))
    : {};
  const result = await build({
    absWorkingDir: project.path(folder),
    entryPoints: ["input.ts"],
    write: false,
    logLevel: "silent",
    plugins: [unoTrace(options)],
  }).catch((failure: BuildFailure) => failure);
  const errors = await formatMessages(result.errors, { kind: "error" });
  const warnings = await formatMessages(result.warnings, { kind: "warning" });
  return [...errors, ...warnings, `${result instanceof Error ? "fails" : "builds"}\n`].join("");
}

describe.each(FOLDERS)("%s", (folder) => {
  it("is reported by tsc", async () => {
    await expect(texts.get(folder)).toMatchFileSnapshot(`../rejects/${folder}/tsc.txt`);
  });

  it("is reported by esbuild", async () => {
    await expect(await esbuildText(folder)).toMatchFileSnapshot(`../rejects/${folder}/esbuild.txt`);
  });

  it("gives both hosts the same codes at the same lines", () => {
    const tsc = [...read(folder, "tsc.txt").matchAll(/\((\d+),.*(UNO\d{4})/g)].map(
      ([, line, code]) => `${code} ${line}`,
    );
    const blocks = read(folder, "esbuild.txt").split(/(?=[✘▲])/);
    const esbuild = blocks.flatMap((block) => {
      const code = /UNO\d{4}/.exec(block)?.[0];
      return code ? [`${code} ${/\n\s+[\w.-]+:(\d+):\d+:/.exec(block)?.[1] ?? 1}`] : [];
    });
    expect(esbuild.sort()).toEqual(tsc.sort());
  });

  it("fails the build exactly when an error is among the problems", () => {
    for (const file of ["tsc.txt", "esbuild.txt"]) {
      const text = read(folder, file);
      expect(text.trimEnd().endsWith("fails")).toBe(/error TS|\[ERROR\]/.test(text));
    }
  });
});

it.each(Object.entries(COMMANDS))("%s is reported by the command line", async (folder, [code, command]) => {
  if (code === "UNO3014") {
    project.write(`${folder}/node_modules/typescript/package.json`, { name: "typescript", version: "7.0.2" });
  }
  if (code === "UNO3026") {
    project.write(`${folder}/node_modules/typescript/package.json`, { name: "typescript", version: "6.0.3" });
    project.write(`${folder}/node_modules/typescript/bin/tsc`, failingCompiler(project.path(folder)));
  }
  const compiled = command === "instrument" ? ["out"] : [];
  if (command === "instrument") {
    const map = { version: 3, sources: ["../input.ts"], names: [], mappings: "AAAA" };
    project.write(`${folder}/out/input.js`, "export function one() {}\n//# sourceMappingURL=input.js.map\n");
    project.write(`${folder}/out/input.js.map`, map);
  }
  const cli = join(REPOSITORY, "dist/forward/command.js");
  const { stdout, stderr, status } = await run([cli, command, ...compiled], { cwd: project.path(folder) });
  const text = `${stdout}${stderr}`;
  // A warning fails `check`, and no build.
  expect(status === 0).toBe(command === "build" && !text.includes("error"));
  await expect(text).toMatchFileSnapshot(`../rejects/${folder}/${command}.txt`);
  expect(text).toContain(code);
});

it("automock is reported by Jest's transformer", async () => {
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const rootDir = project.path("automock");
  const config = { rootDir, ...JSON.parse(read("automock", "jest.config.json")) };
  project.write("automock/compiles.cjs", "exports.process = (code) => ({ code });");
  const tracing = createTransformer({ transformer: "<rootDir>/compiles.cjs" });
  const request = { config, configString: JSON.stringify(config), instrument: false };
  tracing.process(read("automock", "input.ts"), join(rootDir, "input.ts"), request);
  const text = stderr.mock.calls.join("");
  stderr.mockRestore();
  await expect(text).toMatchFileSnapshot("../rejects/automock/jest.txt");
});

it("what Next.js prints is in these words", async () => {
  vi.spyOn(process, "cwd").mockReturnValue(project.path("next"));
  vi.stubEnv("UNO_TRACE_TOLD_OLD_NEXT", undefined);
  const printed = vi.spyOn(console, "warn").mockReturnValue();
  project.write("next/node_modules/next/package.json", { name: "next", version: "15.5.0" });
  tellOldNext();
  const old = printed.mock.calls.join("").replace("uno-trace: ", "");
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  const edge = messageOf(untracedAtEdge("input.ts", 0), read("next", "input.ts")).text;
  await expect(`warning ${old}\nwarning ${edge}\n`).toMatchFileSnapshot("../rejects/next/next.txt");
});

it("what the loader prints in Bun is in these words", async () => {
  const { text } = messageOf(commonJsInBun("input.ts"), read("bun", "input.ts"));
  await expect(`warning ${text}\n`).toMatchFileSnapshot("../rejects/bun/bun.txt");
});

const MESSAGES = join(REPOSITORY, "transformer/diagnostics");

const codes = readdirSync(MESSAGES).flatMap((name) =>
  [...readFileSync(join(MESSAGES, name), "utf8").matchAll(/^ +"(UNO\d{4})",$|\("(UNO\d{4})",/gm)].map(
    ([, alone, inline]) => alone ?? inline,
  ),
);

it("every code has a folder and a row in docs/diagnostics.md", () => {
  const goldens = FOLDERS.flatMap((folder) =>
    [
      "tsc.txt",
      "check.txt",
      "init.txt",
      "build.txt",
      "instrument.txt",
      "jest.txt",
      "next.txt",
      "bun.txt",
      "plugins.txt",
      "bundlers.txt",
    ]
      .filter((file) => existsSync(join(REJECTS, folder, file)))
      .map((file) => read(folder, file)),
  ).join("");
  const docs = readFileSync(join(REPOSITORY, "docs/diagnostics.md"), "utf8");
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) {
    const severity = new RegExp(`(error|warning)[^\\n]* ${code}:`).exec(goldens)?.[1];
    expect(docs, code).toMatch(new RegExp(`^\\| ${code} +\\| ${severity} +\\|`, "m"));
  }
  expect([...docs.matchAll(/^\| (UNO\d{4}) /gm)].map((match) => match[1])).toEqual([...codes].sort());
});
