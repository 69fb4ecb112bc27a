// Expressions that call nothing but what stands in them: values, operators, `this` and its kin, `await` and `yield`.
import { choose, kid, kids, pickOf, type Table, type Tree } from "./construct.js";
import { iterable } from "./patterns.js";
import type { Writer } from "./writer.js";

const variable = (writer: Writer, tree: Tree, writable: boolean): string | undefined => {
  const names = writer.scope.variables().filter(({ constant }) => !writable || !constant);
  return names.length > 0 ? choose(tree, 0, names).name : undefined;
};

// An operand is written before the construct knows whether it stands: only what needs no check may come first.
const operators = (list: readonly string[]) => ({
  kids: ["expression", "expression"] as const,
  write: (writer: Writer, tree: Tree) =>
    `(${writer.expression(kid(tree, 0))} ${choose(tree, 0, list)} ${writer.expression(kid(tree, 1))})`,
});

/** Expressions by name. */
export const EXPRESSIONS: Table = {
  literal: { kids: [], weight: 5, write: () => undefined },
  variable: { kids: [], weight: 6, write: (writer, tree) => variable(writer, tree, false) },
  log: {
    kids: ["expression"],
    weight: 4,
    write: (writer, tree) => writer.log(writer.expression(kid(tree, 0))),
  },
  arithmetic: operators(["+", "<", "===", "-"]),
  logical: operators(["&&", "||", "??"]),
  comma: operators([","]),
  conditional: {
    kids: ["expression", "expression", "expression"],
    write(writer, tree) {
      const [test, yes, no] = [0, 1, 2].map((at) => writer.expression(kid(tree, at)));
      return `(${test} ? ${yes} : ${no})`;
    },
  },
  unary: {
    kids: ["expression"],
    write: (writer, tree) =>
      `(${choose(tree, 0, ["typeof", "void", "!"])} ${writer.expression(kid(tree, 0))})`,
  },
  template: {
    kids: ["expression"],
    weight: 1,
    write: (writer, tree) => `\`<\${${writer.expression(kid(tree, 0))}}>\``,
  },
  assign: {
    kids: ["expression"],
    weight: 3,
    write(writer, tree) {
      const name = variable(writer, tree, true);
      const operator = choose(tree, 1, ["=", "+=", "??=", "||=", "="]);
      return name && `(${name} ${operator} ${writer.expression(kid(tree, 0))})`;
    },
  },
  update: {
    kids: [],
    weight: 1,
    write(writer, tree) {
      const name = variable(writer, tree, true);
      return name && `${name}${choose(tree, 1, ["++", "--"])}`;
    },
  },
  array: {
    kids: ["expression*"],
    weight: 1,
    write: (writer, tree) => `[${writer.expressions(kids(tree, 0)).join(", ")}]`,
  },
  object: {
    kids: ["expression", "expression"],
    write(writer, tree) {
      const key = pickOf(tree, 0) % 2 ? `[${writer.log(writer.expression(kid(tree, 0)))}]` : "a";
      return `({ ${key}: ${writer.expression(kid(tree, 1))}${pickOf(tree, 1) % 3 === 1 ? ", ...{ z: 1 }" : ""} })`;
    },
  },
  effects: {
    kids: [],
    weight: 1,
    write(writer) {
      const [read, converted, written] = ["read", "converted", "written"].map((text) =>
        writer.log(JSON.stringify(text)),
      );
      return `({ get a() { return ${read}; }, toString() { return ${converted}; }, toJSON() { return ${written}; } })`;
    },
  },
  promiseValue: {
    kids: ["expression"],
    weight: 1,
    write: (writer, tree) => `Promise.resolve(${writer.expression(kid(tree, 0))})`,
  },
  frozen: { kids: [], weight: 1, write: () => 'Object.freeze({ message: "cold" })' },
  optionalChain: {
    kids: ["expression"],
    write: (writer, tree) =>
      `(${writer.expression(kid(tree, 0))})${choose(tree, 0, ["?.a", "?.a?.b", "?.[0]", "?.a.b", "?.toString?.()"])}`,
  },
  thisValue: { kids: [], write: (writer) => (writer.place.hasThis ? "this" : undefined) },
  thisMember: {
    kids: ["expression"],
    write(writer, tree) {
      if (!writer.place.hasThis) return undefined;
      const value = writer.expression(kid(tree, 0));
      return choose(tree, 0, ["(this?.a)", `(this.a = ${value})`, `(this.b ??= ${value})`]);
    },
  },
  newTarget: {
    kids: [],
    weight: 1,
    write: (writer) => (writer.place.hasNewTarget ? "(typeof new.target)" : undefined),
  },
  arguments: {
    kids: ["expression"],
    write(writer, tree) {
      if (!writer.place.hasArguments) return undefined;
      const value = writer.expression(kid(tree, 0));
      const list = [
        "arguments.length",
        "arguments[0]",
        "[...arguments]",
        `(arguments[0] = ${value})`,
        "({ arguments })",
      ];
      return choose(tree, 0, list);
    },
  },
  superMember: {
    kids: ["expression"],
    weight: 9,
    write(writer, tree) {
      if (!writer.place.inherited) return undefined;
      const value = writer.expression(kid(tree, 0));
      const keys = [
        "super.a",
        `(super.a = ${value})`,
        `super[${writer.log('"a"')}]`,
        `super.hasOwnProperty(${value})`,
      ];
      return choose(tree, 0, [
        ...keys,
        `(super.b += ${value})`,
        `super[${writer.log('"toString"')}]?.length`,
        "super.b++",
      ]);
    },
  },
  assignPattern: {
    kids: ["expression", "expression"],
    write(writer, tree) {
      const name = variable(writer, tree, true);
      if (!name) return undefined;
      const target = writer.place.inherited && pickOf(tree, 1) % 3 === 1 ? "super.c" : name;
      const [value, other] = writer.expressions([kid(tree, 0), kid(tree, 1)]) as [string, string];
      const source = pickOf(tree, 2) % 2 ? iterable(writer, tree, value) : `[${value}]`;
      return choose(tree, 1, [
        `([${name} = ${other}] = ${source})`,
        `({ a: ${target} = ${other} } = { b: ${value} })`,
      ]);
    },
  },
  suspend: {
    kids: ["expression"],
    weight: 8,
    write(writer, tree) {
      const { awaits, yields } = writer.place;
      if (!awaits && !yields) return undefined;
      if (yields && writer.place.inFinally) writer.mayStall = true;
      if (yields && (!awaits || pickOf(tree, 0) % 2)) {
        writer.count("yield");
        return `(yield ${awaitable(writer, tree, writer.expression(kid(tree, 0)))})`;
      }
      writer.count("await");
      return `(await ${awaitable(writer, tree, writer.expression(kid(tree, 0)))})`;
    },
  },
  yieldStar: {
    kids: ["expression"],
    weight: 6,
    write(writer, tree) {
      const { yields, awaits, inFinally } = writer.place;
      if (!yields) return undefined;
      if (inFinally) writer.mayStall = true;
      const value = writer.expression(kid(tree, 0));
      const sources = [`[${value}, 1]`, iterable(writer, tree, value), `new Set([${value}])`];
      if (awaits) sources.push(asyncIterable(writer, value));
      return `(yield* ${choose(tree, 0, sources)})`;
    },
  },
};

/** Something to wait for: a value, a promise, a thenable. */
function awaitable(writer: Writer, tree: Tree, value: string): string {
  const kinds = [value, `Promise.resolve(${value})`, `Promise.reject(${value})`];
  if (pickOf(tree, 1) % 4 < 3) return choose(tree, 1, kinds);
  writer.count("thenable");
  const settle = choose(tree, 2, ["resolve", "reject"]);
  return `({ item: ${value}, then(resolve, reject) { ${writer.log('"then"')}; ${settle}(this.item); } })`;
}

/** An async iterable of its own making. */
export function asyncIterable(writer: Writer, value: string): string {
  const name = writer.fresh("n");
  const [next, closed] = [writer.log(name), writer.log('"close"')];
  return [
    `({ item: ${value}, [Symbol.asyncIterator]() { let ${name} = 0; const { item } = this; return { `,
    `async next() { ${next}; return { value: item, done: ${name}++ > 1 }; }, `,
    `async return() { ${closed}; return { done: true }; } }; } })`,
  ].join("");
}
