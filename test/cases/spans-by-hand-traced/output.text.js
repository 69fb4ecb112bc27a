var __knownSymbol = (name, symbol) => (symbol = Symbol[name]) ? symbol : /* @__PURE__ */ Symbol.for("Symbol." + name);
var __typeError = (msg) => {
  throw TypeError(msg);
};
var __using = (stack, value, async) => {
  if (value != null) {
    if (typeof value !== "object" && typeof value !== "function") __typeError("Object expected");
    var dispose, inner;
    if (async) dispose = value[__knownSymbol("asyncDispose")];
    if (dispose === void 0) {
      dispose = value[__knownSymbol("dispose")];
      if (async) inner = dispose;
    }
    if (typeof dispose !== "function") __typeError("Object not disposable");
    if (inner) dispose = function() {
      try {
        inner.call(this);
      } catch (e) {
        return Promise.reject(e);
      }
    };
    stack.push([async, dispose, value]);
  } else if (async) {
    stack.push([async]);
  }
  return value;
};
var __callDispose = (stack, error, hasError) => {
  var E = typeof SuppressedError === "function" ? SuppressedError : function(e, s, m, _) {
    return _ = Error(m), _.name = "SuppressedError", _.error = e, _.suppressed = s, _;
  };
  var fail = (e) => error = hasError ? new E(e, error, "An error was suppressed during disposal") : (hasError = true, e);
  var next = (it) => {
    while (it = stack.pop()) {
      try {
        var result = it[1] && it[1].call(it[2]);
        if (it[0]) return Promise.resolve(result).then(next, (e) => (fail(e), next()));
      } catch (e) {
        fail(e);
      }
    }
    if (hasError) throw error;
  };
  return next();
};
import * as __uno from "uno-trace/abi-2";
import "uno-trace/abi";
function __uno_0() {
  return { "name": "mark", "fn": "mark", "kind": 0, "file": "input.ts", "line": 7, "column": 1, "args": ["label"] };
}
function __uno_1() {
  return { "name": "stays", "fn": "stays", "kind": 0, "file": "input.ts", "line": 12, "column": 1 };
}
function __uno_2() {
  return { "name": "moves", "fn": "moves", "kind": 0, "file": "input.ts", "line": 24, "column": 1 };
}
function __uno_3() {
  return { "name": "items", "fn": "items", "kind": 0, "file": "input.ts", "line": 31, "column": 1 };
}
function __uno_4() {
  return { "name": "delegates", "fn": "delegates", "kind": 0, "file": "input.ts", "line": 41, "column": 1 };
}
function __uno_5() {
  return { "name": "pages", "fn": "pages", "kind": 0, "file": "input.ts", "line": 51, "column": 1 };
}
import { setTimeout as sleep } from "node:timers/promises";
import { getTracer } from "uno-trace/runtime";
const tracer = getTracer();
function mark(label) {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
  try {
    __uno.$capture(__uno_span, label);
    return label;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function stays(name) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    const span = tracer.createSpan(name);
    try {
      __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, sleep(2)));
      mark(`${name} goes on`);
    } finally {
      __uno.$resume(__uno_span);
      span.end();
    }
    mark(`${name} has ended`);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function moves(name) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
  try {
    return await __uno.$leave(__uno_span, (0, { moves: async () => {
      var _stack = [];
      try {
        const _ = __using(_stack, tracer.createSpan(name));
        await sleep(2);
        mark(`${name} goes on`);
      } catch (_2) {
        var _error = _2, _hasError = true;
      } finally {
        __callDispose(_stack, _error, _hasError);
      }
    } }.moves)());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* items(name) {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_3) : void 0;
  if (!__uno_span) {
    const span = tracer.createSpan(name);
    yield 1;
    mark(`${name} after one`);
    yield 2;
    span.end();
    mark(`${name} after two`);
  } else try {
    const span = tracer.createSpan(name);
    __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, 1));
    mark(`${name} after one`);
    __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, 2));
    span.end();
    mark(`${name} after two`);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* delegates(name) {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
  try {
    return yield* __uno.$drive(__uno_span, { delegates: function* () {
      var _stack = [];
      try {
        const _ = __using(_stack, tracer.createSpan(name));
        mark(`${name} before one`);
        yield* __uno.$keep(__uno_span, [1, 2]);
        mark(`${name} after two`);
        yield __uno.$keep(__uno_span, 3);
        mark(`${name} after three`);
      } catch (_2) {
        var _error = _2, _hasError = true;
      } finally {
        __callDispose(_stack, _error, _hasError);
      }
    } }.delegates, this);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function* pages(name) {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_5) : void 0;
  try {
    yield* __uno.$driveAsync(__uno_span, { pages: async function* () {
      var _stack = [];
      try {
        const _ = __using(_stack, tracer.createSpan(name));
        await sleep(1);
        yield __uno.$keep(__uno_span, 1);
        mark(`${name} after one`);
        yield __uno.$keep(__uno_span);
        mark(`${name} after nothing`);
        for await (const page of [sleep(1, 3)]) yield __uno.$keep(__uno_span, page);
        mark(`${name} after three`);
      } catch (_2) {
        var _error = _2, _hasError = true;
      } finally {
        __callDispose(_stack, _error, _hasError);
      }
    } }.pages, this);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function run() {
  const log = [];
  const begin = [stays("first that stays"), stays("second that stays"), moves("moves")];
  mark("beside them");
  await Promise.all(begin);
  for (const item of items("items")) log.push(mark(`item ${item}`));
  for (const item of delegates("delegates")) log.push(mark(`delegated item ${item}`));
  for await (const page of pages("pages")) log.push(mark(`page ${page}`));
  return log;
}
export {
  run
};
