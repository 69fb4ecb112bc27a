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
import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "closing", "fn": "closing", "kind": 0, "file": "input.ts", "line": 4, "column": 1 };
}
function __uno_1() {
  return { "name": "sync", "fn": "sync", "kind": 0, "file": "input.ts", "line": 22, "column": 1 };
}
function __uno_2() {
  return { "name": "items", "fn": "items", "kind": 0, "file": "input.ts", "line": 30, "column": 1 };
}
function __uno_3() {
  return { "name": "pages", "fn": "pages", "kind": 0, "file": "input.ts", "line": 37, "column": 1 };
}
function __uno_4() {
  return { "name": "fails", "fn": "fails", "kind": 0, "file": "input.ts", "line": 44, "column": 1 };
}
function __uno_5() {
  return { "name": "later", "fn": "later", "kind": 0, "file": "input.ts", "line": 50, "column": 1 };
}
const log = [];
function closing() {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
  try {
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
class Handle {
  constructor(name) {
    this.name = name;
    log.push(`open ${name}`);
  }
  name;
  [Symbol.dispose]() {
    log.push(`close ${this.name}`);
    closing();
  }
  async [Symbol.asyncDispose]() {
    await null;
    closing();
    log.push(`closed later ${this.name}`);
  }
}
function sync() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    var _stack = [];
    try {
      const a = __using(_stack, new Handle("first handle"));
      const b = __using(_stack, new Handle("second handle"));
      log.push(`use ${a.name} ${b.name}`);
      return "sync with resources";
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      __callDispose(_stack, _error, _hasError);
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* items() {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_2) : void 0;
  try {
    return yield* __uno.$drive(__uno_span, { items: function* () {
      var _stack = [];
      try {
        const handle = __using(_stack, new Handle("handle of a generator"));
        yield handle.name;
        yield "never asked for";
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        __callDispose(_stack, _error, _hasError);
      }
    } }.items, this);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function* pages() {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
  try {
    yield* __uno.$driveAsync(__uno_span, { pages: async function* () {
      var _stack = [];
      try {
        const handle = __using(_stack, new Handle("handle of an async generator"), true);
        yield handle.name;
        yield "never asked for either";
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    } }.pages, this);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function fails() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
  try {
    return await __uno.$leave(__uno_span, (0, { fails: async () => {
      var _stack = [];
      try {
        const a = __using(_stack, new Handle("handle of one that fails"), true);
        throw new Error(`failed with ${a.name}`);
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    } }.fails)());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function later() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
  try {
    return await __uno.$leave(__uno_span, (0, { later: async () => {
      var _stack = [];
      try {
        const a = __using(_stack, new Handle("async handle"), true);
        log.push(`use ${a.name}`);
        return "async with resources";
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    } }.later)());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function run() {
  const results = [sync(), await later()];
  for (const item of items()) {
    results.push(item);
    break;
  }
  for await (const page of pages()) {
    results.push(page);
    break;
  }
  results.push(await fails().catch((error) => error.message));
  closing();
  return [...results, log];
}
export {
  run
};
