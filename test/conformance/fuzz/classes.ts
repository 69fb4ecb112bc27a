// Classes and object literals: members of each kind, private names, `super`, constructors, accessors, static blocks.
import { choose, kid, kids, pickOf, type Table, type Tree } from "./construct.js";
import { colorOf, parametersAndBody, prefixOf, starOf } from "./functions.js";
import { AFRESH, type Callable, type Holder, type Place } from "./scope.js";
import type { Writer } from "./writer.js";

const KINDS = [
  "method",
  "method",
  "field",
  "getter",
  "setter",
  "method",
  "constructor",
  "staticBlock",
] as const;
type Kind = (typeof KINDS)[number];

/** A member with its name, before it is written. */
interface Member {
  readonly tree: Tree;
  readonly kind: Kind;
  readonly isStatic: boolean;
  readonly isPrivate: boolean;
  /** What stands before the parameters. */
  readonly name: string;
  /** Relative to the object: `.m1`; self: through `this`. */
  readonly outside: Callable;
  readonly inside: Callable;
}

/** Members of a class or an object literal. */
export const MEMBERS: Table = {
  member: { kids: ["function", "expression"], write: () => undefined },
};

/** Classes, objects and their instances. */
export const CLASS_STATEMENTS: Table = {
  classDeclaration: {
    kids: ["member*", "function", "expression"],
    weight: 7,
    write(writer, tree) {
      const name = writer.fresh("C");
      const parents = writer.scope.holders().filter(({ isClass }) => isClass);
      const parent = parents.length > 0 && pickOf(tree, 0) % 2 ? choose(tree, 1, parents) : undefined;
      const members = announce(writer, kids(tree, 0), true);
      const body = writer.at({ strict: true }, () => classBody(writer, tree, members, parent));
      offerClass(writer, name, members, parent);
      writer.count(parent ? "derivedClass" : "baseClass");
      const form = pickOf(tree, 2) % 3 === 1 ? `const ${name} = class ` : `class ${name} `;
      return `${form}${parent ? `extends ${parent.name} ` : ""}{\n${body.join("\n")}\n}${form.startsWith("const") ? ";" : ""}`;
    },
  },
  objectDeclaration: {
    kids: ["member*", "expression"],
    weight: 5,
    write(writer, tree) {
      const name = writer.fresh("o");
      const bases = writer.scope.holders().filter(({ isClass }) => !isClass);
      const base = bases.length > 0 && pickOf(tree, 0) % 2 ? choose(tree, 1, bases) : undefined;
      const members = announce(writer, kids(tree, 0), false);
      const inherited = (base?.members ?? []).map((callable) => ({
        ...callable,
        text: `super${callable.text}`,
      }));
      const lines = members.map((member) => objectMember(writer, member, inherited));
      const outside = [...members.map((member) => member.outside), ...(base?.members ?? [])];
      writer.scope.hold({ name, isClass: false, members: outside, statics: [] });
      for (const callable of outside) writer.scope.offer({ ...callable, text: name + callable.text });
      return `const ${name} = {\n${[...(base ? [`__proto__: ${base.name}`] : []), ...lines].join(",\n")}\n};`;
    },
  },
  instance: {
    kids: ["expression"],
    weight: 2,
    write(writer, tree) {
      const classes = writer.scope.holders().filter(({ isClass }) => isClass);
      if (classes.length === 0) return undefined;
      const holder = choose(tree, 0, classes);
      const name = writer.fresh("i");
      for (const callable of holder.members) writer.scope.offer({ ...callable, text: name + callable.text });
      writer.scope.declare(name, true);
      return `const ${name} = new ${holder.name}(${writer.expression(kid(tree, 0))});`;
    },
  },
};

function kindOf(tree: Tree, isClass: boolean): Kind {
  const kind = choose(tree, 0, KINDS);
  return !isClass && (kind === "constructor" || kind === "staticBlock") ? "method" : kind;
}

/** Names all members first: each may use the others. */
function announce(writer: Writer, trees: readonly Tree[], isClass: boolean): Member[] {
  let constructors = 0;
  return trees.flatMap((tree) => {
    const kind = kindOf(tree, isClass);
    if (kind === "constructor" && constructors++ > 0) return [];
    const isStatic = isClass && pickOf(tree, 1) % 4 === 1;
    const isPrivate = isClass && pickOf(tree, 2) % 4 === 1 && kind !== "constructor";
    const name = `${isPrivate ? "#" : ""}${writer.fresh("m")}`;
    const color = kind === "method" ? colorOf(kid(tree, 0)) : "sync";
    const use = kind === "getter" || kind === "field" ? "get" : kind === "setter" ? "set" : "call";
    const outside = { text: `.${name}`, color, kind: use } as const;
    const inside = { ...outside, text: `this.${name}`, guard: "again" } as const;
    return [{ tree, kind, isStatic, isPrivate, name, outside, inside }];
  });
}

const isUsable = ({ kind }: Member) => kind !== "constructor" && kind !== "staticBlock";

function offerClass(
  writer: Writer,
  name: string,
  members: readonly Member[],
  parent: Holder | undefined,
): void {
  const open = members.filter((member) => isUsable(member) && !member.isPrivate);
  const own = open.filter(({ isStatic }) => !isStatic).map(({ outside }) => outside);
  const statics = open.filter(({ isStatic }) => isStatic).map(({ outside }) => outside);
  const all = [...own, ...(parent?.members ?? [])];
  writer.scope.hold({ name, isClass: true, members: all, statics: [...statics, ...(parent?.statics ?? [])] });
  writer.scope.offer({ text: name, color: "sync", kind: "construct" });
  for (const callable of all) writer.scope.offer({ ...callable, text: `new ${name}(1)${callable.text}` });
  for (const callable of statics) writer.scope.offer({ ...callable, text: name + callable.text });
}

function classBody(
  writer: Writer,
  tree: Tree,
  members: readonly Member[],
  parent: Holder | undefined,
): string[] {
  const reach = (isStatic: boolean): Callable[] =>
    ((isStatic ? parent?.statics : parent?.members) ?? []).map((each) => ({
      ...each,
      text: `super${each.text}`,
    }));
  const lines = members.map((member) => classMember(writer, member, members, reach(member.isStatic), parent));
  const isDerivedByDefault = !parent || members.some(({ kind }) => kind === "constructor");
  if (isDerivedByDefault || pickOf(tree, 3) % 2 === 0) return lines;
  return [...lines, constructorText(writer, kid(tree, 1), kid(tree, 2), reach(false))];
}

function classMember(
  writer: Writer,
  member: Member,
  members: readonly Member[],
  inherited: Callable[],
  parent: Holder | undefined,
): string {
  const { kind, isStatic, isPrivate, tree } = member;
  writer.count(`${isStatic ? "static " : ""}${isPrivate ? "private " : ""}${kind}`);
  return writer.scoped(false, () => {
    for (const other of members) {
      if (isUsable(other) && other.isStatic === isStatic) writer.scope.offer(other.inside);
    }
    if (kind === "constructor") {
      if (parent) return constructorText(writer, kid(tree, 0), kid(tree, 1), inherited);
      return `constructor${parametersAndBody(writer, kid(tree, 0), { color: "sync", place: { inherited } })}`;
    }
    // Outside of a class that extends nothing, TypeScript's lowering leaves `super` as it is.
    const reached = (isStatic || kind === "staticBlock") && !parent ? undefined : inherited;
    if (kind === "staticBlock") return staticBlock(writer, kid(tree, 0), reached && []);
    const head = isStatic ? "static " : "";
    if (kind !== "field") return head + memberText(writer, member, inherited);
    const value = writer.at(outsideOf(reached), () => writer.expression(kid(tree, 1)));
    return `${head}${keyOf(writer, member)} = ${value};`;
  });
}

/** Where field initialisers and static blocks run. */
const outsideOf = (inherited: Callable[] | undefined): Partial<Place> => ({
  ...AFRESH,
  id: "",
  awaits: false,
  yields: false,
  returns: false,
  hasThis: true,
  hasArguments: false,
  hasNewTarget: true,
  inherited,
});

function staticBlock(writer: Writer, tree: Tree, inherited: Callable[] | undefined): string {
  return writer.at(
    { ...outsideOf(inherited), color: "sync" },
    () => `static ${writer.scoped(true, () => writer.block(kids(tree, 1)))}`,
  );
}

/** A derived constructor calls `super` first, or in an arrow, or after something else. */
function constructorText(writer: Writer, tree: Tree, value: Tree, inherited: Callable[]): string {
  writer.count("derivedConstructor");
  const call = (at: Writer) => {
    const args = at.at({ hasThis: false, inherited: undefined }, () => at.expression(value));
    return choose(value, 1, [
      `super(${args});`,
      `(() => super(${args}))();`,
      `${at.log()}; super(...[${args}]);`,
    ]);
  };
  const text = parametersAndBody(writer, tree, {
    color: "sync",
    place: { inherited },
    first: (at) => [call(at)],
  });
  return `constructor${text}`;
}

function keyOf(writer: Writer, { name, isPrivate, tree }: Member): string {
  if (isPrivate || pickOf(tree, 3) % 4 !== 1) return name;
  writer.count("computedKey");
  return `[${writer.log(JSON.stringify(name))}]`;
}

/** A method or an accessor. */
function memberText(writer: Writer, member: Member, inherited: Callable[]): string {
  const { kind, tree } = member;
  const body = kid(tree, 0);
  const key = keyOf(writer, member);
  const place = { inherited };
  if (kind === "getter")
    return `get ${key}${parametersAndBody(writer, body, { color: "sync", place, parameters: [] })}`;
  if (kind === "setter")
    return `set ${key}${parametersAndBody(writer, body, { color: "sync", place, parameters: [writer.fresh("p")] })}`;
  const color = colorOf(body);
  return `${prefixOf(color)}${starOf(color)}${key}${parametersAndBody(writer, body, { color, place })}`;
}

function objectMember(writer: Writer, member: Member, inherited: Callable[]): string {
  writer.count(`object ${member.kind}`);
  if (member.kind === "field") return `${keyOf(writer, member)}: ${writer.expression(kid(member.tree, 1))}`;
  return memberText(writer, member, inherited);
}
