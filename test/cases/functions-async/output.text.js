import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "load", "fn": "load", "kind": 0, "file": "input.ts", "line": 5, "column": 1 };
}
function __uno_1() {
  return { "name": "loadAll", "fn": "loadAll", "kind": 0, "file": "input.ts", "line": 12, "column": 1 };
}
function __uno_2() {
  return { "name": "fails", "fn": "fails", "kind": 0, "file": "input.ts", "line": 18, "column": 1 };
}
function __uno_3() {
  return { "name": "failsAtOnce", "fn": "failsAtOnce", "kind": 0, "file": "input.ts", "line": 24, "column": 1 };
}
function __uno_4() {
  return { "name": "catches", "fn": "catches", "kind": 0, "file": "input.ts", "line": 29, "column": 1 };
}
function __uno_5() {
  return { "name": "badDefault", "fn": "badDefault", "kind": 0, "file": "input.ts", "line": 40, "column": 1 };
}
function __uno_6() {
  return { "name": "returnsPromise", "fn": "returnsPromise", "kind": 0, "file": "input.ts", "line": 45, "column": 1 };
}
function __uno_7() {
  return { "name": "Service.greet", "fn": "Service.greet", "kind": 0, "file": "input.ts", "line": 52, "column": 9 };
}
function __uno_8() {
  return { "name": "Loud.greet", "fn": "Loud.greet", "kind": 0, "file": "input.ts", "line": 60, "column": 18 };
}
function __uno_9() {
  return { "name": "Settled.greet", "fn": "Settled.greet", "kind": 0, "file": "input.ts", "line": 68, "column": 18 };
}
function __uno_10() {
  return { "name": "Settled.answer", "fn": "Settled.answer", "kind": 0, "file": "input.ts", "line": 74, "column": 16, "result": [""] };
}
function __uno_11() {
  return { "name": "moved", "fn": "moved", "kind": 0, "file": "input.ts", "line": 80, "column": 1 };
}
const log = [];
const tick = () => new Promise((resolve) => setImmediate(resolve));
async function load(id) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
  try {
    log.push(`load ${id}`);
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, tick()));
    return `row ${id}`;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function loadAll(...ids) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    const rows = __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, Promise.all(ids.map((id) => load(id)))));
    return __uno.$returnedAsync(__uno_span, rows.join());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function fails() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
  try {
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, tick()));
    throw new TypeError("failed later");
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function failsAtOnce() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
  try {
    throw new TypeError("failed at once");
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function catches() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
  try {
    try {
      return __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, fails()));
    } catch (error) {
      __uno.$resume(__uno_span);
      return __uno.$returnedAsync(__uno_span, error.message, true);
    } finally {
      __uno.$resume(__uno_span);
      log.push("finally");
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function badDefault(a = JSON.parse("{ bad")) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
  try {
    return __uno.$returnedAsync(__uno_span, a);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function returnsPromise() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
  try {
    return __uno.$returnedAsync(__uno_span, load(9));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
class Service {
  greeting = "hello there";
  // @trace
  async greet(name) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
    try {
      __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, tick()));
      return `${this.greeting} ${name} ${arguments.length}`;
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
}
class Loud extends Service {
  // @trace
  async greet(name) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_8) : void 0;
    try {
      const quiet = __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, super.greet(name)));
      return __uno.$returnedAsync(__uno_span, quiet.toUpperCase());
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
}
class Settled extends Service {
  // @trace
  async greet(name) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_9) : void 0;
    try {
      log.push(`synchronously ${name} ${arguments.length} ${new.target === void 0} ${super.greet.name}`);
      if (name === "") throw new RangeError("no name");
      return `settled ${name}`;
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
  // @trace result
  static async answer() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_10) : void 0;
    try {
      return __uno.$returnedAsync(__uno_span, 42);
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
}
async function moved(..._all) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_11) : void 0;
  try {
    const __uno_arguments = arguments;
    return await __uno.$leave(__uno_span, (0, { moved: async () => {
      for await (const _ of [1]) ;
      return __uno_arguments.length;
    } }.moved)());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function run() {
  const settled = new Settled().greet("one");
  log.push("after the call");
  log.push(await settled, settled instanceof Promise, await Settled.answer());
  log.push(await new Settled().greet("").catch((error) => error.name));
  log.push(await loadAll(1, 2), await catches(), await new Loud().greet("you"), await returnsPromise(), await moved(1, 2, 3));
  for (const bad of [failsAtOnce(), badDefault()]) log.push(await bad.catch((error) => error.name));
  log.push([load, fails, catches].map((fn) => [fn.name, fn.length, fn.constructor.name, "prototype" in fn].join()));
  return log;
}
export {
  run
};
