const log: unknown[] = [];

function attempt(label: string, work: () => unknown) {
  try {
    log.push([label, work()]);
  } catch (error) {
    log.push([label, error instanceof Error ? `${error.name}: ${error.message}` : error]);
  }
}

// @trace
function* reenters(): Generator<unknown, string, unknown> {
  for (const method of ["next", "return", "throw"] as const) {
    try {
      self[method](undefined as never);
    } catch (error) {
      yield (error as Error).message;
    }
  }
  return "reentered";
}
let self: Generator<unknown, string, unknown>;

// @trace
function* echo(): Generator<unknown, unknown, unknown> {
  const seen: unknown[] = [];
  while (seen.length < 3) {
    try {
      seen.push(yield seen.length);
    } catch (error) {
      seen.push(["caught", error]);
    }
  }
  return seen;
}

// @trace
function* stubborn(): Generator<unknown, unknown, unknown> {
  try {
    yield "first of stubborn";
  } finally {
    yield "from the finally block";
    log.push("finally goes on");
  }
}

// @trace
function* overrides(): Generator<string, string> {
  try {
    yield "before it is overridden";
    return "overridden";
  } finally {
    // biome-ignore lint: this is the case
    return "returned by finally";
  }
}

// @trace
function* throwsInFinally(): Generator<string> {
  try {
    yield "then it throws";
  } finally {
    throw new RangeError("thrown in finally");
  }
}

// @trace
function* delegates(inner: Iterable<unknown>): Generator<unknown, unknown, unknown> {
  const result: unknown = yield* inner as Iterable<unknown> & Generator;
  log.push(["result of the inner one", result]);
  return "after the inner one";
}

function bare(label: string, methods: object): Iterable<unknown> {
  let steps = 0;
  return {
    [Symbol.iterator]: () =>
      ({
        next: (value: unknown) => (log.push([label, "next", value]), { value: ++steps, done: steps > 2 }),
        ...methods,
      }) as Iterator<unknown>,
  };
}

const withAll = {
  return: (value: unknown) => (log.push(["inner return", value]), { value: "replaced by the inner one", done: true }),
  throw: (error: unknown) => (log.push(["inner throw", error]), { value: "goes on after throw", done: false }),
};

// @trace
function* results(): Generator<unknown, unknown> {
  yield undefined;
  yield { value: "an item like a result", done: true };
  return { value: "a result like a result", done: false };
}

// @trace
function* walks(tree: unknown[]): Generator<unknown, number> {
  let count = 0;
  for (const node of tree) {
    if (Array.isArray(node)) count += yield* walks(node);
    else count++, yield node;
  }
  return count;
}

// @trace
function* thrower(value: unknown): Generator<never> {
  throw value;
}

class Matrix {
  rows = [["a1", "a2"], ["b1"]];
  // @trace
  *[Symbol.iterator]() {
    for (const row of this.rows) yield* row;
  }
  // @trace
  static *#hidden(this: typeof Matrix) {
    yield this.name;
  }
  static reveal = () => [...Matrix.#hidden()];
}

export function run() {
  self = reenters();
  attempt("re-entrant", () => [...self]);
  const echoed = echo();
  attempt("echo", () => [echoed.next("lost"), echoed.next(1), echoed.throw("thrown in"), echoed.next(3), echoed.next(4)]);
  attempt("throw before the start", () => echo().throw(new Error("before the start")));
  attempt("throw after the end", () => echoed.throw(new Error("after the end")));
  const kept = stubborn();
  attempt("stubborn", () => [kept.next(), kept.return("asked to stop"), kept.next(), kept.next()]);
  attempt("stubborn in a loop", () => {
    for (const item of stubborn()) return item;
    return "never";
  });
  attempt("overrides", () => [...overrides()]);
  const overridden = overrides();
  attempt("overrides a return", () => [overridden.next(), overridden.return("asked to stop")]);
  attempt("overrides a throw", () => {
    const it = overrides();
    it.next();
    return it.throw(new Error("swallowed"));
  });
  attempt("throws in finally", () => {
    for (const item of throwsInFinally()) return item;
    return "never";
  });
  const full = delegates(bare("with all", withAll));
  attempt("delegation", () => [full.next("a"), full.next("b"), full.throw("c"), full.return("d"), full.next("e")]);
  const lean = delegates(bare("lean", {}));
  attempt("delegation without return", () => [lean.next(), lean.return("stops the outer one"), lean.next()]);
  const refuses = delegates(bare("refuses", {}));
  attempt("delegation without throw", () => [refuses.next(), refuses.throw(new Error("closes the inner one"))]);
  attempt("delegation to what is no iterable", () => delegates(7 as never).next());
  attempt("delegation to a traced one", () => [...delegates(echo())]);
  const result = results();
  attempt("results", () => [result.next(), result.next(), result.next(), result.next()]);
  attempt("recursion", () => [...walks(["one", ["two", ["three"]], "four"])]);
  for (const value of [null, undefined, "thrown text"]) attempt(`throws ${value}`, () => thrower(value).next());
  attempt("symbols", () => [[...new Matrix()], Matrix.reveal()]);
  attempt("destructuring", () => {
    const [first, , third = "a default"] = results() as Iterable<unknown>;
    const [none] = [] as unknown[];
    return [first, third, none, Math.max(...(walks([1, [2]]) as Iterable<number>)), new Set(walks([1, 1])).size];
  });
  attempt("identity", () => {
    const it = echo();
    return [it[Symbol.iterator]() === it, Object.prototype.toString.call(it), it instanceof echo, Reflect.ownKeys(it)];
  });
  attempt("another receiver", () => echo().next.call({} as never));
  return log;
}
