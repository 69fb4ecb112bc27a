// What is in scope and what the language allows at one place of a program that is being written.

/** What a call of a function gives: a value, a promise, a generator. `promise` is a sync function that returns one. */
export type Color = "sync" | "promise" | "async" | "generator" | "asyncGenerator";

/** Something that runs the program's code when it is used. */
export interface Callable {
  /** `f3`, `new C1(1).m4`, `super.m2`. */
  readonly text: string;
  readonly color: Color;
  readonly kind: "call" | "get" | "set" | "construct";
  /** `again`: it may call itself; `typeof`: it may not be there yet. */
  guard?: "again" | "typeof" | undefined;
}

/** A class or an object literal, as those see it who inherit from it. */
export interface Holder {
  readonly name: string;
  readonly isClass: boolean;
  /** Relative: `.m1`. */
  readonly members: readonly Callable[];
  readonly statics: readonly Callable[];
}

interface Variable {
  readonly name: string;
  readonly constant: boolean;
}

/** The names of one block or function, and of those around it. */
export class Scope {
  readonly #parent: Scope | undefined;
  readonly #variables: Variable[] = [];
  readonly #callables: Callable[] = [];
  readonly #holders: Holder[] = [];
  /** Names that `var` may declare again: parameters, variables and functions of one function. */
  readonly redeclarable: string[];

  constructor(parent: Scope | undefined, isFunction: boolean) {
    this.#parent = parent;
    this.redeclarable = isFunction || !parent ? [] : parent.redeclarable;
  }

  declare(name: string, constant = false): string {
    this.#variables.push({ name, constant });
    return name;
  }

  offer(callable: Callable): void {
    this.#callables.push(callable);
  }

  hold(holder: Holder): void {
    this.#holders.push(holder);
  }

  variables(): Variable[] {
    return [...this.#variables, ...(this.#parent?.variables() ?? [])];
  }

  callables(): Callable[] {
    return [...this.#callables, ...(this.#parent?.callables() ?? [])];
  }

  holders(): Holder[] {
    return [...this.#holders, ...(this.#parent?.holders() ?? [])];
  }
}

/** A label; `continue` needs one of a loop. */
export interface Label {
  readonly name: string;
  readonly loop: boolean;
}

/** What may stand at one place. */
export interface Place {
  /** The function whose body this is; empty in what runs before or beside a body (defaults, field initialisers). */
  readonly id: string;
  readonly color: Color;
  readonly strict: boolean;
  readonly awaits: boolean;
  readonly yields: boolean;
  readonly returns: boolean;
  readonly hasThis: boolean;
  readonly hasArguments: boolean;
  readonly hasNewTarget: boolean;
  /** What `super.` reaches. */
  readonly inherited: readonly Callable[] | undefined;
  readonly inLoop: boolean;
  readonly inSwitch: boolean;
  readonly labels: readonly Label[];
  /** Some `try` around it has a `finally` block: what is returned may be dropped. */
  readonly guarded: boolean;
  readonly inFinally: boolean;
  /** In a block: a function declared here is like a `let`. */
  readonly inBlock: boolean;
}

/** The top level of a program. */
export const PROGRAM: Place = {
  id: "",
  color: "sync",
  strict: false,
  awaits: false,
  yields: false,
  returns: false,
  hasThis: false,
  hasArguments: false,
  hasNewTarget: false,
  inherited: undefined,
  inLoop: false,
  inSwitch: false,
  labels: [],
  guarded: false,
  inFinally: false,
  inBlock: false,
};

/** What a new function, or what is evaluated outside any body, takes away from the place around it. */
export const AFRESH: Pick<Place, "inLoop" | "inSwitch" | "labels" | "guarded" | "inFinally" | "inBlock"> = {
  inLoop: false,
  inSwitch: false,
  labels: [],
  guarded: false,
  inFinally: false,
  inBlock: false,
};
