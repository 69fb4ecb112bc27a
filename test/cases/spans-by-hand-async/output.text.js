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
import { setTimeout as sleep } from "node:timers/promises";
import { getCurrentSpan, getTracer } from "uno-trace/runtime";
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
async function job(name, time) {
  const __uno_span = __uno.$scope();
  try {
    return await __uno.$leave(__uno_span, (0, { job: async () => {
      var _stack = [];
      try {
        const span = __using(_stack, tracer.createSpan(name));
        mark(`${name} begins`);
        await sleep(time);
        mark(`${name} goes on`);
        span.setAttribute("time", time);
        return `${name} with using`;
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        __callDispose(_stack, _error, _hasError);
      }
    } }.job)());
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function inFinally(name) {
  const __uno_span = __uno.$scope();
  try {
    const span = getTracer().createSpan(name);
    try {
      mark(`${name} begins`);
      return __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, sleep(3, `${name} with end()`)));
    } finally {
      __uno.$resume(__uno_span);
      mark(`${name} ends`);
      span.end();
    }
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function later(name) {
  const __uno_span = __uno.$scope();
  try {
    return await __uno.$leave(__uno_span, (0, { later: async () => {
      var _stack = [];
      try {
        const span = __using(_stack, tracer.createSpan(name), true);
        mark(`${name} begins`);
        await null;
        mark(`${name} goes on`);
        return span.name === name || "tracing is off";
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    } }.later)());
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function fails(name) {
  const __uno_span = __uno.$scope();
  try {
    const span = tracer.createSpan(name);
    try {
      __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, sleep(2)));
      throw new Error("it failed");
    } catch (error) {
      __uno.$resume(__uno_span);
      mark(`${name} catches`);
      span.recordException(error);
      throw error;
    } finally {
      __uno.$resume(__uno_span);
      span.end();
    }
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function rejected(name) {
  const __uno_span = __uno.$scope();
  try {
    return await __uno.$leave(__uno_span, (0, { rejected: async () => {
      try {
        var _stack = [];
        try {
          const _2 = __using(_stack, tracer.createSpan(name));
          await Promise.reject(new Error("refused"));
        } catch (_) {
          var _error = _, _hasError = true;
        } finally {
          __callDispose(_stack, _error, _hasError);
        }
      } catch (error) {
        mark(`${name} is over`);
        return error.message;
      }
    } }.rejected)());
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function eachItem(name) {
  const __uno_span = __uno.$scope();
  try {
    const __uno_arguments = arguments;
    return await __uno.$leave(__uno_span, (0, { eachItem: async () => {
      var _stack = [];
      try {
        const _ = __using(_stack, tracer.createSpan(name));
        for await (const item of [sleep(1, "first"), sleep(1, "second")]) mark(`${name} ${item}`);
        return __uno_arguments.length;
      } catch (_2) {
        var _error = _2, _hasError = true;
      } finally {
        __callDispose(_stack, _error, _hasError);
      }
    } }.eachItem)());
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function neverWaits(name) {
  const __uno_span = __uno.$scope();
  try {
    const span = tracer.createSpan(name);
    return sleep(2).finally(() => span.end());
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function nested(name) {
  const __uno_span = __uno.$scope();
  try {
    return await __uno.$leave(__uno_span, (0, { nested: async () => {
      var _stack2 = [];
      try {
        await sleep(1);
        const _ = __using(_stack2, tracer.createSpan(name));
        await sleep(1);
        {
          var _stack = [];
          try {
            const _4 = __using(_stack, tracer.createSpan(`${name}, inner`));
            await sleep(1);
            mark(`${name}, inside of both`);
          } catch (_2) {
            var _error = _2, _hasError = true;
          } finally {
            __callDispose(_stack, _error, _hasError);
          }
        }
        mark(`${name}, inside of one`);
      } catch (_3) {
        var _error2 = _3, _hasError2 = true;
      } finally {
        __callDispose(_stack2, _error2, _hasError2);
      }
    } }.nested)());
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
class Jobs {
  tracer = tracer;
  async method(name) {
    const __uno_span = __uno.$scope();
    try {
      const span = this.tracer?.createSpan(name);
      __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, sleep(1)));
      mark(`${name} goes on`);
      span.end();
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
  arrow = async (name) => {
    const __uno_span = __uno.$scope();
    try {
      const span = this.tracer["createSpan"](name);
      __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, sleep(1)));
      span.end();
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  };
}
const { createSpan, createSpan: make } = tracer;
const destructured = async (name) => {
  const __uno_span = __uno.$scope();
  try {
    return await __uno.$leave(__uno_span, (0, { destructured: async () => {
      var _stack = [];
      try {
        const _ = __using(_stack, createSpan(name));
        await sleep(1);
        mark(`${name} goes on`);
      } catch (_2) {
        var _error = _2, _hasError = true;
      } finally {
        __callDispose(_stack, _error, _hasError);
      }
    } }.destructured)());
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
};
const renamed = async (name) => {
  const __uno_span = __uno.$scope();
  try {
    const span = make(name);
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, sleep(1)));
    span.end();
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
};
const expression = async (name) => {
  const __uno_span = __uno.$scope();
  try {
    return tracer.createSpan(name).end(), __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, sleep(1, `${name} ended`)));
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
};
async function leftOpen(name) {
  const __uno_span = __uno.$scope();
  try {
    return tracer.createSpan(name);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function leftAlone(name) {
  var _stack = [];
  try {
    const _ = __using(_stack, tracer.createSpan(name));
    await sleep(1);
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}
const current = () => getCurrentSpan()?.name ?? "none";
async function sees() {
  const __uno_span = __uno.$scope();
  try {
    const before = current();
    const span = tracer.createSpan("seen");
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
    span.end();
    return before === current();
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function run() {
  await job("first of all", 1);
  await sleep(30);
  return tracer.withSpan("all", all);
}
async function all() {
  const log = [];
  const tell = async (work) => log.push(await work);
  const begin = [
    job("slow job", 12),
    job("fast job", 6),
    inFinally("in finally"),
    later("await using"),
    fails("fails"),
    rejected("rejected"),
    eachItem("for await"),
    neverWaits("never waits"),
    nested("nested"),
    new Jobs().method("method"),
    new Jobs().arrow("arrow"),
    destructured("destructured"),
    renamed("renamed"),
    expression("expression")
  ];
  mark("beside the jobs");
  await Promise.all(begin.map(async (work, index) => {
    log[index] = await work.catch(String);
  }));
  (await leftOpen("left open")).end();
  await tell(tracer.withSpan("around", sees));
  await tell(Promise.all(["first task", "second task"].map(async (name) => {
    const __uno_span = __uno.$scope();
    try {
      return await __uno.$leave(__uno_span, (async () => {
        var _stack = [];
        try {
          const _ = __using(_stack, tracer.createSpan(name));
          await sleep(1);
          mark(`${name} goes on`);
        } catch (_2) {
          var _error = _2, _hasError = true;
        } finally {
          __callDispose(_stack, _error, _hasError);
        }
      })());
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  })));
  mark("behind the jobs");
  await leftAlone("left alone");
  return log;
}
export {
  run
};
