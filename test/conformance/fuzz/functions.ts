// Functions of each kind and colour: parameters, a body, and what may stand in it.

import { promise } from "./calls.js";
import { choose, kid, kids, pickOf, type Table, type Tree } from "./construct.js";
import { parameterList } from "./patterns.js";
import { AFRESH, type Color, type Place } from "./scope.js";
import type { Writer } from "./writer.js";

const COLORS: readonly Color[] = [
  "sync",
  "async",
  "generator",
  "sync",
  "promise",
  "async",
  "asyncGenerator",
  "generator",
  "asyncGenerator",
];

/** Parameters, statements, and a last expression; which colour is a pick. */
export const FUNCTIONS: Table = {
  function: { kids: ["parameter*", "statement*", "expression"], write: () => undefined },
};

/** The colour that a function's tree asks for. */
export const colorOf = (tree: Tree): Color => choose(tree, 0, COLORS);

/** How a function is written besides its tree. */
export interface Shape {
  readonly color: Color;
  readonly arrow?: boolean;
  /** Accessors have a fixed number of parameters. */
  readonly parameters?: readonly string[];
  /** What its members may use, and what differs from the place around it. */
  readonly place?: Partial<Place>;
  /** Statements to begin with. */
  readonly first?: (writer: Writer) => string[];
}

/** `async`, `*` and their like. */
export const prefixOf = (color: Color): string =>
  color === "async" || color === "asyncGenerator" ? "async " : "";
export const starOf = (color: Color): string =>
  color === "generator" || color === "asyncGenerator" ? "*" : "";

/** `(a, b = 1) { … }`, or an arrow's `(a) => …`. */
export function parametersAndBody(writer: Writer, tree: Tree, shape: Shape): string {
  const { color } = shape;
  writer.count(`function ${color}`);
  const own = shape.arrow
    ? {}
    : { hasThis: true, hasArguments: true, hasNewTarget: true, inherited: undefined };
  const outside = {
    ...AFRESH,
    ...own,
    ...shape.place,
    id: "",
    color,
    awaits: false,
    yields: false,
    returns: false,
  };
  return writer.scoped(true, () => {
    const trees = kids(tree, 0);
    const list =
      shape.parameters ?? writer.at(outside, () => parameterList(writer, trees, pickOf(tree, 1) % 8 === 5));
    for (const name of shape.parameters ?? []) writer.scope.declare(name);
    const simple =
      trees.every(({ name }) => name === "plain") && !list.some((text) => text.startsWith("..."));
    const body = writer.at(
      {
        ...outside,
        id: writer.fresh("f"),
        returns: true,
        awaits: prefixOf(color) !== "",
        yields: starOf(color) !== "",
      },
      () => bodyOf(writer, tree, shape, simple && !shape.parameters),
    );
    return `(${list.join(", ")}) ${shape.arrow ? "=> " : ""}${body}`;
  });
}

function bodyOf(writer: Writer, tree: Tree, shape: Shape, simple: boolean): string {
  const { color, arrow } = shape;
  if (arrow && kids(tree, 1).length === 0 && pickOf(tree, 3) % 2) {
    writer.count("expression body");
    const value = color === "promise" ? promise(writer, tree, kid(tree, 2)) : writer.expression(kid(tree, 2));
    return `(${value})`;
  }
  const prologue = simple && pickOf(tree, 2) % 16 === 3;
  if (prologue) writer.count("useStrict");
  return writer.at(prologue ? { strict: true } : {}, () => {
    const entry = pickOf(tree, 3) % 8 === 7 ? [] : [`${writer.log()};`];
    const lines = [...(shape.first?.(writer) ?? []), ...entry, ...writer.statements(kids(tree, 1))];
    const last =
      color === "promise" || pickOf(tree, 1) % 2 ? [returnStatement(writer, tree, kid(tree, 2))] : [];
    return `{\n${[...(prologue ? ['"use strict";'] : []), ...lines, ...last].join("\n")}\n}`;
  });
}

/** A return as the function's colour asks for. */
export function returnStatement(writer: Writer, tree: Tree, value: Tree): string {
  const { color } = writer.place;
  const tail = color === "promise" || (color === "async" && pickOf(tree, 2) % 3 === 1);
  return `return ${tail ? promise(writer, tree, value) : writer.expression(value)};`;
}

/** An arrow or a function expression, in parentheses. */
export function functionExpression(
  writer: Writer,
  tree: Tree,
  kind: "arrow" | "function",
): { readonly text: string; readonly color: Color } {
  const wanted = colorOf(tree);
  const star = starOf(wanted) !== "";
  const arrow = kind === "arrow" && !star;
  writer.count(arrow ? "arrow" : "functionExpression");
  const text = parametersAndBody(writer, tree, { color: wanted, arrow });
  const name = pickOf(tree, 2) % 3 === 1 ? writer.fresh("g") : "";
  const head = arrow ? prefixOf(wanted) : `${prefixOf(wanted)}function${starOf(wanted)} ${name}`;
  return { text: `(${head}${text})`, color: wanted };
}

/** A small arrow with an expression as its body. */
export function arrow(writer: Writer, parameters: readonly string[], write: () => string): string {
  const place = {
    ...AFRESH,
    id: writer.fresh("f"),
    color: "sync",
    awaits: false,
    yields: false,
    returns: false,
  } as const;
  return writer.scoped(true, () => {
    for (const name of parameters) writer.scope.declare(name);
    return writer.at(place, () => `(${parameters.join(", ")}) => (${write()})`);
  });
}
