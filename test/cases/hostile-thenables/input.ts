import { runInNewContext } from "node:vm";

// biome-ignore-all lint: thenables are the case
const log: unknown[] = [];
const wait = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

// @trace
function handsOut(make: () => unknown) {
  return make();
}

// @trace
async function resolvesTo(make: () => unknown) {
  return make();
}

// @trace
async function resolvesLater(make: () => unknown) {
  await null;
  return make();
}

// @trace
async function awaits(make: () => unknown) {
  return await make();
}

// @trace
const arrow = async (make: () => unknown) => make();

class Query {
  calls = 0;
  constructor(readonly rows: unknown, readonly fails = false) {}
  then(resolve: (rows: unknown) => void, reject: (error: Error) => void) {
    this.calls++;
    if (this.fails) reject(new Error("the query failed"));
    else resolve(this.rows);
  }
}

/** Counts how often `then` is read. */
function counted(then: unknown) {
  const reads = { count: 0 };
  const value = Object.create({
    get then() {
      reads.count++;
      return then;
    },
  });
  return { reads, value };
}

class Special extends Promise<unknown> {}
const foreign: typeof Promise = runInNewContext("Promise");

const describe = async (value: unknown) => {
  try {
    const result = await value;
    return result instanceof Error ? result.message : result;
  } catch (error) {
    return `rejected: ${(error as Error).message}`;
  }
};

async function tryAll(label: string, make: () => unknown) {
  for (const fn of [handsOut, resolvesTo, resolvesLater, awaits, arrow]) log.push([label, fn.name, await describe(fn(make))]);
}

export async function run() {
  const queries: Query[] = [];
  const query = (rows: unknown, fails = false) => () => {
    const made = new Query(rows, fails);
    queries.push(made);
    return made;
  };
  await tryAll("query", query(["a row"]));
  await tryAll("failing query", query(undefined, true));
  await tryAll("query of a query", query(new Query("rows of the inner query")));
  log.push(queries.map(({ calls }) => calls));
  const lazy = new Query("never asked for");
  handsOut(() => lazy);
  await wait();
  log.push(["not awaited", lazy.calls]);

  for (const [label, then] of [["no thenable", undefined], ["a number", 7], ["thenable", (resolve: (value: string) => void) => resolve("by a getter")]] as const) {
    for (const fn of [handsOut, resolvesTo, resolvesLater, arrow]) {
      const { reads, value } = counted(then);
      const result = await describe(fn(() => value));
      log.push(["reads of then", label, fn.name, reads.count, result === value]);
    }
  }
  await tryAll("throwing getter", () => ({
    get then() {
      throw new Error("the getter threw");
    },
  }));
  await tryAll("throwing then", () => ({
    then() {
      throw new Error("then threw");
    },
  }));
  await tryAll("resolves twice", () => ({
    then(resolve: (value: string) => void, reject: (error: Error) => void) {
      resolve("the first time");
      resolve("the second time");
      reject(new Error("too late"));
      throw new Error("much too late");
    },
  }));
  await tryAll("callable", () => Object.assign(() => {}, { then: (resolve: (value: string) => void) => resolve("a function with then") }));

  const special = Special.resolve("of a subclass");
  log.push([handsOut(() => special) === special, await special]);
  await tryAll("subclass", () => Special.resolve("of a subclass"));
  await tryAll("rejected subclass", () => Special.reject(new Error("of a subclass")));
  const alien = foreign.resolve("of another realm");
  log.push([handsOut(() => alien) === alien, alien instanceof Promise]);
  await tryAll("realm", () => foreign.resolve("of another realm"));
  await tryAll("rejected realm", () => foreign.reject(new Error("of another realm")));
  await tryAll("frozen", () => Object.freeze(Promise.resolve("frozen promise")));
  await tryAll("own then", () =>
    Object.assign(Promise.resolve("not this"), { then: (resolve: (value: string) => void) => queueMicrotask(() => resolve("by its own then")) }),
  );
  const cancellable = Object.assign(Promise.resolve("with a method"), { cancel: () => "cancelled" });
  log.push((handsOut(() => cancellable) as typeof cancellable).cancel());
  await tryAll("own constructor", () => Object.assign(Promise.resolve("with a constructor"), { constructor: Special }));
  await tryAll("proxy", () => new Proxy({ plain: true }, {}));
  await tryAll("no prototype", () => Object.create(null));
  const traps: string[] = [];
  const trapped = new Proxy({}, { getPrototypeOf: () => (traps.push("getPrototypeOf"), null) });
  await tryAll("trapped", () => trapped);
  log.push(traps);
  const between = { __proto__: Promise.prototype, then: (resolve: (value: string) => void) => queueMicrotask(() => resolve("by a then that nobody asks")) };
  await tryAll("prototype between", () => Object.setPrototypeOf(Promise.resolve("itself"), between));
  const own = Object.setPrototypeOf(Promise.resolve("prototype changed"), Special.prototype);
  log.push(handsOut(() => own) === own);
  return log;
}
