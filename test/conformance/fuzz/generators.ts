// Statements that drive a generator by hand: next, throw and return in any order, and always to its end.
import { started } from "./calls.js";
import { choose, kid, kids, type Table, type Tree } from "./construct.js";
import type { Callable } from "./scope.js";
import type { Writer } from "./writer.js";

const STEPS = ["next", "throw", "return", "next"];

/** Driving by name. */
export const GENERATOR_STATEMENTS: Table = {
  drive: {
    kids: ["expression", "expression*"],
    weight: 16,
    write(writer, tree) {
      const { awaits } = writer.place;
      const driven = writer.scope.callables().filter(({ color, guard }) => !guard && isDriven(color, awaits));
      if (driven.length === 0) return undefined;
      const generator = choose(tree, 0, driven);
      return driveText(writer, tree, generator, kids(tree, 1));
    },
  },
  queued: {
    kids: ["expression"],
    weight: 4,
    write(writer, tree) {
      const { awaits } = writer.place;
      const driven = writer.scope
        .callables()
        .filter(({ color, guard }) => !guard && color === "asyncGenerator");
      if (driven.length === 0 || !awaits) return undefined;
      const name = writer.fresh("it");
      const start = started(choose(tree, 0, driven), [writer.expression(kid(tree, 0))]);
      const steps = `${name}.next(1), ${name}.${choose(tree, 1, STEPS)}(2), ${name}.next(3)`;
      const log = writer.log(`await Promise.allSettled([${steps}])`);
      return `{ const ${name} = ${start}; try { ${log}; } finally { await finish(${name}); } }`;
    },
  },
};

const isDriven = (color: Callable["color"], awaits: boolean) =>
  color === "generator" || (awaits && color === "asyncGenerator");

function driveText(writer: Writer, tree: Tree, generator: Callable, values: readonly Tree[]): string {
  const wait = generator.color === "asyncGenerator" ? "await " : "";
  const name = writer.fresh("it");
  const start = started(generator, [writer.expression(kid(tree, 0))]);
  const steps = values.map((value, index) => {
    const step = STEPS[(tree.picks[(index % 3) + 1] as number) % STEPS.length] as string;
    writer.count(`${wait}${step}`);
    return `${writer.log(`${wait}${name}.${step}(${writer.expression(value)})`)};`;
  });
  return `{\nconst ${name} = ${start};\ntry {\n${steps.join("\n")}\n} finally { ${wait}finish(${name}); }\n}`;
}
