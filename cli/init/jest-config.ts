// Jest's configuration in, a program or JSON; the text with our transformer around the one that compiles out, all else untouched.
import { readFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { applyEdits, type Edit } from "jsonc-parser";
import { toPosix } from "../../transformer/config/globs.js";
import { type Node, parseFile } from "../../transformer/source/parse.js";
import { JEST } from "../hosts/jest.js";
import { addMember, DIALECTS, readJson } from "../package/json-edit.js";
import { exportedObject, nameOf, type ObjectNode } from "./exported-object.js";
import type { FileChange } from "./tsc.js";

/** How it is written, and where our own configuration is. */
interface Manner {
  /** JSON has its keys in quotes. */
  readonly isJson: boolean;
  readonly config: string | undefined;
}

/** Makes a program of JSON. */
const EXPORT = "export default ";

/**
 * Lets the `transform` of a configuration go through ours.
 * @param config absolute path of a configuration of ours that has another name
 * @returns `undefined` where it is not plain to see what transforms: then the lines are for the user to write
 */
export function addTransform(file: string, config: string | undefined): FileChange | undefined {
  const before = readFileSync(file, "utf8");
  const isJson = file.endsWith(".json");
  const manner = { isJson, config: nameFrom(file, config) };
  const text = isJson ? EXPORT + before : before;
  const root = rootOf(text);
  const edits = root && transformEdits(root, text, manner);
  if (!edits) return undefined;
  const after = applyEdits(before, isJson ? [...shifted(edits)] : [...edits]);
  return { file, before, after, done: `uses ${JEST}` };
}

/** The edits of package.json, in which Jest's configuration is a member, or none yet. */
export function manifestTransform(file: string, config: string | undefined): readonly Edit[] | undefined {
  const json = readJson(file, DIALECTS.package);
  const manner = { isJson: true, config: nameFrom(file, config) };
  const members = rootOf(EXPORT + json.text)?.properties ?? [];
  const own = members.find((each) => each.type === "Property" && nameOf(each.key as Node) === "jest");
  if (own?.type !== "Property")
    return addMember(json, json.tree, `"jest": { ${memberText("babel-jest", manner)} }`);
  const value = own.value as Node;
  const edits =
    value.type === "ObjectExpression" ? transformEdits(value, EXPORT + json.text, manner) : undefined;
  return edits && shifted(edits);
}

function nameFrom(file: string, config: string | undefined): string | undefined {
  return config && toPosix(relative(dirname(file), config));
}

function shifted(edits: readonly Edit[]): readonly Edit[] {
  return edits.map((edit) => ({ ...edit, offset: edit.offset - EXPORT.length }));
}

function rootOf(text: string): ObjectNode | undefined {
  const parsed = parseFile(text, "jest.config.ts");
  return parsed && exportedObject(parsed, true);
}

function transformEdits(root: ObjectNode, text: string, manner: Manner): readonly Edit[] | undefined {
  const members = new Map<string | undefined, Node>();
  for (const each of root.properties) {
    if (each.type !== "Property") return undefined;
    members.set(nameOf(each.key as Node), each.value as Node);
  }
  const [transform, preset] = [members.get("transform"), members.get("preset")];
  // Each project has a `transform` of its own.
  if (members.has("projects")) return undefined;
  if (transform) return transform.type === "ObjectExpression" ? entryEdits(transform, manner) : undefined;
  const isTsJest = preset?.type === "Literal" && preset.value === "ts-jest";
  if (preset && !isTsJest) return undefined;
  const member = memberText(isTsJest ? "ts-jest" : "babel-jest", manner);
  return [firstMember(root, text, member)];
}

/** In front of the others, with the white space that the first of them has. */
function firstMember(root: ObjectNode, text: string, member: string): Edit {
  const [first] = root.properties;
  const at = root.start + 1;
  if (!first) return insert(at, ` ${member} `);
  const before = /\s*$/.exec(text.slice(at, first.start))?.[0] ?? "";
  return insert(first.start, `${member},${before || " "}`);
}

function memberText(transformer: string, manner: Manner): string {
  const { isJson, config } = manner;
  const pattern = transformer === "ts-jest" ? "\\\\.tsx?$" : "\\\\.[jt]sx?$";
  const isDefault = transformer === "babel-jest" && config === undefined;
  const entry = isDefault ? `"${JEST}"` : `["${JEST}", { ${optionsText(manner)}"${transformer}" }]`;
  return `${isJson ? '"transform"' : "transform"}: { "${pattern}": ${entry} }`;
}

/** Up to the value of `transformer`. */
function optionsText({ isJson, config }: Manner): string {
  const key = (name: string) => (isJson ? `"${name}"` : name);
  return `${config === undefined ? "" : `${key("config")}: ${JSON.stringify(config)}, `}${key("transformer")}: `;
}

/** Around each transformer of sources; one that is for stylesheets or images stays. */
function entryEdits(transform: ObjectNode, manner: Manner): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  for (const each of transform.properties) {
    if (each.type !== "Property") return undefined;
    const pattern = nameOf(each.key as Node);
    if (pattern === undefined) return undefined;
    if (!mayMatchSources(pattern)) continue;
    const around = aroundEdits(each.value as Node, manner);
    if (!around) return undefined;
    edits.push(...around);
  }
  return edits.length > 0 ? edits : undefined;
}

function mayMatchSources(pattern: string): boolean {
  try {
    const test = new RegExp(pattern);
    return ["/src/a.ts", "/src/a.tsx", "/src/a.js", "/src/a.jsx", "/src/a.mjs", "/src/a.mts"].some((name) =>
      test.test(name),
    );
  } catch {
    return true;
  }
}

function aroundEdits(value: Node, manner: Manner): readonly Edit[] | undefined {
  const head = `"${JEST}", { ${optionsText(manner)}`;
  if (isName(value)) return [insert(value.start, `[${head}`), insert(value.end, " }]")];
  if (value.type !== "ArrayExpression") return undefined;
  const [name, options, more] = value.elements as (Node | null)[];
  if (!name || !isName(name) || more !== undefined) return undefined;
  if (!options) return [insert(name.start, head), insert(name.end, " }")];
  const key = manner.isJson ? '"options"' : "options";
  return [insert(name.start, head), insert(options.start, `${key}: `), insert(options.end, " }")];
}

/** A string, or `require.resolve("ts-jest")`. */
function isName(node: Node): boolean {
  return node.type === "CallExpression" || (node.type === "Literal" && typeof node.value === "string");
}

function insert(offset: number, content: string): Edit {
  return { offset, length: 0, content };
}
