// Rare forms that the planner has a rule for: eval, with, shadowing, duplicate parameters, functions in odd places.
import { choose, kid, kids, pickOf, type Table, type Tree } from "./construct.js";
import { colorOf, parametersAndBody, prefixOf, starOf } from "./functions.js";
import { AFRESH } from "./scope.js";
import type { Writer } from "./writer.js";

const isSloppyBody = (writer: Writer) => !writer.place.strict && writer.place.returns;

/** Odd expressions. */
export const ODD_EXPRESSIONS: Table = {
  eval: {
    kids: [],
    weight: 1,
    write(writer, tree) {
      const name = writer.scope.variables()[0]?.name ?? "undefined";
      const code = choose(tree, 0, [name, `var ev = 1; ${name}`, "typeof ev", "typeof arguments", "1 + 1"]);
      return `eval(${JSON.stringify(writer.place.hasArguments ? code : name)})`;
    },
  },
  instanceOf: {
    kids: [],
    weight: 1,
    write(writer, tree) {
      const all = writer.scope.callables().filter(({ color, guard }) => /enerator/.test(color) && !guard);
      if (all.length === 0) return undefined;
      const { text } = choose(tree, 0, all);
      return `(${text}() instanceof ${text.replace(/\(1\)/, "()")})`;
    },
  },
  oddSuper: {
    kids: ["expression"],
    weight: 1,
    write(writer, tree) {
      // In a static initialiser TypeScript's lowering leaves these as they are, outside of their class.
      if (!writer.place.inherited || !writer.place.hasArguments) return undefined;
      const value = writer.expression(kid(tree, 0));
      return choose(tree, 0, [
        `super.hasOwnProperty?.(${value})`,
        "(delete super.a)",
        "super.valueOf`a`",
        `(super.hasOwnProperty)(${value})`,
        `new (class { a = super.toString })().a.name`,
        `super[${writer.log('"hasOwnProperty"')}](${value})`,
      ]);
    },
  },
  promiseIdentity: {
    kids: ["expression"],
    weight: 1,
    write(writer, tree) {
      const body = choose(tree, 0, [
        "q",
        `(${writer.log()}, q)`,
        "q ?? 1",
        "{ const r = q; return r; }",
        "{ q.catch(() => 1); return q; }",
        "{ try { return q; } finally { q.then(() => 1); } }",
        "({ q }).q",
        "[q][0]",
      ]);
      return `((q) => ((q) => ${body})(q) === q)(Promise.resolve(${writer.expression(kid(tree, 0))}))`;
    },
  },
};

/** Odd statements. */
export const ODD_STATEMENTS: Table = {
  shadow: {
    kids: ["expression", "statement*"],
    weight: 3,
    write(writer, tree) {
      const names = writer.scope.variables().map(({ name }) => name);
      if (names.length === 0) return undefined;
      const name = choose(tree, 0, names);
      const value = writer.expression(kid(tree, 0));
      const keyword = choose(tree, 1, ["let", "const"]);
      // `var` of the same name would be an early error in there.
      return writer.scoped(true, () => {
        writer.scope.declare(name, keyword === "const");
        return writer.block(kids(tree, 1), [`${keyword} ${name} = ${value};`]);
      });
    },
  },
  with: {
    kids: ["expression", "statement*"],
    weight: 1,
    write(writer, tree) {
      if (!isSloppyBody(writer)) return undefined;
      const name = writer.scope.variables()[0]?.name ?? "a";
      const object = `{ ${name}: ${writer.expression(kid(tree, 0))} }`;
      return `with (${object}) ${writer.block(kids(tree, 1), [`${writer.log(name === "a" ? "1" : name)};`])}`;
    },
  },
  duplicateParameters: {
    kids: ["function"],
    weight: 1,
    write(writer, tree) {
      if (writer.place.strict) return undefined;
      const name = writer.fresh("p");
      const callable = writer.fresh("f");
      const color = colorOf(kid(tree, 0));
      const text = parametersAndBody(writer, kid(tree, 0), { color, parameters: [name, name] });
      writer.scope.offer({ text: callable, color, kind: "call" });
      return `const ${callable} = ${prefixOf(color)}function${starOf(color)} ${text};`;
    },
  },
  caughtAgain: {
    kids: ["expression"],
    weight: 1,
    write(writer, tree) {
      const name = writer.fresh("e");
      const inner = `var ${name} = ${writer.expression(kid(tree, 0))}; ${writer.log(name)};`;
      return `try { throw 1; } catch (${name}) { ${inner} }\n${writer.log(name)};`;
    },
  },
  labelledFunction: {
    kids: ["expression"],
    weight: 1,
    write(writer, tree) {
      if (!isSloppyBody(writer)) return undefined;
      const name = writer.fresh("f");
      const value = small(writer, kid(tree, 0));
      return choose(tree, 0, [
        `${writer.fresh("l")}: function ${name}() { ${value} }`,
        `if (${pickOf(tree, 1) % 2}) function ${name}() { ${value} }\n${writer.log(`typeof ${name}`)};`,
        `switch (1) { case 0: function ${name}() { ${value} }\ncase 1: ${writer.log(`${name}()`)}; }`,
        `{ ${writer.log(`${name}()`)}; function ${name}() { ${value} } }\n${writer.log(`${name}()`)};`,
      ]);
    },
  },
  ownName: {
    kids: ["expression", "statement*"],
    weight: 1,
    write(writer, tree) {
      const name = writer.fresh("g");
      const value = writer.expression(kid(tree, 0));
      const body = choose(tree, 0, [
        `var ${name} = 1;`,
        `let ${name} = 1;`,
        `${writer.place.strict ? "" : `${name} = 1;`}`,
        `function ${name}() {}`,
      ]);
      const head = choose(tree, 1, ["function", "async function", "function*"]);
      const call = (argument: string) =>
        `(${head} ${name}(x) { ${body} return typeof ${name} + x; })(${argument})`;
      if (head === "async function") return `spawn(() => ${call("1")});`;
      return `${writer.log(head === "function" ? call(value) : `[...${call(value)}]`)};`;
    },
  },
  early: {
    kids: ["expression"],
    weight: 1,
    write(writer, tree) {
      const name = writer.fresh("t");
      const use = `try { ${writer.log(name)}; } catch (e) { ${writer.log("e")}; }`;
      return `{ ${use} let ${name} = ${writer.expression(kid(tree, 0))}; ${writer.log(name)}; }`;
    },
  },
};

/** A body that is one return. */
function small(writer: Writer, tree: Tree): string {
  const place = {
    ...AFRESH,
    id: writer.fresh("f"),
    color: "sync",
    awaits: false,
    yields: false,
    hasArguments: true,
    hasThis: true,
    inherited: undefined,
  } as const;
  return writer.at(place, () => `return ${writer.log(writer.expression(tree))};`);
}
