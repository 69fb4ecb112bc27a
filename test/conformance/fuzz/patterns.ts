// Binding patterns and parameters: defaults that run code, nested patterns, rest elements.
import { type Construct, choose, kid, pickOf, type Table, type Tree } from "./construct.js";
import type { Writer } from "./writer.js";

/** What a pattern binds its names to. */
export const PATTERNS: Table = {
  name: { kids: [], weight: 4, write: (writer) => writer.bindName() },
  arrayPattern: {
    kids: ["pattern", "pattern", "expression"],
    write(writer, tree) {
      const first = writer.innerPattern(kid(tree, 0));
      const value = writer.expression(kid(tree, 2));
      const second =
        pickOf(tree, 0) % 3 === 0 ? `...${writer.bindName()}` : `${writer.bindName()} = ${value}`;
      return `[${first}${kid(tree, 0).name === "name" ? "" : " = []"}, ${pickOf(tree, 1) % 4 === 1 ? ", " : ""}${second}]`;
    },
  },
  objectPattern: {
    kids: ["pattern", "expression", "expression"],
    write(writer, tree) {
      const key = pickOf(tree, 0) % 2 ? `[${writer.log(writer.expression(kid(tree, 2)))}]` : "a";
      const nested = kid(tree, 0).name === "arrayPattern" ? "b: []" : "b: 1";
      const value = kid(tree, 0).name === "name" ? writer.expression(kid(tree, 1)) : `{ ${nested} }`;
      const wrapped = kid(tree, 0).name === "arrayPattern" ? "[]" : value;
      const rest = pickOf(tree, 1) % 3 === 1 ? `, ...${writer.fresh("rest")}` : "";
      return `{ ${key}: ${writer.innerPattern(kid(tree, 0))} = ${wrapped}${rest} }`;
    },
  },
};

/** An expression that a pattern can take apart, mostly. */
export function sourceOf(writer: Writer, pattern: Tree, tree: Tree): string {
  const value = writer.expression(tree);
  if (pattern.name === "arrayPattern") {
    return choose(pattern, 2, [
      `[${value}, 1]`,
      iterable(writer, pattern, value),
      `[[${value}], 2][Symbol.iterator]()`,
      "[]",
    ]);
  }
  if (pattern.name === "objectPattern") {
    return choose(pattern, 2, [
      `{ a: ${value} }`,
      `{ item: ${value}, get a() { return ${writer.log("this.item")}; } }`,
      "{}",
      `[${value}]`,
    ]);
  }
  return value;
}

/** An iterable of its own making, which tells when it is asked, closed, and may throw. */
export function iterable(writer: Writer, tree: Tree, value: string): string {
  const closing = choose(tree, 3, [
    "return { done: true };",
    "return { done: true };",
    'throw "close";',
    "return 1;",
  ]);
  if (!closing.includes("done")) writer.mayStall = true;
  const name = writer.fresh("n");
  const [next, closed] = [writer.log(name), writer.log('"close"')];
  return [
    `({ item: ${value}, [Symbol.iterator]() { let ${name} = 0; const { item } = this; return { `,
    `next() { ${next}; return { value: item, done: ${name}++ > 1 }; }, `,
    `return() { ${closed}; ${closing} } }; } })`,
  ].join("");
}

/** The parameter list of a function: the names that it declares are in scope from one to the next. */
export const PARAMETERS: Table = {
  plain: { kids: [], weight: 4, write: (writer) => declared(writer, writer.fresh("p")) },
  defaulted: {
    kids: ["expression"],
    write(writer, tree) {
      const value = writer.expression(kid(tree, 0));
      return `${declared(writer, writer.fresh("p"))} = ${value}`;
    },
  },
  closure: {
    kids: ["expression"],
    weight: 1,
    write(writer, tree) {
      const earlier = writer.scope.variables()[0]?.name ?? "1";
      const name = writer.fresh("p");
      writer.scope.offer({ text: name, color: "sync", kind: "call", guard: "typeof" });
      return `${name} = () => (${writer.log(earlier)}, ${writer.at({ id: writer.fresh("f") }, () => writer.expression(kid(tree, 0)))})`;
    },
  },
  destructured: {
    kids: ["pattern", "expression"],
    weight: 1,
    write(writer, tree) {
      const source = sourceOf(writer, kid(tree, 0), kid(tree, 1));
      const simple = kid(tree, 0).name === "name";
      const pattern = writer.pattern(kid(tree, 0), (name) => declared(writer, name));
      return simple ? pattern : `${pattern} = ${source}`;
    },
  },
};

function declared(writer: Writer, name: string): string {
  writer.scope.declare(name);
  writer.scope.redeclarable.push(name);
  return name;
}

/** Parameters, the last one perhaps a rest parameter. */
export function parameterList(writer: Writer, trees: readonly Tree[], rest: boolean): string[] {
  const list = trees.map((tree) => {
    writer.count(tree.name);
    return (PARAMETERS[tree.name] as Construct).write(writer, tree) as string;
  });
  if (rest) {
    writer.count("restParameter");
    list.push(`...${declared(writer, writer.fresh("rest"))}`);
  }
  return list;
}
