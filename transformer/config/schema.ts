// The text of `uno-trace.json` goes in, its value and every problem with exact offsets come out.
import { createRequire } from "node:module";
import type { Node, ParseError } from "jsonc-parser";
import { duplicateConfigKey, malformedConfig } from "../diagnostics/configuration.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { ConfigFile } from "../model/config-file.js";
import type { Locate } from "./json-place.js";
import { lintConfig } from "./lint.js";
import { explain, type SchemaError } from "./schema-error.js";

/** A checked document; without a value when an error was found. */
export interface ReadConfig {
  readonly value?: ConfigFile;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is generated from the published schema, which is the only description of the format. */
interface Validate {
  (value: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}

// Loaded on use: a project without uno-trace.json pays for neither the parser nor the validator.
const require = createRequire(import.meta.url);

function jsonc(): typeof import("jsonc-parser") {
  return require("jsonc-parser");
}

function validator(): Validate {
  return require("../config-validator.cjs");
}

/** Reads and checks the text of a configuration. */
export function readConfigText(text: string, file: string): ReadConfig {
  const errors: ParseError[] = [];
  const tree = jsonc().parseTree(text, errors, { allowTrailingComma: true });
  const syntax = errors.map((error) => describeSyntax(error, file));
  if (!tree || syntax.length > 0) {
    const empty = malformedConfig({ file, start: 0, end: text.length }, "the file is empty");
    return { diagnostics: syntax.length > 0 ? syntax.slice(0, 1) : [empty] };
  }
  return check(tree, file);
}

/** Finds members of a configuration that was read before. */
export function locateIn(text: string, file: string): Locate {
  return locator(jsonc().parseTree(text, [], { allowTrailingComma: true }), file);
}

function check(tree: Node, file: string): ReadConfig {
  const locate = locator(tree, file);
  const value: ConfigFile = jsonc().getNodeValue(tree);
  const validate = validator();
  const found = [...duplicates(tree, file)];
  if (!validate(value)) found.push(...relevant(validate.errors ?? []).map((error) => explain(error, locate)));
  else found.push(...lintConfig(value, locate));
  found.sort((a, b) => a.start - b.start);
  return found.some(({ severity }) => severity === "error")
    ? { diagnostics: found }
    : { value, diagnostics: found };
}

/** Of an `anyOf` only the sum is of use, not what each branch has to say. */
function relevant(errors: readonly SchemaError[]): readonly SchemaError[] {
  const sums = errors.filter(({ keyword }) => keyword === "anyOf").map(({ instancePath }) => instancePath);
  return errors.filter(
    ({ keyword, instancePath }) =>
      keyword === "anyOf" || !sums.some((sum) => instancePath === sum || instancePath.startsWith(`${sum}/`)),
  );
}

function locator(tree: Node | undefined, file: string): Locate {
  return (path, part) => {
    const node = path.reduce<Node | undefined>(step, tree);
    const shown = part === "key" && node?.parent?.type === "property" ? node.parent.children?.[0] : node;
    const start = shown?.offset ?? 0;
    return { file, start, end: start + (shown?.length ?? 0) };
  };
}

/** A member called "200" and the item 200 look alike in a validator's path: the node decides. */
function step(node: Node | undefined, segment: string | number): Node | undefined {
  if (!node) return undefined;
  return jsonc().findNodeAtLocation(node, [node.type === "array" ? Number(segment) : String(segment)]);
}

function describeSyntax(error: ParseError, file: string): Diagnostic {
  const { offset, length } = error;
  return malformedConfig({ file, start: offset, end: offset + length }, syntaxWords(error));
}

/** What the parser misses or refuses: `ValueExpected` -> "value expected". */
export function syntaxWords({ error }: ParseError): string {
  return jsonc()
    .printParseErrorCode(error)
    .replace(/(?!^)([A-Z])/g, " $1")
    .toLowerCase();
}

function* duplicates(node: Node, file: string): Iterable<Diagnostic> {
  const seen = new Set<string>();
  for (const child of node.children ?? []) {
    const key = child.type === "property" ? child.children?.[0] : undefined;
    if (key && seen.has(key.value)) {
      yield duplicateConfigKey({ file, start: key.offset, end: key.offset + key.length }, key.value);
    }
    if (key) seen.add(key.value);
    yield* duplicates(child, file);
  }
}
