import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "handsOut", "fn": "handsOut", "kind": 0, "file": "input.ts", "line": 8, "column": 1 };
}
function __uno_1() {
  return { "name": "resolvesTo", "fn": "resolvesTo", "kind": 0, "file": "input.ts", "line": 13, "column": 1 };
}
function __uno_2() {
  return { "name": "resolvesLater", "fn": "resolvesLater", "kind": 0, "file": "input.ts", "line": 18, "column": 1 };
}
function __uno_3() {
  return { "name": "awaits", "fn": "awaits", "kind": 0, "file": "input.ts", "line": 24, "column": 1 };
}
function __uno_4() {
  return { "name": "arrow", "fn": "arrow", "kind": 0, "file": "input.ts", "line": 29, "column": 15 };
}
import { runInNewContext } from "node:vm";
const log = [];
const wait = () => new Promise((resolve) => setTimeout(resolve, 1));
function handsOut(make) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
  try {
    return __uno.$returned(__uno_span, make());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function resolvesTo(make) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    return __uno.$returnedAsync(__uno_span, make());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function resolvesLater(make) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
  try {
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
    return __uno.$returnedAsync(__uno_span, make());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function awaits(make) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
  try {
    return __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, make()));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
const arrow = async (make) => {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
  try {
    return __uno.$returnedAsync(__uno_span, make());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
};
class Query {
  constructor(rows, fails = false) {
    this.rows = rows;
    this.fails = fails;
  }
  rows;
  fails;
  calls = 0;
  then(resolve, reject) {
    this.calls++;
    if (this.fails) reject(new Error("the query failed"));
    else resolve(this.rows);
  }
}
function counted(then) {
  const reads = { count: 0 };
  const value = /* @__PURE__ */ Object.create({
    get then() {
      reads.count++;
      return then;
    }
  });
  return { reads, value };
}
class Special extends Promise {
}
const foreign = runInNewContext("Promise");
const describe = async (value) => {
  try {
    const result = await value;
    return result instanceof Error ? result.message : result;
  } catch (error) {
    return `rejected: ${error.message}`;
  }
};
async function tryAll(label, make) {
  for (const fn of [handsOut, resolvesTo, resolvesLater, awaits, arrow]) log.push([label, fn.name, await describe(fn(make))]);
}
async function run() {
  const queries = [];
  const query = (rows, fails = false) => () => {
    const made = new Query(rows, fails);
    queries.push(made);
    return made;
  };
  await tryAll("query", query(["a row"]));
  await tryAll("failing query", query(void 0, true));
  await tryAll("query of a query", query(new Query("rows of the inner query")));
  log.push(queries.map(({ calls }) => calls));
  const lazy = new Query("never asked for");
  handsOut(() => lazy);
  await wait();
  log.push(["not awaited", lazy.calls]);
  for (const [label, then] of [["no thenable", void 0], ["a number", 7], ["thenable", (resolve) => resolve("by a getter")]]) {
    for (const fn of [handsOut, resolvesTo, resolvesLater, arrow]) {
      const { reads, value } = counted(then);
      const result = await describe(fn(() => value));
      log.push(["reads of then", label, fn.name, reads.count, result === value]);
    }
  }
  await tryAll("throwing getter", () => ({
    get then() {
      throw new Error("the getter threw");
    }
  }));
  await tryAll("throwing then", () => ({
    then() {
      throw new Error("then threw");
    }
  }));
  await tryAll("resolves twice", () => ({
    then(resolve, reject) {
      resolve("the first time");
      resolve("the second time");
      reject(new Error("too late"));
      throw new Error("much too late");
    }
  }));
  await tryAll("callable", () => Object.assign(() => {
  }, { then: (resolve) => resolve("a function with then") }));
  const special = Special.resolve("of a subclass");
  log.push([handsOut(() => special) === special, await special]);
  await tryAll("subclass", () => Special.resolve("of a subclass"));
  await tryAll("rejected subclass", () => Special.reject(new Error("of a subclass")));
  const alien = foreign.resolve("of another realm");
  log.push([handsOut(() => alien) === alien, alien instanceof Promise]);
  await tryAll("realm", () => foreign.resolve("of another realm"));
  await tryAll("rejected realm", () => foreign.reject(new Error("of another realm")));
  await tryAll("frozen", () => Object.freeze(Promise.resolve("frozen promise")));
  await tryAll(
    "own then",
    () => Object.assign(Promise.resolve("not this"), { then: (resolve) => queueMicrotask(() => resolve("by its own then")) })
  );
  const cancellable = Object.assign(Promise.resolve("with a method"), { cancel: () => "cancelled" });
  log.push(handsOut(() => cancellable).cancel());
  await tryAll("own constructor", () => Object.assign(Promise.resolve("with a constructor"), { constructor: Special }));
  await tryAll("proxy", () => new Proxy({ plain: true }, {}));
  await tryAll("no prototype", () => /* @__PURE__ */ Object.create(null));
  const traps = [];
  const trapped = new Proxy({}, { getPrototypeOf: () => (traps.push("getPrototypeOf"), null) });
  await tryAll("trapped", () => trapped);
  log.push(traps);
  const between = { __proto__: Promise.prototype, then: (resolve) => queueMicrotask(() => resolve("by a then that nobody asks")) };
  await tryAll("prototype between", () => Object.setPrototypeOf(Promise.resolve("itself"), between));
  const own = Object.setPrototypeOf(Promise.resolve("prototype changed"), Special.prototype);
  log.push(handsOut(() => own) === own);
  return log;
}
export {
  run
};
