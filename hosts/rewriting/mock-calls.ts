// A text in; out, the calls in it that Jest moves in front of the imports.
import type { Range } from "../../transformer/model/range.js";
import { forEachChild, type Node, parseFile } from "../../transformer/source/parse.js";

const MAY_MOCK = /\bjest\b[\s\S]*?\b(?:mock|unstable_mockModule)\s*\(/;
const MOCKS = new Set(["mock", "unstable_mockModule"]);

/** Finds `jest.mock(…)` and `jest.unstable_mockModule(…)`, also at the end of a chain such as `jest.unmock("a").mock("b", f)`. */
export function mockCalls(text: string, file: string): readonly Range[] {
  const parsed = MAY_MOCK.test(text) ? parseFile(text, file) : undefined;
  const found: Range[] = [];
  const visit = (node: Node): void => {
    if (isMock(node)) found.push({ start: node.start, end: node.end });
    else forEachChild(node, visit);
  };
  if (parsed) visit(parsed.program as Node);
  return found;
}

function isMock(node: Node): boolean {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return false;
  const { property, object } = node.callee;
  return property.type === "Identifier" && MOCKS.has(property.name) && isOfJest(object as Node);
}

function isOfJest(node: Node): boolean {
  if (node.type === "Identifier") return node.name === "jest";
  return (
    node.type === "CallExpression" &&
    node.callee.type === "MemberExpression" &&
    isOfJest(node.callee.object as Node)
  );
}
