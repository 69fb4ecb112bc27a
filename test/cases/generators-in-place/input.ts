// Generators whose body stays where it is: each part runs in the span, the consumer never does, however it resumes.
const log: unknown[] = [];

// @trace
function inner(from: string) {
  log.push(`inner of ${from}`);
  return from;
}

// @trace
function* guarded(...names: string[]): Generator<string, string, string | undefined> {
  try {
    for (const name of names) {
      const sent = yield inner(name);
      inner(`behind ${name}, sent ${sent}`);
    }
    yield;
    return "guarded is done";
  } catch (error) {
    inner(`catch of ${error}`);
    yield "caught";
    return inner("after catch");
  } finally {
    inner("finally");
    yield "in finally";
    inner("the last part");
  }
}

// @trace result
function* resulting() {
  return (yield 1, yield (yield 2)) ?? "a result";
}

// @trace
function* empty() {}

class Tree {
  base = "base of the tree";
  label() {
    return this.base;
  }
}

class Oak extends Tree {
  // @trace
  *walk(this: Oak, steps: number): Generator<unknown> {
    const own = () => [super.label(), arguments.length];
    for (let index = 0; index < steps; index++) yield [super.label(), ...own(), index];
  }
}

// @trace
function* delegating() {
  yield* guarded("delegated");
}

// @trace
function consumer() {
  const items: unknown[] = [];
  const iterator = guarded("first item", "second item");
  items.push(iterator.next());
  inner("the consumer");
  items.push(otherConsumer(iterator));
  items.push(iterator.throw("an error"));
  inner("the consumer again");
  items.push(iterator.return("a return"), iterator.next(), iterator.next());
  return items;
}

// @trace
function otherConsumer(iterator: Iterator<unknown, unknown, string>) {
  const step = iterator.next("a word");
  inner("the other consumer");
  return step;
}

export function run(): unknown {
  const early: unknown[] = [];
  for (const item of guarded("early item", "never seen")) {
    early.push(item);
    break;
  }
  const refused = resulting();
  return {
    consumed: consumer(),
    early,
    results: [[...resulting()], refused.next(), refused.next(), refused.next("x" as never), refused.next()],
    empty: [...empty()],
    walked: [...new Oak().walk(2)],
    delegated: [...delegating()],
    unused: typeof guarded("unused").next,
    thrownBefore: attempt(() => guarded("unused").throw("thrown before the first item")),
    log,
  };
}

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
