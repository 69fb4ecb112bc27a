// Statements that steer: blocks, conditions, `try` in all its forms, throw, return, labels, switch, concurrency.
import { promise, thrown } from "./calls.js";
import { choose, kid, kids, pickOf, type Table, type Tree } from "./construct.js";
import { returnStatement } from "./functions.js";
import { AFRESH } from "./scope.js";
import type { Writer } from "./writer.js";

/** Statements by name. */
export const STATEMENTS: Table = {
  logStatement: {
    kids: ["expression"],
    weight: 8,
    write: (writer, tree) => `${writer.log(writer.expression(kid(tree, 0)))};`,
  },
  expressionStatement: {
    kids: ["expression"],
    weight: 6,
    // In parentheses: it could begin with `{` or `function`.
    write: (writer, tree) => `(${writer.expression(kid(tree, 0))});`,
  },
  block: { kids: ["statement*"], weight: 1, write: (writer, tree) => writer.block(kids(tree, 0)) },
  if: {
    kids: ["expression", "statement*", "statement*"],
    weight: 3,
    write(writer, tree) {
      const test = writer.expression(kid(tree, 0));
      const otherwise = kids(tree, 2).length > 0 ? ` else ${writer.block(kids(tree, 2))}` : "";
      return `if (${test}) ${writer.block(kids(tree, 1))}${otherwise}`;
    },
  },
  tryCatch: {
    kids: ["statement*", "statement*"],
    weight: 4,
    write: (writer, tree) => `try ${writer.block(kids(tree, 0))} ${handler(writer, tree, kids(tree, 1))}`,
  },
  tryFinally: {
    kids: ["statement*", "statement*"],
    weight: 4,
    write(writer, tree) {
      const body = writer.at({ guarded: true }, () => writer.block(kids(tree, 0)));
      return `try ${body} ${finalizer(writer, kids(tree, 1))}`;
    },
  },
  tryCatchFinally: {
    kids: ["statement*", "statement*", "statement*"],
    weight: 3,
    write(writer, tree) {
      const [body, caught] = writer.at({ guarded: true }, () => [
        writer.block(kids(tree, 0)),
        handler(writer, tree, kids(tree, 1)),
      ]);
      return `try ${body} ${caught} ${finalizer(writer, kids(tree, 2))}`;
    },
  },
  throw: {
    kids: ["expression"],
    weight: 3,
    write: (writer, tree) => `throw ${thrown(tree, writer.expression(kid(tree, 0)))};`,
  },
  return: {
    kids: ["expression"],
    weight: 5,
    write: (writer, tree) => (writer.place.returns ? returnStatement(writer, tree, kid(tree, 0)) : undefined),
  },
  handledPromise: {
    kids: ["expression"],
    weight: 5,
    write(writer, tree) {
      const { color, guarded } = writer.place;
      if (color !== "promise" || guarded || !writer.place.returns) return undefined;
      const name = writer.fresh("q");
      const start = `const ${name} = ${promise(writer, tree, kid(tree, 0))};`;
      return `{ ${start} ${name}.catch((e) => ${writer.log('"handled"', "e")}); return ${name}; }`;
    },
  },
  switch: {
    kids: ["expression", "statement*", "statement*", "statement*"],
    weight: 2,
    write(writer, tree) {
      const value = writer.expression(kid(tree, 0));
      const [first, second, last] = writer.scoped(false, () =>
        writer.at({ inSwitch: true, inBlock: true }, () =>
          [1, 2, 3].map((at) => writer.block(kids(tree, at))),
        ),
      );
      const leave = pickOf(tree, 0) % 2 ? "break;" : "";
      return `switch (${value}) {\ncase 1: ${first}\n${leave}\ncase "a": ${second}\ndefault: ${last}\n}`;
    },
  },
  labelledBlock: {
    kids: ["statement*"],
    weight: 2,
    write(writer, tree) {
      const name = writer.fresh("l");
      const labels = [{ name, loop: false }, ...writer.place.labels];
      return `${name}: ${writer.at({ labels }, () => writer.block(kids(tree, 0)))}`;
    },
  },
  break: {
    kids: [],
    weight: 3,
    write(writer, tree) {
      const { labels, inLoop, inSwitch } = writer.place;
      stallInFinally(writer);
      const label = labels.length > 0 ? choose(tree, 1, labels) : undefined;
      if (label && (pickOf(tree, 0) % 2 || !(inLoop || inSwitch))) {
        writer.count("labelledBreak");
        return `break ${label.name};`;
      }
      return inLoop || inSwitch ? "break;" : undefined;
    },
  },
  continue: {
    kids: [],
    weight: 3,
    write(writer, tree) {
      const loops = writer.place.labels.filter(({ loop }) => loop);
      if (!writer.place.inLoop) return undefined;
      stallInFinally(writer);
      if (loops.length === 0 || pickOf(tree, 0) % 2 === 0) return "continue;";
      writer.count("labelledContinue");
      return `continue ${choose(tree, 1, loops).name};`;
    },
  },
  lanes: {
    kids: ["expression", "expression"],
    weight: 2,
    write(writer, tree) {
      const chains = [0, 1].map((at) => lane(writer, kid(tree, at)));
      if (!writer.place.awaits) return `void ${chains[0]};`;
      const how = choose(tree, 0, ["all", "allSettled", "race", "any"]);
      return `${writer.log(`await Promise.${how}([${chains.join(", ")}])`)};`;
    },
  },
};

/** A generator that is closed while its `finally` jumps goes on, and may never be resumed again. */
function stallInFinally(writer: Writer): void {
  const { inFinally, yields } = writer.place;
  if (inFinally && yields) writer.mayStall = true;
}

function handler(writer: Writer, tree: Tree, trees: readonly Tree[]): string {
  if (pickOf(tree, 0) % 8 === 5) return `catch ${writer.block(trees)}`;
  return writer.scoped(false, () => {
    const name = writer.scope.declare(writer.fresh("e"));
    return `catch (${name}) ${writer.block(trees, [`${writer.log(name)};`])}`;
  });
}

const finalizer = (writer: Writer, trees: readonly Tree[]) =>
  `finally ${writer.at({ inFinally: true }, () => writer.block(trees, [`${writer.log('"finally"')};`]))}`;

/** A chain that begins in a macrotask of its own. */
function lane(writer: Writer, tree: Tree): string {
  const place = {
    ...AFRESH,
    id: writer.fresh("f"),
    color: "async",
    awaits: true,
    yields: false,
    returns: false,
  } as const;
  const body = writer.scoped(true, () => writer.at(place, () => writer.log(writer.expression(tree))));
  return `lane(async () => (${body}))`;
}

/** What the driver runs: a function for itself, after everything before it has settled. */
export function act(writer: Writer, trees: readonly Tree[], isAsync: boolean): string {
  const place = {
    ...AFRESH,
    id: writer.fresh("f"),
    color: isAsync ? "async" : "sync",
    awaits: isAsync,
    returns: true,
    hasThis: true,
  } as const;
  const body = writer.scoped(true, () => writer.at(place, () => writer.statements(trees)));
  return `act(${isAsync ? "async " : ""}() => {\n${body.join("\n")}\n});`;
}
