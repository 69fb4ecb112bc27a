// A package that the Nest CLI builds in; out, nest-cli.json with our plugin, and scripts that set tracing up.
import { existsSync } from "node:fs";
import { dirname, relative } from "node:path";
import { type Edit, findNodeAtLocation } from "jsonc-parser";
import { toPosix } from "../../transformer/config/globs.js";
import { moduleKindOf } from "../../transformer/source/module-kind.js";
import { LOADER } from "../hosts/loaded.js";
import { isTracedAfterwards } from "../hosts/nest.js";
import {
  builderOf,
  NEST_PLUGIN,
  nestCalls,
  nestConfig,
  nestTsconfig,
  pluginLists,
} from "../hosts/nest-config.js";
import { addMember, containerAt, DIALECTS, edited, type JsonFile, readJson } from "../package/json-edit.js";
import type { Package } from "../package/package-json.js";
import { operandOf, type ScriptCommand } from "../package/script-commands.js";
import { optionOf } from "../package/tsconfig.js";
import type { FileChange } from "./tsc.js";

const REGISTER = "uno-trace/register";

/**
 * Lists our plugin in nest-cli.json, beside those that are there.
 * @param config absolute path of a configuration of ours that has another name
 */
export function listNestPlugin(file: string, config: string | undefined): FileChange {
  const options = config && { config: toPosix(relative(dirname(file), config)) };
  const entry = JSON.stringify(options ? { name: NEST_PLUGIN, options } : NEST_PLUGIN).replace(
    /([:,])/g,
    "$1 ",
  );
  const done = `lists ${NEST_PLUGIN}`;
  if (!existsSync(file)) {
    const content = `{\n  "compilerOptions": {\n    "plugins": [${entry}]\n  }\n}\n`;
    return { file, after: content, done };
  }
  const json = readJson(file, DIALECTS.tsconfig);
  const edits = pluginLists({ file, text: json.text }).flatMap((path) => listEdits(json, path, entry));
  return { file, before: edited(json, []), after: edited(json, edits), done };
}

/**
 * A configuration for Nest's builder `rspack`, which calls what the file exports.
 * @param config absolute path of a configuration of ours that has another name
 */
export function newRspackConfig(file: string, config: string | undefined): FileChange {
  const isModule = moduleKindOf(file, { moduleSyntax: false }) === "esm";
  const options = config ? JSON.stringify({ config: toPosix(relative(dirname(file), config)) }) : "";
  const lines = [
    isModule
      ? 'import { unoTrace } from "uno-trace/rspack";'
      : 'const { unoTrace } = require("uno-trace/rspack");',
    "",
    `${isModule ? "export default" : "module.exports ="} (options) => ({`,
    "  ...options,",
    `  plugins: [...options.plugins, unoTrace(${options})],`,
    "});",
    "",
  ];
  return { file, after: lines.join("\n"), done: "uses uno-trace/rspack" };
}

function listEdits(json: JsonFile, path: readonly string[], entry: string): readonly Edit[] {
  const list = containerAt(json, [...path], "array");
  if (list?.children?.some((each) => (findNodeAtLocation(each, ["name"]) ?? each).value === NEST_PLUGIN))
    return [];
  if (list) return addMember(json, list, entry);
  const plugins = `"plugins": [${entry}]`;
  const options = containerAt(json, ["compilerOptions"], "object");
  return options
    ? addMember(json, options, plugins)
    : addMember(json, json.tree, `"compilerOptions": { ${plugins} }`);
}

/** What is done to scripts of the Nest CLI, and which they are. */
interface NestEdits {
  readonly edits: readonly Edit[];
  readonly scripts: readonly string[];
}

/** Lets `nest start` run the program with tracing set up, or traced by the loader where SWC compiles it. */
export function nestStartEdits(target: Package, isSetUp: boolean): NestEdits {
  const config = nestConfig(target);
  const calls = nestCalls(target).filter((call) => operandOf(call) === "start" && !isGivenNode(target, call));
  const edits = calls.flatMap((call) => {
    const module = builderOf(config, call) === "swc" ? LOADER : isSetUp ? undefined : REGISTER;
    const text = /^nest\s+start/.exec(target.json.text.slice(call.offset))?.[0];
    if (module === undefined || text === undefined) return [];
    const content = ` --exec \\"node --import ${module}\\"`;
    return [{ script: call.script, edit: { offset: call.offset + text.length, length: 0, content } }];
  });
  return { edits: edits.map(({ edit }) => edit), scripts: [...new Set(edits.map(({ script }) => script))] };
}

/** Within quotes, more quotes would not do; and a program of its own may be no Node. */
function isGivenNode({ scripts, json }: Package, { script, args, offset }: ScriptCommand): boolean {
  const raw = scripts.find(({ name }) => name === script)?.raw ?? "";
  const isQuoted = /\\"|'/.test(raw.slice(0, offset - json.text.indexOf(raw)));
  return isQuoted || raw.includes("uno-trace/") || args.some((arg) => /^(?:-e|--exec)(?:=|$)/.test(arg));
}

/** Lets `nest build` with SWC be followed by what traces the files that it has written. */
export function nestBuildEdits(target: Package): NestEdits {
  const config = nestConfig(target);
  const calls = nestCalls(target).filter(
    (call) =>
      operandOf(call) === "build" &&
      builderOf(config, call) === "swc" &&
      !isTracedAfterwards(target, call) &&
      !call.args.some((arg) => /^(?:-w|--watch)$/.test(arg)),
  );
  const folder = outputOf(target);
  const edits = calls.map(({ offset }) => {
    const text = /^[^&|;()"'\\]+/.exec(target.json.text.slice(offset))?.[0].trimEnd() ?? "";
    return { offset: offset + text.length, length: 0, content: ` && uno-trace instrument ${folder}` };
  });
  return { edits, scripts: [...new Set(calls.map(({ script }) => script))] };
}

function outputOf(target: Package): string {
  const tsconfig = nestTsconfig(target, nestConfig(target), []);
  const outDir: unknown = existsSync(tsconfig) ? optionOf(tsconfig, "outDir")?.node.value : undefined;
  return typeof outDir === "string" ? outDir.replace(/^\.\//, "") : "dist";
}
