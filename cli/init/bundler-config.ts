// A bundler's configuration, which is a program, and the module of our plugin in; the text with the plugin in it out, all else untouched.
import { readFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { toPosix } from "../../transformer/config/globs.js";
import { type Node, type ParsedFile, parseFile } from "../../transformer/source/parse.js";
import { exportedExpression, exportedObject, nameOf, type ObjectNode } from "./exported-object.js";
import type { FileChange } from "./tsc.js";

/** What is put in, and where. */
interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * Adds `unoTrace()` to `plugins` of the object that a configuration exports.
 * @param config absolute path of a configuration of ours that has another name
 * @returns `undefined` where that object is not plain to see: then the lines are for the user to write
 */
export function addPlugin(file: string, module: string, config: string | undefined): FileChange | undefined {
  const before = readFileSync(file, "utf8");
  const parsed = parseFile(before, file);
  const object = parsed && exportedObject(parsed);
  if (!parsed || !object) return undefined;
  const path = config && toPosix(relative(dirname(file), config));
  const call = `unoTrace(${path === undefined ? "" : `{ config: ${JSON.stringify(path)} }`})`;
  const plugin = pluginInsertion(object, call, before);
  if (!plugin) return undefined;
  return {
    file,
    before,
    after: inserted(before, [loadInsertion(parsed, module, "unoTrace"), plugin]),
    done: `uses ${module}`,
  };
}

/**
 * Puts a call around what a configuration exports.
 * @param config absolute path of a configuration of ours that has another name
 * @returns `undefined` where it exports no expression: then the lines are for the user to write
 */
export function wrapExport(
  file: string,
  { module, wrapper }: { readonly module: string; readonly wrapper: string },
  config: string | undefined,
): FileChange | undefined {
  const before = readFileSync(file, "utf8");
  const parsed = parseFile(before, file);
  const value = parsed && exportedExpression(parsed);
  if (!parsed || !value) return undefined;
  const path = config && toPosix(relative(dirname(file), config));
  const options = path === undefined ? "" : `, { config: ${JSON.stringify(path)} }`;
  const after = inserted(before, [
    loadInsertion(parsed, module, wrapper),
    { at: value.start, text: `${wrapper}(` },
    { at: value.end, text: `${options})` },
  ]);
  return { file, before, after, done: `uses ${module}` };
}

/** Those of one place in the order in which they are given. */
function inserted(text: string, insertions: readonly Insertion[]): string {
  const sorted = [...insertions].sort((a, b) => a.at - b.at);
  const pieces = sorted.map(
    ({ at, text: added }, index) => text.slice(sorted[index - 1]?.at ?? 0, at) + added,
  );
  return pieces.join("") + text.slice(sorted.at(-1)?.at ?? 0);
}

function pluginInsertion(object: ObjectNode, call: string, text: string): Insertion | undefined {
  const { properties } = object;
  const own = properties.find((each) => each.type === "Property" && nameOf(each.key) === "plugins");
  if (own?.type === "Property") {
    if (own.value.type !== "ArrayExpression") return undefined;
    const [first] = own.value.elements;
    const at = first ? first.start : own.value.start + 1;
    return { at, text: first ? `${call}, ` : call };
  }
  const [first] = properties;
  if (!first) return { at: object.start + 1, text: ` plugins: [${call}] ` };
  const space = /^\s*/.exec(text.slice(object.start + 1))?.[0];
  return { at: object.start + 1, text: `${space}plugins: [${call}],` };
}

/** Behind the last import, in the manner of the file. */
function loadInsertion({ program, text }: ParsedFile, module: string, name: string): Insertion {
  const body = program.body as Node[];
  const imports = body.filter(({ type }) => type === "ImportDeclaration");
  const usesModules = body.some(({ type }) => /^(?:Import|Export)/.test(type));
  const line = usesModules
    ? `import { ${name} } from "${module}";`
    : `const { ${name} } = require("${module}");`;
  const last = imports.at(-1);
  if (last) return { at: last.end, text: `${text[last.end - 1] === ";" ? "" : ";"}\n${line}` };
  const first = body.find((statement) => !("directive" in statement && statement.directive));
  return { at: first?.start ?? text.length, text: `${line}\n` };
}
