// The plugin around a language service in memory: what is planned anew, and what it does when it fails.
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as TypeScript from "typescript";
import { afterEach, beforeEach, expect, test } from "vitest";
import { EditedProject, type PluginInfo } from "../../hosts/editor/edited-project.js";
import init from "../../hosts/editor/index.js";
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
