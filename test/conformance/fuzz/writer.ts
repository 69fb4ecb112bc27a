// Trees in, the text of a program out: keeps names, scopes and what may stand where, and counts what was written.
import type { Construct, Tree } from "./construct.js";
import { choose } from "./construct.js";
import { hoistedFunction } from "./declarations.js";
import { type Callable, type Place, PROGRAM, Scope } from "./scope.js";
import { writtenAs } from "./tables.js";

const LITERALS = ["0", "1", '"a"', "undefined", "null", "2", "true", '""', "-1"];

/** Writes one program. */
export class Writer {
  /** How often each construct was written. */
  readonly counts: Map<string, number> = new Map();
  /** Some generator may stay suspended for ever: its span does not end. */
  mayStall = false;
  scope: Scope = new Scope(undefined, true);
  place: Place;
  readonly #hoisted: Map<Tree, Callable>[] = [];
  #declare: (name: string) => void = () => {};
  #names = 0;
  #logs = 0;

  constructor(strict: boolean) {
    this.place = { ...PROGRAM, strict };
  }

  fresh(prefix: string): string {
    this.#names++;
    return `${prefix}${this.#names}`;
  }

  count(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  /** A call that records its values and returns the last one. */
  log(...values: string[]): string {
    this.#logs++;
    return `log(${[JSON.stringify(`${this.place.id}:${this.#logs}`), ...values].join(", ")})`;
  }

  /** Writes at another place and then comes back. */
  at<T>(change: Partial<Place>, write: () => T): T {
    const { place } = this;
    this.place = { ...place, ...change };
    try {
      return write();
    } finally {
      this.place = place;
    }
  }

  /** Writes in a scope of its own. */
  scoped<T>(isFunction: boolean, write: () => T): T {
    const { scope } = this;
    this.scope = new Scope(scope, isFunction);
    try {
      return write();
    } finally {
      this.scope = scope;
    }
  }

  expression(tree: Tree): string {
    const text = this.#write(tree, "expression");
    if (text !== undefined) return text;
    this.count("literal");
    return choose(tree, 0, LITERALS);
  }

  expressions(trees: readonly Tree[]): string[] {
    return trees.map((tree) => this.expression(tree));
  }

  statement(tree: Tree): string {
    return this.#write(tree, "statement") ?? `${this.log()};`;
  }

  /** The statements of a block that is open already; its functions may be called before they are declared. */
  statements(trees: readonly Tree[]): string[] {
    return this.#announcing(trees).lines;
  }

  #announcing(trees: readonly Tree[]): { lines: string[]; announced: Callable[] } {
    const hoisted = new Map<Tree, Callable>();
    for (const tree of trees) {
      const callable = hoistedFunction(this, tree);
      if (!callable) continue;
      hoisted.set(tree, callable);
      this.scope.offer(callable);
    }
    this.#hoisted.push(hoisted);
    const lines = trees.map((tree) => this.statement(tree));
    this.#hoisted.pop();
    return { lines, announced: [...hoisted.values()] };
  }

  /** The name under which a function declaration was announced. */
  announced(tree: Tree): Callable | undefined {
    return this.#hoisted.at(-1)?.get(tree);
  }

  /** A block with a scope of its own. */
  block(trees: readonly Tree[], first: readonly string[] = []): string {
    const { lines, announced } = this.scoped(false, () =>
      this.at({ inBlock: true }, () => this.#announcing(trees)),
    );
    // In sloppy mode a function of a block is also a `var` of the function around it.
    const plain = this.place.strict
      ? []
      : announced.filter(({ color }) => /sync$|promise/.test(color) && color !== "async");
    for (const callable of plain) this.scope.offer({ ...callable, guard: "typeof" });
    return `{\n${[...first, ...lines].join("\n")}\n}`;
  }

  /** A pattern; `declare` hears of each name that it binds, once that may be used. */
  pattern(tree: Tree, declare: (name: string) => void): string {
    const outer = this.#declare;
    this.#declare = declare;
    const text = writtenAs("pattern", tree).write(this, tree) ?? this.bindName();
    this.#declare = outer;
    this.count(tree.name);
    return text;
  }

  /** A new name inside a pattern. */
  bindName(): string {
    const name = this.fresh("v");
    this.#declare(name);
    return name;
  }

  /** A pattern inside a pattern. */
  innerPattern(tree: Tree): string {
    return this.pattern(tree, this.#declare);
  }

  #write(tree: Tree, sort: "expression" | "statement"): string | undefined {
    const construct: Construct = writtenAs(sort, tree);
    const text = construct.write(this, tree);
    if (text !== undefined) this.count(tree.name);
    return text;
  }
}
