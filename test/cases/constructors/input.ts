const log: unknown[] = [];

class Base {
  base = log.push("base field");
  // @trace
  constructor(readonly name: string) {
    log.push(`base ${new.target.name}`);
  }
}

class Derived extends Base {
  field = log.push("derived field");
  // @trace
  constructor(
    name: string,
    private readonly extra: number = 3,
  ) {
    log.push("before super");
    super(`${name}!`);
    log.push(`extra ${this.extra}`);
  }
}

class Throws extends Base {
  // @trace
  constructor() {
    super("throws");
    throw new Error("constructor failed");
  }
}

class Conditional extends Base {
  // @trace
  constructor(early: boolean) {
    if (early) {
      super("early");
      return;
    }
    super("late");
  }
}

class Returns {
  // @trace
  constructor() {
    // biome-ignore lint: this is the case
    return [1, 2, 3] as never;
  }
}

export function run() {
  const derived = new Derived("name");
  log.push(JSON.stringify(derived), derived instanceof Base, Derived.length, Derived.name);
  try {
    new Throws();
  } catch (error) {
    log.push((error as Error).message);
  }
  log.push(new Conditional(true).name, new Conditional(false).name, new Returns());
  return log;
}
