// Bodies that hold a `yield*` move into a function of their own, where `super`, `arguments` and parameters are others.
const none: unknown[] = [];

class Base {
  label = "base label";
  greet(name: string) {
    return `${this.label}: ${name}`;
  }
  get value() {
    return 40;
  }
}

class Derived extends Base {
  static key = "greet" as const;

  // @trace args=name
  *all(name: string, ..._rest: unknown[]) {
    yield* none;
    yield super.greet(name);
    yield super[Derived.key](`${name} computed`);
    yield super.value;
    yield (() => super.greet("from an arrow"))();
    yield this.label;
    yield arguments.length;
    yield (() => arguments[0])();
    yield { arguments }.arguments.length;
    yield new.target;
    yield new (class extends (arguments[0] === "you" ? Base : Object) {})() instanceof Base;
  }

  // @trace
  *traced(..._rest: string[]) {
    yield* none;
    // @trace
    const value = () => super.value;
    // @trace
    const greeting = () => super.greet("from a traced arrow");
    // @trace
    const own = () => arguments;
    yield [value(), greeting(), own().length, super.value];
  }

  // @trace
  *assigns() {
    yield* none;
    const self = this as { label: string };
    super.greet = function () {
      return "replaced on the instance";
    };
    yield this.greet("x");
    yield self.label;
  }

  // @trace
  *decorates(..._names: string[]) {
    yield* none;
    const seen: unknown[] = [];
    const note = (what: unknown) => (_target: object, _key: string, _index?: unknown) => void seen.push(what);
    class Inner {
      @note(arguments.length)
      method() {}

      parameter(@note(super.greet("from a decorator")) _value?: unknown) {}
    }
    yield [seen, typeof Inner];
  }

  // @trace
  async *later(name: string) {
    yield super.greet(name);
    await null;
    yield super[Derived.key](`${arguments.length}`);
  }
}

// @trace
function* redeclares(options: { n: number } | undefined, other = 1) {
  yield* none;
  // biome-ignore lint: this is the case
  var options = options || { n: 7 };
  yield options.n;
  other++;
  yield other;
}

const object = {
  __proto__: new Base(),
  // @trace
  *list() {
    yield* none;
    yield super.greet("object literal");
  },
};

export async function run() {
  const later: unknown[] = [];
  for await (const item of new Derived().later("async")) later.push(item);
  return [
    [...new Derived().all("you", 1, 2)],
    [...new Derived().traced("a", "b")],
    [...new Derived().assigns()],
    [...new Derived().decorates("a", "b")],
    later,
    [...redeclares(undefined)],
    [...redeclares({ n: 1 }, 5)],
    [...object.list()],
  ];
}
