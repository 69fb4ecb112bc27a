// One complaint of the validator goes in, a diagnostic in the words of a user comes out.
import { badConfigValue, unknownConfigKey, wrongConfigType } from "../diagnostics/configuration.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/nearest-word.js";
import type { JsonPath, Locate } from "./json-place.js";

interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly $ref?: string;
  readonly properties?: object;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

/** What the validator says of one value. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer of the value. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The part of the schema that holds the keyword. */
  readonly parentSchema?: SchemaNode;
  readonly data?: unknown;
}

/** Translates one error of the validator. */
export function explain(error: SchemaError, locate: Locate): Diagnostic {
  const path = pathOf(error.instancePath);
  const schema = error.parentSchema ?? {};
  if (error.keyword === "additionalProperties") return explainUnknown(error, path, locate);
  const place = locate(path);
  const expected = describe(error.keyword, schema);
  if (error.keyword === "type") return wrongConfigType(place, nameOf(path), expected);
  const value = JSON.stringify(error.data);
  return badConfigValue(place, nameOf(path), value, expected, suggestion(error.data, schema.enum));
}

/** The word of a list that was probably meant; a longer word may have more slips. */
function suggestion(word: unknown, words: readonly string[] = []): string | undefined {
  return typeof word === "string"
    ? nearest(word, words, Math.max(2, Math.floor(word.length / 3)))
    : undefined;
}

/** Names a member for a message: `"min" of rule 2`. */
export function nameOf(path: JsonPath): string {
  const [first, second, ...rest] = path;
  if (first === undefined) return "the configuration";
  if (first !== "rules" || typeof second !== "number") return `"${path.join(".")}"`;
  return rest.length > 0 ? `"${rest.join(".")}" of rule ${second + 1}` : `rule ${second + 1}`;
}

function explainUnknown(error: SchemaError, path: JsonPath, locate: Locate): Diagnostic {
  const key = String(error.params.additionalProperty);
  const known = Object.keys(error.parentSchema?.properties ?? {});
  return unknownConfigKey(locate([...path, key], "key"), key, nameOf(path), known, suggestion(key, known));
}

function pathOf(pointer: string): JsonPath {
  const parts = pointer.split("/").slice(1);
  const plain = parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  return plain.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function describe(keyword: string, schema: SchemaNode): string {
  if (keyword === "anyOf") return "true, a path such as status.code, or a list of paths";
  if (keyword === "enum") return `one of ${(schema.enum ?? []).join(", ")}`;
  if (schema.minimum !== undefined && schema.type === "number") {
    return `a number from ${schema.minimum} to ${schema.maximum}`;
  }
  if (schema.minimum !== undefined) return `a whole number of at least ${schema.minimum}`;
  return keyword === "type" ? describeType(schema) : describePattern(schema);
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  array: "a list",
  object: "an object",
  string: "a string",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
};

function describeType({ type, pattern, items }: SchemaNode): string {
  if (pattern?.includes("ms")) return "a duration in quotes such as 5ms";
  if (items?.enum) return `a list of ${items.enum.join(", ")}`;
  const names = [type ?? []].flat().map((each) => TYPE_NAMES[each] ?? each);
  return names.join(", ");
}

function describePattern({ pattern }: SchemaNode): string {
  if (pattern?.includes("ms")) return "a duration such as 200us, 5ms, 1.5s or 1m";
  if (pattern?.startsWith("^!")) return "a pattern on span names such as OrderService.*";
  return pattern ? "a name with an optional property path such as user.id" : "a string that is not empty";
}
