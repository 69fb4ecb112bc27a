// The plugin around a language service in memory: what is planned anew, and what it does when it fails.
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as TypeScript from "typescript";
import { afterEach, beforeEach, expect, test } from "vitest";
import { EditedProject, type PluginInfo } from "../../hosts/editor/edited-project.js";
import init from "../../hosts/editor/index.js";
import { fixableCodes, fixesAt } from "../../hosts/editor/mends.js";
import { numberOf } from "../../hosts/tsc/converted.js";
import { loadConfig } from "../../transformer/config/config.js";
import { planFile } from "../../transformer/plan.js";
import { loadTypeScript } from "../harness/typescript.js";

const ts = loadTypeScript();

let folder: string;
let text: string;
let logged: string[];

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "uno-editor-")));
  text = "// @trace\nexport function one() {}\n";
  logged = [];
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A project of one file, `one.ts`, whose text is `text`. */
function infoOf(): PluginInfo {
  const options = { noLib: true, configFilePath: join(folder, "tsconfig.json") };
  const host: TypeScript.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getScriptFileNames: () => [join(folder, "one.ts")],
    getScriptVersion: () => text,
    getScriptSnapshot: () => ts.ScriptSnapshot.fromString(text),
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: () => "lib.d.ts",
    fileExists: () => false,
    readFile: () => undefined,
  };
  const logger = { info: (line: string) => logged.push(line) };
  return {
    config: {},
    languageService: ts.createLanguageService(host),
    languageServiceHost: host,
    serverHost: { watchFile: () => ({ close: () => logged.push("unwatched") }) },
    project: {
      getCompilerOptions: () => options,
      getCurrentDirectory: () => folder,
      projectService: { logger },
    },
  } as unknown as PluginInfo;
}

test("a file is planned once for each version of it and of uno-trace.json", () => {
  const project = new EditedProject(ts, infoOf());
  const plan = () => project.fileOf(join(folder, "one.ts"))?.plan;
  const first = plan();
  expect(first?.functions.map(({ reason }) => reason.kind)).toEqual(["directive"]);
  expect(plan()).toBe(first);
  text = "// @trace\nexport function two() {}\n";
  const second = plan();
  expect(second?.functions.map(({ name }) => name)).toEqual(["two"]);
  expect(plan()).toBe(second);
  writeFileSync(join(folder, "uno-trace.json"), '{ "rules": [{ "functions": ["two"], "kind": "client" }] }');
  expect(plan()?.functions[0]?.options).toEqual({ kind: "client" });
  expect(plan()).toBe(plan());
});

test("what fails in the plugin is logged, and tsserver's own answer stays", () => {
  const info = infoOf();
  const { languageService: service } = info;
  const getProgram = () => {
    throw new Error("no program today");
  };
  const plugged = init({ typescript: ts }).create({ ...info, languageService: { ...service, getProgram } });
  const one = join(folder, "one.ts");
  expect(plugged.getSemanticDiagnostics(one)).toEqual(service.getSemanticDiagnostics(one));
  expect(plugged.getQuickInfoAtPosition(one, 28)).toEqual(service.getQuickInfoAtPosition(one, 28));
  expect(plugged.getCompletionsAtPosition(one, 5, undefined)).toBeUndefined();
  expect(logged).toHaveLength(3);
  for (const line of logged) expect(line).toMatch(/^uno-trace\/language-service: Error: no program today\n/);
});

test("a project that is closed watches no file any more", () => {
  const info = infoOf();
  init({ typescript: ts }).create(info).dispose();
  expect(logged).toEqual(["unwatched"]);
});

test.each([
  ["const a = 1;\n// @trace\nconst b = 2;\n", "const a = 1;\nconst b = 2;\n"],
  ["  // @trace min=5ms -- a remark\r\nconst b = 2;\r\n", "const b = 2;\r\n"],
  ["/* @trace */\nconst b = 2;\n", "const b = 2;\n"],
  ["/* @trace */ const b = 2;\n", "const b = 2;\n"],
  ["/**\n * Two.\n * @trace\n */\nconst b = 2;\n", "/**\n * Two.\n */\nconst b = 2;\n"],
  ["const b = 2; // @trace", "const b = 2;"],
  ["const a = /* @trace */ 1;\n", "const a = 1;\n"],
])("a directive that marks nothing is deleted from %j", (before, after) => {
  text = before;
  const project = new EditedProject(ts, infoOf());
  const start = text.indexOf("@trace");
  const [fix] = fixesAt(project, join(folder, "one.ts"), start, [901001]);
  const [change] = fix?.changes[0]?.textChanges ?? [];
  const { span, newText } = change as TypeScript.TextChange;
  expect(text.slice(0, span.start) + newText + text.slice(span.start + span.length)).toBe(after);
});

test("an editor may ask for a fix of every message that has one", () => {
  const rejects = join(import.meta.dirname, "../rejects");
  const { config } = loadConfig({ root: folder });
  const inputs = readdirSync(rejects).map((name) => join(rejects, name, "input.ts"));
  const found = inputs
    .filter((file) => existsSync(file))
    .flatMap((file) => planFile(readFileSync(file, "utf8"), file, config).diagnostics)
    .filter(({ replacement }) => replacement !== undefined);
  const codes = [...new Set(found.map(({ code }) => String(numberOf(code))))].sort();
  expect(codes.length).toBeGreaterThan(3);
  expect(fixableCodes()).toEqual(expect.arrayContaining(codes));
});
