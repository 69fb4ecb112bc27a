const log: unknown[] = [];

class Base {
  greeting = "greeting of the instance";
  get greet() {
    log.push("member is read");
    return function (this: Base, name: string) {
      return `${this.greeting}, ${name}`;
    };
  }
}

class Derived extends Base {
  // @trace
  *all(name: string) {
    // biome-ignore lint: the moved body declares its parameter again
    var name = name || "nobody";
    yield super.greet((log.push("argument is evaluated"), name));
    yield super.greet(arguments[0] as string);
  }
}

const own = Object.assign(() => "called itself", { call: () => "its own call" });
Object.defineProperty(Base.prototype, "own", { value: own });

class WithOwnCall extends Base {
  declare own: () => string;
  // @trace
  *callsIt() {
    yield (super["own" as "greet"] as unknown as () => string) === own;
    yield super["own" as "greet"]("a method that has a call of its own");
  }
}

// @trace
function* plain(this: unknown) {
  yield this === undefined;
}

/** Replaces `Function.prototype.call` and `apply` while `work` runs; returns how often they were called. */
function watched(work: () => unknown): unknown[] {
  const { call, apply } = Function.prototype;
  let calls = 0;
  Function.prototype.call = function (this: () => unknown, ...args: unknown[]) {
    calls++;
    return Reflect.apply(this, args[0], args.slice(1));
  } as typeof call;
  Function.prototype.apply = function (this: () => unknown, self: unknown, args: unknown[]) {
    calls++;
    return Reflect.apply(this, self, args);
  } as typeof apply;
  try {
    return [work(), calls];
  } finally {
    Function.prototype.call = call;
    Function.prototype.apply = apply;
  }
}

export function run() {
  return [
    watched(() => [...new Derived().all("you")]),
    watched(() => [...plain()]),
    watched(() => [...new WithOwnCall().callsIt()]),
    log,
  ];
}
