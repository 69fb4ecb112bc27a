// Async functions whose body stays where it is: they settle in the turn in which they did, and run in the span.
const log: string[] = [];
const sleep = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

// @trace
function inner(from: string) {
  log.push(`inner of ${from}`);
}

/** Microtask turns until a promise settles. */
async function turnsOf(start: () => PromiseLike<unknown>): Promise<number> {
  let settled = false;
  const done = () => {
    settled = true;
  };
  start().then(done, done);
  for (let turns = 0; ; turns++) {
    if (settled) return turns;
    await undefined;
  }
}

class Query {
  calls = 0;
  then(resolve: (rows: string) => void) {
    this.calls++;
    inner("a query that runs");
    resolve("rows of a query");
  }
}

// @trace
const value = async () => "value";
// @trace
const settledPromise = async () => Promise.resolve("promise");
// @trace
const rejectedPromise = async () => Promise.reject(new Error("rejected promise"));
// @trace
const waited = async () => await Promise.resolve("waited");
// @trace
const query = async (made: Query) => made;
// @trace
const waitsForQuery = async (made: Query) => [await made, await made];
// @trace
const nested = async () => settledPromise();
// @trace
const literalThenable = async () => ({ then: (resolve: (text: string) => void) => resolve("literal thenable") });
// @trace
const chain = async () => ({ then: (resolve: (next: unknown) => void) => resolve(new Query()) });
// @trace
const throwingThen = async () => ({
  then() {
    throw new Error("then threw");
  },
});

let reads = 0;
// @trace
const getterThen = async () =>
  Object.defineProperty({}, "then", {
    get() {
      reads++;
      return undefined;
    },
  });

// @trace
async function inTry(made: unknown) {
  try {
    return made;
  } catch {
    return "never here";
  } finally {
    inner("finally of inTry");
  }
}

// @trace
async function overridden() {
  try {
    return settledPromise();
  } finally {
    throw new Error("thrown by finally");
  }
}

// @trace
async function recovers(fails: boolean) {
  try {
    await (fails ? Promise.reject(new Error("first wait")) : undefined);
    inner("try");
    await sleep();
  } catch (error) {
    inner(`catch, ${(error as Error).message}`);
  } finally {
    inner("finally");
    await sleep();
    inner("finally, later");
  }
  inner("the end");
}

// @trace
async function manyInOne() {
  return [await value(), await (inner("an argument"), waited()), await (await nested())].join();
}

// @trace
async function computed() {
  class Named {
    static [(await value()) as string] = 1;
  }
  inner("behind a class");
  return Object.keys(Named);
}

// @trace
async function forAwait(from: AsyncIterable<string> | Iterable<string>) {
  const all = [];
  for await (const item of from) {
    inner(item);
    all.push(item);
  }
  return all;
}

// @trace
async function catchWithCode() {
  try {
    await Promise.reject({ code: undefined });
  } catch ({ code = (inner("a default"), 7) }: any) {
    return code;
  }
}

// @trace
async function catchWithName(fails: Promise<unknown>) {
  try {
    await fails;
  } catch ({ [(inner("a computed name"), "message")]: text }: any) {
    return text;
  }
}

// @trace
async function caller() {
  const pending = recovers(true);
  inner("caller, while recovers waits");
  await pending;
  inner("caller, later");
}

export async function run(): Promise<unknown> {
  const nestedResult = await nested();
  const first = new Query();
  const second = new Query();
  const third = new Query();
  const turns = [
    await turnsOf(value),
    await turnsOf(settledPromise),
    await turnsOf(rejectedPromise),
    await turnsOf(waited),
    await turnsOf(() => query(first)),
    await turnsOf(() => waitsForQuery(third)),
    await turnsOf(literalThenable),
    await turnsOf(chain),
    await turnsOf(throwingThen),
    await turnsOf(getterThen),
    await turnsOf(() => inTry(Promise.resolve(1))),
    await turnsOf(() => inTry(second)),
    await turnsOf(overridden),
    await turnsOf(computed),
  ];
  const results = [await recovers(false), await manyInOne(), await computed(), await catchWithCode(), await catchWithName(Promise.reject({ message: "its text" }))];
  await caller();
  const items = await forAwait(["one item", "two items"]);
  return { nestedResult, turns, calls: [first.calls, second.calls, third.calls], reads, results, items, log };
}
