// Expressions that run the program's functions, each in the way that its colour and the place ask for.
import { choose, kid, kids, pickOf, type Table, type Tree } from "./construct.js";
import { arrow, functionExpression } from "./functions.js";
import { AFRESH, type Callable } from "./scope.js";
import type { Writer } from "./writer.js";

/** Chains of promises run one after the other, so a call that gives one is waited for, or left to the driver. */
export function used(
  writer: Writer,
  callable: Callable,
  args: (writer: Writer) => string[],
  tree: Tree,
): string {
  const { awaits, yields } = writer.place;
  const isAsync = callable.color !== "sync" && callable.color !== "generator";
  if (isAsync && !awaits) {
    writer.count("spawn");
    // What a spawned arrow does happens later; `yield` and `await` cannot stand in it.
    const call = writer.at({ awaits: false, yields: false }, () => started(callable, args(writer)));
    return `spawn(() => ${callable.color === "asyncGenerator" ? `collect(${call})` : call})`;
  }
  const call = started(callable, args(writer));
  writer.count(`call ${callable.color}`);
  switch (callable.color) {
    case "sync":
      return guarded(callable, callable.kind === "set" ? `(${call})` : call);
    case "generator":
      return guarded(callable, yields && pickOf(tree, 3) % 2 ? `(yield* ${call})` : `[...${call}]`);
    case "asyncGenerator":
      return guarded(
        callable,
        yields && pickOf(tree, 3) % 2 ? `(yield* ${call})` : `(await collect(${call}))`,
      );
    default:
      return guarded(callable, `(await ${call})`);
  }
}

/** The text that starts a callable. */
export function started({ text, kind }: Callable, args: readonly string[]): string {
  if (kind === "get") return text;
  if (kind === "set") return `${text} = ${args[0] ?? 1}`;
  return kind === "construct" ? `new ${text}(${args.join(", ")})` : `${text}(${args.join(", ")})`;
}

/** A callable that may call itself runs a few times in all; one of a block may not be there. */
export function guarded({ guard, text }: Callable, use: string): string {
  if (guard === "again") return `(again() && ${use})`;
  return guard === "typeof" ? `(typeof ${text} === "function" && ${use})` : use;
}

const callableOf = (writer: Writer, tree: Tree): Callable | undefined => {
  const callables = writer.scope.callables().concat(writer.place.inherited ?? []);
  return callables.length > 0 ? choose(tree, 0, callables) : undefined;
};

/** A promise to be returned, not waited for. */
export function promise(writer: Writer, tree: Tree, value: Tree): string {
  const calls = writer.scope.callables().filter(({ color, guard }) => /async$|promise/.test(color) && !guard);
  const args = { ...AFRESH, awaits: false, yields: false };
  const text = writer.at(writer.place.guarded ? args : {}, () => {
    const argument = writer.expression(value);
    const native = [`Promise.resolve(${argument})`, `Promise.reject(${argument})`];
    const odd = [
      `Object.assign(Promise.resolve(${argument}), { cancel: 1 })`,
      `(class extends Promise {}).resolve(${argument})`,
      `Object.freeze(Promise.resolve(${argument}))`,
    ];
    const chained = `Promise.resolve(${argument}).then((x) => ${writer.log("x")})`;
    return choose(tree, 1, [...native, chained, ...odd, ...calls.map((call) => started(call, [argument]))]);
  });
  writer.count("returned promise");
  // A `finally` block could drop the promise and run at the same time as its chain: a lane begins later.
  return writer.place.guarded ? `lane(() => ${text})` : text;
}

/** Expressions that call. */
export const CALLS: Table = {
  use: {
    kids: ["expression*"],
    weight: 16,
    write(writer, tree) {
      const callable = callableOf(writer, tree);
      return callable && used(writer, callable, (at) => at.expressions(kids(tree, 0)), tree);
    },
  },
  spread: {
    kids: ["expression", "expression"],
    write(writer, tree) {
      const callable = callableOf(writer, tree);
      if (callable?.kind !== "call") return undefined;
      return used(
        writer,
        callable,
        (at) => [`...[${at.expressions([kid(tree, 0), kid(tree, 1)]).join(", ")}]`],
        tree,
      );
    },
  },
  callWithThis: {
    kids: ["expression", "expression"],
    weight: 3,
    write(writer, tree) {
      const all = writer.scope.callables().filter(({ kind, guard }) => kind === "call" && !guard);
      if (all.length === 0) return undefined;
      const callable = choose(tree, 0, all);
      const reached = { ...callable, text: `${callable.text}.${choose(tree, 1, ["call", "call", "apply"])}` };
      const receiver = choose(tree, 2, ["1", '"s"', "{ a: 1 }", "undefined", "null", "Object.freeze({})"]);
      return used(
        writer,
        reached,
        (at) => {
          const value = at.expression(kid(tree, 0));
          return [receiver, reached.text.endsWith("apply") ? `[${value}]` : value];
        },
        tree,
      );
    },
  },
  taggedTemplate: {
    kids: ["expression"],
    weight: 1,
    write(writer, tree) {
      const tags = writer.scope
        .callables()
        .filter(({ color, kind, guard }) => color === "sync" && kind === "call" && !guard);
      if (tags.length === 0) return undefined;
      return `${choose(tree, 0, tags).text}\`a\${${writer.expression(kid(tree, 0))}}b\``;
    },
  },
  constructed: {
    kids: ["expression*"],
    weight: 3,
    write(writer, tree) {
      const all = writer.scope
        .callables()
        .filter(({ color, kind, guard }) => color === "sync" && kind === "call" && !guard);
      if (all.length === 0) return undefined;
      const { text } = choose(tree, 0, all);
      const args = writer.expressions(kids(tree, 0)).join(", ");
      return pickOf(tree, 1) % 3 === 1
        ? `Reflect.construct(${text}, [${args}], Date)`
        : `new ${text}(${args})`;
    },
  },
  functionValue: {
    kids: ["function"],
    weight: 1,
    write: (writer, tree) =>
      writer.log(functionExpression(writer, kid(tree, 0), choose(tree, 0, ["arrow", "function"])).text),
  },
  invoked: {
    kids: ["function", "expression*"],
    weight: 3,
    write(writer, tree) {
      const { text, color } = functionExpression(
        writer,
        kid(tree, 0),
        choose(tree, 0, ["arrow", "function"]),
      );
      return used(writer, { text, color, kind: "call" }, (at) => at.expressions(kids(tree, 1)), tree);
    },
  },
  callback: {
    kids: ["expression", "expression"],
    weight: 3,
    write(writer, tree) {
      const method = choose(tree, 0, ["map", "forEach", "some", "reduce", "sort"]);
      const name = writer.fresh("x");
      const body = arrow(writer, [name], () => writer.expression(kid(tree, 0)));
      return `[${writer.expression(kid(tree, 1))}, 2].${method}(${body})`;
    },
  },
  microtask: {
    kids: [],
    weight: 1,
    write(writer, tree) {
      // It calls nothing: a second turn would race with whoever waits for a promise.
      const values = ["1", ...writer.scope.variables().map(({ name }) => name)];
      const body = arrow(writer, [], () => writer.log(choose(tree, 1, values)));
      return choose(tree, 0, [`(void Promise.resolve().then(${body}))`, `queueMicrotask(${body})`]);
    },
  },
  raise: {
    kids: ["expression"],
    weight: 1,
    write: (writer, tree) => `raise(${thrown(tree, writer.expression(kid(tree, 0)))})`,
  },
};

/** A value to throw, odd ones among them. */
export function thrown(tree: Tree, value: string): string {
  const error = `new ${choose(tree, 1, ["Error", "TypeError", "RangeError"])}("e" + ${value})`;
  const odd = [
    "null",
    "undefined",
    'Object.freeze(new Error("cold"))',
    "{ get message() { throw 1; } }",
    '{ get message() { return log("message read"); }, toString() { return log("converted"); } }',
    'new Proxy(new Error("trapped"), { get() { throw "trap"; } })',
    "() => 1",
  ];
  return choose(tree, 0, [
    error,
    value,
    error,
    ...odd.map((text) => (text.startsWith("{") ? `(${text})` : text)),
  ]);
}
