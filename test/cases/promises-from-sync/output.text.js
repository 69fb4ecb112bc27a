import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "load", "fn": "load", "kind": 0, "file": "input.ts", "line": 5, "column": 1 };
}
function __uno_1() {
  return { "name": "outer", "fn": "outer", "kind": 0, "file": "input.ts", "line": 12, "column": 1 };
}
function __uno_2() {
  return { "name": "rejects", "fn": "rejects", "kind": 0, "file": "input.ts", "line": 17, "column": 1 };
}
function __uno_3() {
  return { "name": "cancellable", "fn": "cancellable", "kind": 0, "file": "input.ts", "line": 22, "column": 1 };
}
function __uno_4() {
  return { "name": "lazy", "fn": "lazy", "kind": 0, "file": "input.ts", "line": 38, "column": 1 };
}
function __uno_5() {
  return { "name": "lazyAsync", "fn": "lazyAsync", "kind": 0, "file": "input.ts", "line": 43, "column": 1 };
}
function __uno_6() {
  return { "name": "subclass", "fn": "subclass", "kind": 0, "file": "input.ts", "line": 50, "column": 1 };
}
function __uno_7() {
  return { "name": "overridden", "fn": "overridden", "kind": 0, "file": "input.ts", "line": 55, "column": 1 };
}
const tick = () => new Promise((resolve) => setImmediate(resolve));
const memo = /* @__PURE__ */ new Map();
function load(id) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
  try {
    const known = memo.get(id) ?? tick().then(() => `loaded ${id}`);
    memo.set(id, known);
    return known;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function outer(id) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    return __uno.$returned(__uno_span, load(id));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function rejects() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
  try {
    return __uno.$returned(__uno_span, Promise.reject(new Error("rejected promise")));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function cancellable() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
  try {
    const promise = tick();
    promise.cancel = () => "cancelled";
    return promise;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
class Query {
  runs = 0;
  // biome-ignore lint: a lazy query runs when it is awaited
  then(resolve) {
    this.runs++;
    resolve(`rows of run ${this.runs}`);
  }
}
function lazy(query) {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
  try {
    return query;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function lazyAsync(query) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
  try {
    return __uno.$returnedAsync(__uno_span, query);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
class Special extends Promise {
}
function subclass() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
  try {
    return __uno.$returned(__uno_span, Special.resolve("special promise"));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function overridden() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
  try {
    const promise = Promise.resolve("dropped promise");
    try {
      return promise;
    } finally {
      return "finally wins";
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function run() {
  const log = [load(1) === load(1), await load(1), await outer(1)];
  log.push(await rejects().catch((error) => error.message));
  const promise = cancellable();
  log.push(promise.cancel?.(), await promise);
  const query = new Query();
  log.push(lazy(query) === query, query.runs, await lazy(query), query.runs);
  const other = new Query();
  log.push(await lazyAsync(other), other.runs);
  const special = subclass();
  log.push(special instanceof Special, await special, overridden());
  return log;
}
export {
  run
};
