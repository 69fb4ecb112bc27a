// The options that a span is made with in; the words of a directive, and what is to be set in code, out.
import { SPAN_KINDS } from "../../../transformer/model/site-options.js";
import { type Node, unwrap } from "../../../transformer/source/parse.js";
import { onlyReads } from "../tree/inert.js";
import type { Origins } from "../tree/origin.js";
import { constantText, keyName } from "../tree/tree.js";
import type { Left, SpanWords } from "./finding.js";

/** Options of a span. */
export interface ReadOptions {
  readonly words: SpanWords;
  /** Attributes that no comment can say: properties of an object literal, which only read. */
  readonly inCode: readonly Node[];
}

/** Reads the `SpanOptions` of OpenTelemetry's API. */
export function readSpanOptions(given: Node | undefined, origins: Origins): ReadOptions | Left {
  const node = given && unwrap(given);
  const attributes: (readonly [string, string])[] = [];
  const inCode: Node[] = [];
  if (!node) return { words: { attributes }, inCode };
  if (node.type !== "ObjectExpression") return { at: node.start, why: "its options are no object literal" };
  let kind: string | undefined;
  for (const property of node.properties) {
    const name = property.type === "Property" ? keyName(property.key, property.computed) : undefined;
    const value = property.type === "Property" ? unwrap(property.value) : undefined;
    if (!value || name === undefined) return { at: property.start, why: "its options are not all in sight" };
    if (name === "kind") {
      kind = kindOf(value, origins);
      if (kind === undefined) return { at: property.start, why: "its kind is computed" };
    } else if (name === "attributes") {
      const left = readAttributes(value, attributes, inCode);
      if (left) return left;
    } else return { at: property.start, why: optionReason(name) };
  }
  return { words: { ...(kind !== undefined && kind !== "internal" && { kind }), attributes }, inCode };
}

function optionReason(name: string): string {
  if (name === "root")
    return "`root: true` makes a trace without a link to its caller, and the directive's `root` makes one with it";
  return `no directive can say \`${name}\``;
}

/** The kind's name in a directive: of `SpanKind.CLIENT`, or of its number. */
function kindOf(value: Node, origins: Origins): string | undefined {
  if (value.type === "Literal" && typeof value.value === "number") return SPAN_KINDS[value.value];
  const name = /^@opentelemetry\/api#SpanKind\.(\w+)$/.exec(origins.of(value) ?? "")?.[1]?.toLowerCase();
  return SPAN_KINDS.find((kind) => kind === name);
}

/** Sorts attributes into those that a comment can say and those for the code. */
export function readAttributes(
  value: Node,
  said: (readonly [string, string])[],
  inCode: Node[],
): Left | undefined {
  if (value.type !== "ObjectExpression")
    return { at: value.start, why: "its attributes are no object literal" };
  for (const property of value.properties) {
    if (property.type !== "Property" || property.method || !onlyReads(property))
      return {
        at: property.start,
        why: "an attribute is computed by a call, which would not be made with tracing off",
      };
    const name = keyName(property.key, property.computed);
    const text = constantText(unwrap(property.value));
    const isSayable =
      name !== undefined && text !== undefined && /^[^\s"=]+$/.test(name) && !/[\r\n]|\*\//.test(text);
    if (isSayable) said.push([name, text]);
    else inCode.push(property);
  }
  return undefined;
}

/** Reads the options of dd-trace's `trace` and `wrap`: tags that are texts have an equal. */
export function readDatadogOptions(given: Node | undefined): ReadOptions | Left {
  const node = given && unwrap(given);
  const attributes: (readonly [string, string])[] = [];
  if (!node) return { words: { attributes }, inCode: [] };
  if (node.type !== "ObjectExpression") return { at: node.start, why: "its options are no object literal" };
  for (const property of node.properties) {
    const name = property.type === "Property" ? keyName(property.key, property.computed) : undefined;
    if (property.type !== "Property" || name !== "tags")
      return {
        at: property.start,
        why: `no directive can say ${name === undefined ? "this option" : `\`${name}\``} of dd-trace`,
      };
    const inCode: Node[] = [];
    const left = readAttributes(unwrap(property.value), attributes, inCode);
    if (left) return left;
    if (inCode[0])
      return { at: inCode[0].start, why: "only tags that are constant texts can stand in a comment" };
    const special = attributes.find(([key]) => DATADOG_TAGS.test(key));
    if (special) return { at: property.start, why: `dd-trace gives \`${special[0]}\` a meaning of its own` };
  }
  return { words: { attributes }, inCode: [] };
}

/** Tags that dd-trace takes for more than a value. */
const DATADOG_TAGS =
  /^(?:error|_dd\.|_sampling|manual\.|sampling\.|analytics\.|service\.|resource\.|span\.|operation\.|measured)/;
