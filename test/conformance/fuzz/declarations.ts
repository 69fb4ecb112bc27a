// Statements that bring a function or a variable into scope.
import { choose, kid, pickOf, type Table, type Tree } from "./construct.js";
import { colorOf, functionExpression, parametersAndBody, prefixOf, starOf } from "./functions.js";
import { sourceOf } from "./patterns.js";
import type { Callable } from "./scope.js";
import type { Writer } from "./writer.js";

/** A function declaration can be called before it is reached; until it is written it may call itself, too. */
export function hoistedFunction(writer: Writer, tree: Tree): Callable | undefined {
  if (tree.name !== "functionDeclaration") return undefined;
  return { text: writer.fresh("f"), color: colorOf(kid(tree, 0)), kind: "call", guard: "again" };
}

/** Declarations by name. */
export const DECLARATIONS: Table = {
  functionDeclaration: {
    kids: ["function"],
    weight: 8,
    write(writer, tree) {
      const callable = writer.announced(tree) as Callable;
      const { color, text } = callable;
      const written = parametersAndBody(writer, kid(tree, 0), { color });
      callable.guard = undefined;
      if (!writer.place.inBlock) writer.scope.redeclarable.push(text);
      const comment = pickOf(tree, 0) % 8 === 5 ? "// @no-trace\n" : "";
      return `${comment}${prefixOf(color)}function${starOf(color)} ${text}${written}`;
    },
  },
  functionVariable: {
    kids: ["function"],
    weight: 4,
    write(writer, tree) {
      const name = writer.fresh("f");
      const { text, color } = functionExpression(
        writer,
        kid(tree, 0),
        choose(tree, 0, ["arrow", "function"]),
      );
      writer.scope.offer({ text: name, color, kind: "call" });
      return `const ${name} = ${text.slice(1, -1)};`;
    },
  },
  variableDeclaration: {
    kids: ["pattern", "expression"],
    weight: 6,
    write(writer, tree) {
      const kind = choose(tree, 0, ["let", "const", "var"]);
      const source = sourceOf(writer, kid(tree, 0), kid(tree, 1));
      const names: string[] = [];
      const pattern = writer.pattern(kid(tree, 0), (name) => names.push(name));
      for (const name of names) writer.scope.declare(name, kind === "const");
      if (kind === "var" && names.length > 0) writer.count("var");
      return `${kind} ${pattern} = ${source};`;
    },
  },
  redeclaration: {
    kids: ["expression"],
    weight: 7,
    write(writer, tree) {
      const names = writer.scope.redeclarable;
      if (names.length === 0 || !writer.place.returns) return undefined;
      const name = choose(tree, 0, names);
      if (pickOf(tree, 1) % 3 === 0) return `var ${name}; ${writer.log(name)};`;
      // A function of that name would be something else to those who call it.
      if (/^f/.test(name)) return undefined;
      return `var ${name} = ${writer.expression(kid(tree, 0))};`;
    },
  },
  redeclaredFunction: {
    kids: ["expression"],
    weight: 1,
    write(writer, tree) {
      const names = writer.scope.redeclarable.filter((name) => !/^f/.test(name));
      if (names.length === 0 || !writer.place.returns || writer.place.inBlock) return undefined;
      const place = { color: "sync", awaits: false, yields: false, id: writer.fresh("f") } as const;
      const value = writer.at(place, () => writer.log());
      return `function ${choose(tree, 0, names)}() { return ${value}; }`;
    },
  },
};
