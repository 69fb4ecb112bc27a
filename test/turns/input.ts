// Counts, for each form of function, the microtask turns until what it returns has settled: `run()` gives a number for each name.
import { getTracer } from "uno-trace/runtime";

const tracer = getTracer();

const turnsOf = (begin: () => PromiseLike<unknown>): Promise<number> =>
  new Promise((resolve) => {
    let turns = 0;
    let settled = false;
    const settle = () => {
      settled = true;
    };
    begin().then(settle, settle);
    const count = () => {
      if (settled) return resolve(turns);
      turns++;
      queueMicrotask(count);
    };
    queueMicrotask(count);
  });

const resolved = Promise.resolve("resolved");
const fresh = () => Promise.resolve("fresh");
const thenable = {
  // biome-ignore lint/suspicious/noThenProperty: a thenable is what it is about
  then: (resolve: (value: string) => void) => resolve("of a thenable"),
} as PromiseLike<string>;

class Subclass<T> extends Promise<T> {}

// @trace
const asynchronous = {
  async nothing() {},
  async value() {
    return "value";
  },
  async afterAwait() {
    await null;
    return "value";
  },
  async returnAwait() {
    return await fresh();
  },
  async returnPromise() {
    return fresh();
  },
  async returnThenable() {
    return thenable;
  },
  async throwsAtOnce() {
    throw new Error("at once");
  },
  async throwsLater() {
    await null;
    throw new Error("later");
  },
  async awaitsThree() {
    await null;
    await fresh();
    await thenable;
  },
  arrow: async () => "arrow",
  async result() {
    return "captured";
  },
};

// @trace result
async function captured() {
  return "captured";
}

// @trace
async function nested(depth: number): Promise<string> {
  return depth > 1 ? await nested(depth - 1) : "deep";
}

// @trace
async function nestedReturn(depth: number): Promise<string> {
  return depth > 1 ? nestedReturn(depth - 1) : "deep";
}

// @trace
const sync = {
  derived() {
    return fresh();
  },
  handled() {
    const promise = fresh();
    promise.catch(() => {});
    return promise;
  },
  handedOn(promise: Promise<unknown>) {
    return promise;
  },
  memoised() {
    return resolved;
  },
  subclass() {
    return Subclass.resolve("subclass");
  },
  thenable() {
    return thenable;
  },
  nested(depth: number): Promise<string> {
    return depth > 1 ? sync.nested(depth - 1) : fresh();
  },
  calls(done: () => void) {
    done();
  },
  *items() {
    yield 1;
  },
};

// @trace
async function* items() {
  yield 1;
  yield 2;
}

// @trace
async function* itemsAndResult() {
  yield 1;
  return "result";
}

// @trace
async function* failing() {
  yield 1;
  throw new Error("at the end");
}

// @trace
async function* delegating() {
  yield* items();
}

// @trace
async function consumes() {
  for await (const _ of items());
}

// Nobody has marked these: they make spans by hand.
async function scopeStays() {
  const span = tracer.createSpan("stays");
  try {
    await null;
    return await fresh();
  } finally {
    span.end();
  }
}

async function scopeReturns() {
  const span = tracer.createSpan("returns");
  return fresh().finally(() => span.end());
}

async function scopeDisposes() {
  using _ = tracer.createSpan("disposes");
  return "value";
}

async function scopeMoves() {
  using _ = tracer.createSpan("moves");
  await null;
}

async function* scopeItems() {
  const span = tracer.createSpan("items");
  yield 1;
  span.end();
}

async function* scopeMovedItems() {
  using _ = tracer.createSpan("items");
  yield 1;
}

const advanced = async (steps: number, iterator: AsyncGenerator) => {
  for (let step = 0; step < steps; step++) await iterator.next();
  return iterator;
};

async function generatorTurns() {
  const iterators = {
    "async generator, item": await advanced(0, items()),
    "async generator, second item": await advanced(1, items()),
    "async generator, end": await advanced(2, items()),
    "async generator, result": await advanced(1, itemsAndResult()),
    "async generator, throws": await advanced(1, failing()),
    "async generator, delegated item": await advanced(1, delegating()),
    "async generator, delegated end": await advanced(2, delegating()),
    "async generator, after the end": await advanced(3, items()),
  };
  const counts: Record<string, number> = {};
  for (const [name, iterator] of Object.entries(iterators))
    counts[name] = await turnsOf(() => iterator.next());
  const stopped = {
    "async generator, return": await advanced(1, items()),
    "async generator, return at the start": items(),
  };
  for (const [name, iterator] of Object.entries(stopped))
    counts[name] = await turnsOf(() => iterator.return(undefined));
  const thrown = {
    "async generator, throw": await advanced(1, items()),
    "async generator, throw at the start": items(),
  };
  for (const [name, iterator] of Object.entries(thrown))
    counts[name] = await turnsOf(() => iterator.throw(new Error("in")));
  return counts;
}

export async function run(): Promise<Record<string, number>> {
  const begin: Record<string, () => PromiseLike<unknown>> = {
    "async, no value": asynchronous.nothing,
    "async, value": asynchronous.value,
    "async, value after await": asynchronous.afterAwait,
    "async, return await": asynchronous.returnAwait,
    "async, return promise": asynchronous.returnPromise,
    "async, return thenable": asynchronous.returnThenable,
    "async, throws at once": asynchronous.throwsAtOnce,
    "async, throws after await": asynchronous.throwsLater,
    "async, three awaits": asynchronous.awaitsThree,
    "async, arrow": asynchronous.arrow,
    "async, result": captured,
    "async, one in one": () => nested(2),
    "async, ten deep": () => nested(10),
    "async, ten deep, return promise": () => nestedReturn(10),
    "async, for await": consumes,
    "async, by hand": scopeStays,
    "async, by hand, return promise": scopeReturns,
    "async, by hand, disposed at the end": scopeDisposes,
    "by hand, moved": scopeMoves,
    "by hand, item": () => scopeItems().next(),
    "by hand, moved item": () => scopeMovedItems().next(),
    "sync, derived": sync.derived,
    "sync, handled": sync.handled,
    "sync, handed on": () => sync.handedOn(resolved),
    "sync, memoised": sync.memoised,
    "sync, subclass": sync.subclass,
    "sync, thenable": sync.thenable,
    "sync, ten deep": () => sync.nested(10),
    "sync, calls back": () => new Promise<void>(sync.calls),
    "sync, generator": () => Promise.resolve(sync.items().next()),
  };
  const counts: Record<string, number> = {};
  for (const [name, start] of Object.entries(begin)) counts[name] = await turnsOf(start);
  return { ...counts, ...(await generatorTurns()) };
}
