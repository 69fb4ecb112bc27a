// A binding pattern in, the names that it binds out.
import { isWrapper, type Node, unwrap } from "./parse.js";

/** Names that a pattern binds. */
export function boundNames(pattern: Node): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "AssignmentPattern":
      return boundNames(pattern.left as Node);
    case "RestElement":
      return boundNames(pattern.argument as Node);
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? boundNames(element as Node) : []));
    case "ObjectPattern":
      return pattern.properties.flatMap((p) => boundNames((p.type === "Property" ? p.value : p) as Node));
    case "TSParameterProperty":
      return boundNames(pattern.parameter as Node);
    default:
      return isWrapper(pattern) ? boundNames(unwrap(pattern)) : [];
  }
}
