// uno-trace/nest without the Nest CLI: builder programs that are emitted as that one does it, by both TypeScripts.
import { createRequire } from "node:module";
import { join } from "node:path";
import typescript6 from "typescript";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { before, type NestPluginOptions } from "../../hosts/nest/index.js";
import { installed, makeProject, type TemporaryProject } from "../toolchains/temporary-project.js";

type TS = typeof typescript6;
const typescript5: TS = createRequire(import.meta.url)(installed("typescript5"));

const TSCONFIG = {
  compilerOptions: {
    noLib: true,
    types: [],
    outDir: "dist",
    rootDir: "src",
    incremental: true,
    // Without it the compiler gives what it keeps of a file twice.
    declaration: true,
    target: "es2022",
  },
  include: ["src"],
};
const LIBRARY = `${"Array Boolean CallableFunction Function IArguments NewableFunction Number Object RegExp String"
  .split(" ")
  .map((name) => `interface ${name}${name === "Array" ? "<T>" : ""} {}`)
  .join("\n")}\n`;

let project: TemporaryProject;
beforeEach(() => {
  project = makeProject({
    "package.json": { type: "module" },
    "tsconfig.json": TSCONFIG,
    "src/lib.d.ts": LIBRARY,
    "src/a.ts": "// @trace\nexport function a(): number {\n  return 1;\n}\n",
    "src/b.ts": "export function b(): number {\n  return 2;\n}\n",
  });
  vi.spyOn(process, "cwd").mockReturnValue(project.folder);
});
afterEach(() => {
  vi.restoreAllMocks();
  project.remove();
});

/** What the Nest CLI's compiler does; the texts of the diagnostics that it would print come out. */
function build(ts: TS, options: NestPluginOptions = {}): readonly string[] {
  const parsed = ts.getParsedCommandLineOfConfigFile(
    project.path("tsconfig.json"),
    {},
    { ...ts.sys, getCurrentDirectory: () => project.folder, onUnRecoverableConfigFileDiagnostic: () => {} },
  );
  if (!parsed) throw new Error("no tsconfig.json");
  const program = ts.createIncrementalProgram({ rootNames: parsed.fileNames, options: parsed.options });
  const transformer = before(options, program.getProgram());
  const emitted = program.emit(undefined, undefined, undefined, undefined, { before: [transformer] });
  return [...ts.getPreEmitDiagnostics(program as never), ...emitted.diagnostics].map(
    ({ file, start, messageText }) => {
      const { line, character } = file?.getLineAndCharacterOfPosition(start ?? 0) ?? {
        line: -1,
        character: -1,
      };
      const name = file?.fileName.slice(project.folder.length + 1);
      return `${name}:${line + 1}:${character + 1} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    },
  );
}

const isTraced = (name: string) => project.read(`dist/${name}.js`).includes("__uno");
const MISTAKE = "// @trace nme=x\nexport function b(): number {\n  return 2;\n}\n";
const MISTAKE_TOLD = [expect.stringMatching(/^src\/b\.ts:1:11 UNO1002: Unknown option `nme`/)];
const CONFIG_TOLD = [expect.stringMatching(/^uno-trace\.json:1:3 UNO3004: "includ"/)];

describe.each([
  ["6.0", typescript6],
  ["5.9", typescript5],
])("TypeScript %s, with both in the process", (version, ts) => {
  it(`is found, and traces (${version})`, () => {
    expect(build(ts)).toEqual([]);
    expect([isTraced("a"), isTraced("b")]).toEqual([true, false]);
  });

  it("hands a mistake in a directive to the compiler, which keeps it until it is mended", () => {
    project.write("src/b.ts", MISTAKE);
    expect(build(ts)).toEqual(MISTAKE_TOLD);
    expect(build(ts)).toEqual(MISTAKE_TOLD);
    project.write("src/b.ts", MISTAKE.replace(" nme=x", ""));
    expect(build(ts)).toEqual([]);
    expect(isTraced("b")).toBe(true);
  });

  it("hands over what is wrong with uno-trace.json, of which nothing is kept", () => {
    project.write("uno-trace.json", '{ "includ": [] }');
    expect(build(ts)).toEqual(CONFIG_TOLD);
    project.write("uno-trace.json", '{ "include": ["src/b.ts"] }');
    project.write("src/b.ts", "export function b(): number {\n  return 3;\n}\n");
    expect(build(ts)).toEqual([]);
    expect(isTraced("b")).toBe(true);
  });
});

it("prints what nobody asks for, where all files are up to date, and lets the process fail", async () => {
  build(typescript6);
  project.write("uno-trace.json", '{ "includ": [] }');
  const exitCode = process.exitCode;
  const taken = build(typescript6);
  await vi.waitFor(() => expect(process.exitCode).toBe(1));
  process.exitCode = exitCode;
  expect(taken).toEqual([]);
});

it("finds paths of its options from the folder of nest-cli.json", async () => {
  project.write("etc/trace.json", '{ "include": ["../src/b.ts"] }');
  const told = build(typescript6, { config: "etc/trace.json", manifest: "dist/manifest.json" });
  expect(told).toEqual([]);
  expect(isTraced("b")).toBe(true);
  await vi.waitFor(() => expect(project.read("dist/manifest.json")).toContain('"b"'));
});

it("traces once where it is listed twice, as beside a compiler that is patched", () => {
  const options = { noLib: true, types: [], outDir: project.path("dist"), rootDir: project.path("src") };
  const names = ["a.ts", "lib.d.ts"].map((name) => project.path(`src/${name}`));
  const program = typescript6.createProgram(names, options);
  program.emit(undefined, undefined, undefined, undefined, {
    before: [before({}, program), before({}, program)],
  });
  expect(project.read("dist/a.js").match(/\$start\(/g)).toHaveLength(1);
});

it("refuses an option that there is not", () => {
  expect(() => build(typescript6, { conf: "x" } as never)).toThrow(
    "unoTrace: `conf`: unknown option; there is config and manifest",
  );
});

it("refuses a program of a TypeScript that it cannot find", () => {
  const program = typescript6.createProgram([join(project.folder, "src/a.ts")], { noLib: true });
  const strange = Object.create(program, { getSourceFiles: { value: () => [{}] } });
  expect(() => before({}, strange)).toThrow(/no TypeScript in this process made the program/);
});
