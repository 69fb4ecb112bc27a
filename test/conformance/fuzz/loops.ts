// Loops, all of them bounded, with labels and with closures over what they declare.
import { choose, kid, kids, pickOf, type Table, type Tree } from "./construct.js";
import { asyncIterable } from "./expressions.js";
import { arrow } from "./functions.js";
import { iterable, sourceOf } from "./patterns.js";
import type { Label } from "./scope.js";
import type { Writer } from "./writer.js";

/** A loop's body, with a label that it may use. */
function looped(
  writer: Writer,
  tree: Tree,
  write: (body: (first?: readonly string[]) => string) => string,
): string {
  const label: Label | undefined =
    pickOf(tree, 3) % 3 === 1 ? { name: writer.fresh("l"), loop: true } : undefined;
  const labels = [...(label ? [label] : []), ...writer.place.labels];
  const text = writer.scoped(false, () =>
    writer.at({ inLoop: true, inSwitch: false, labels, inBlock: true }, () =>
      write((first = []) => writer.block(kids(tree, 0), first)),
    ),
  );
  return `${label ? `${label.name}: ` : ""}${text}`;
}

const counted = (writer: Writer, tree: Tree, keyword: string) =>
  looped(writer, tree, (body) => {
    const name = writer.fresh("i");
    writer.scope.declare(name, true);
    return `for (${keyword} ${name} = 0; ${name} < ${1 + (pickOf(tree, 0) % 3)}; ${name}++) ${body()}`;
  });

/** Loops by name. */
export const LOOPS: Table = {
  forLet: { kids: ["statement*"], weight: 2, write: (writer, tree) => counted(writer, tree, "let") },
  forVar: { kids: ["statement*"], weight: 1, write: (writer, tree) => counted(writer, tree, "var") },
  closures: {
    kids: ["statement*", "expression"],
    weight: 3,
    write(writer, tree) {
      const list = writer.fresh("list");
      const keyword = choose(tree, 1, ["let", "var"]);
      const loop = looped(writer, tree, (body) => {
        const name = writer.fresh("i");
        writer.scope.declare(name, true);
        const closure = arrow(writer, [], () => writer.log(name, writer.expression(kid(tree, 1))));
        return `for (${keyword} ${name} = 0; ${name} < 2; ${name}++) ${body([`${list}.push(${closure});`])}`;
      });
      return `const ${list} = [];\n${loop}\nfor (const f of ${list}) f();`;
    },
  },
  while: {
    kids: ["statement*"],
    weight: 1,
    write: (writer, tree) =>
      looped(writer, tree, (body) => {
        const name = writer.fresh("w");
        const test = `${name}++ < ${1 + (pickOf(tree, 0) % 2)}`;
        const text = pickOf(tree, 1) % 2 ? `do ${body()} while (${test});` : `while (${test}) ${body()}`;
        return `for (let ${name} = 0, once = true; once; once = false) { ${text} }`;
      }),
  },
  forOf: {
    kids: ["statement*", "pattern", "expression", "expression"],
    weight: 5,
    write: (writer, tree) =>
      looped(writer, tree, (body) => {
        const pattern = kid(tree, 1);
        const [one, two] = [sourceOf(writer, pattern, kid(tree, 2)), sourceOf(writer, pattern, kid(tree, 3))];
        const own = generators(writer, false);
        const sources = [`[${one}, ${two}]`, iterable(writer, tree, one), ...own, ...own, ...own];
        const source = choose(tree, 0, sources);
        const again = writer.scope.redeclarable.filter((name) => !name.startsWith("f"));
        if (writer.place.returns && again.length > 0 && pickOf(tree, 1) % 8 === 5) {
          writer.count("loop over parameter");
          return `for (var ${choose(tree, 2, again)} of ${source}) ${body()}`;
        }
        const target = writer.pattern(pattern, (name) => writer.scope.declare(name));
        return `for (let ${target} of ${source}) ${body()}`;
      }),
  },
  forIn: {
    kids: ["statement*", "expression"],
    weight: 1,
    write: (writer, tree) =>
      looped(writer, tree, (body) => {
        const object = `{ a: ${writer.expression(kid(tree, 1))}, b: 2 }`;
        const name = writer.scope.declare(writer.fresh("k"), true);
        return `for (const ${name} in ${object}) ${body()}`;
      }),
  },
  forAwait: {
    kids: ["statement*", "expression"],
    weight: 4,
    write(writer, tree) {
      if (!writer.place.awaits) return undefined;
      return looped(writer, tree, (body) => {
        const value = writer.expression(kid(tree, 1));
        const settled = `[Promise.resolve(${value}), 1]`;
        const sources = [
          settled,
          asyncIterable(writer, value),
          ...generators(writer, true),
          ...generators(writer, false),
        ];
        const source = choose(tree, 0, sources);
        const name = writer.scope.declare(writer.fresh("v"));
        return `for await (let ${name} of ${source}) ${body()}`;
      });
    },
  },
};

const generators = (writer: Writer, isAsync: boolean): string[] =>
  writer.scope
    .callables()
    .filter(({ color, guard }) => color === (isAsync ? "asyncGenerator" : "generator") && !guard)
    .map(({ text }) => `${text}(1)`);
