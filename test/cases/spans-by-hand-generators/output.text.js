var __knownSymbol = (name, symbol) => (symbol = Symbol[name]) ? symbol : /* @__PURE__ */ Symbol.for("Symbol." + name);
var __typeError = (msg) => {
  throw TypeError(msg);
};
var __using = (stack, value, async) => {
  if (value != null) {
    if (typeof value !== "object" && typeof value !== "function") __typeError("Object expected");
    var dispose, inner2;
    if (async) dispose = value[__knownSymbol("asyncDispose")];
    if (dispose === void 0) {
      dispose = value[__knownSymbol("dispose")];
      if (async) inner2 = dispose;
    }
    if (typeof dispose !== "function") __typeError("Object not disposable");
    if (inner2) dispose = function() {
      try {
        inner2.call(this);
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
function* stays(name) {
  const __uno_span = __uno.$scope();
  if (!__uno_span) {
    mark(`${name} begins`);
    const span = tracer.createSpan(name);
    try {
      yield "one";
      mark(`${name} goes on`);
      yield "two";
    } finally {
      mark(`${name} ends`);
      span.end();
    }
    yield "after its end";
    mark(`${name} is over`);
  } else try {
    mark(`${name} begins`);
    const span = tracer.createSpan(name);
    try {
      __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "one"));
      mark(`${name} goes on`);
      __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "two"));
    } finally {
      __uno.$resume(__uno_span);
      mark(`${name} ends`);
      span.end();
    }
    __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "after its end"));
    mark(`${name} is over`);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* moves(name) {
  const __uno_span = __uno.$scope();
  try {
    return yield* __uno.$drive(__uno_span, { moves: function* () {
      mark(`${name} begins`);
      {
        var _stack = [];
        try {
          const _2 = __using(_stack, tracer.createSpan(name));
          yield __uno.$keep(__uno_span, "one");
          mark(`${name} goes on`);
          yield* __uno.$keep(__uno_span, ["two", "three"]);
          mark(`${name} has delegated`);
          yield __uno.$keep(__uno_span, super_());
        } catch (_) {
          var _error = _, _hasError = true;
        } finally {
          __callDispose(_stack, _error, _hasError);
        }
      }
      yield __uno.$keep(__uno_span, "after its end");
      mark(`${name} is over`);
    } }.moves, this);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
const super_ = () => "four";
async function* pages(name) {
  const __uno_span = __uno.$scope();
  try {
    yield* __uno.$driveAsync(__uno_span, { pages: async function* () {
      mark(`${name} begins`);
      {
        var _stack = [];
        try {
          const _2 = __using(_stack, tracer.createSpan(name));
          yield __uno.$keep(__uno_span, "one");
          mark(`${name} goes on`);
          await sleep(1);
          yield __uno.$keep(__uno_span);
          mark(`${name} goes on again`);
          for await (const page of [sleep(1, "two")]) yield __uno.$keep(__uno_span, page);
          yield* __uno.$keep(__uno_span, inner());
          mark(`${name} has delegated`);
        } catch (_) {
          var _error = _, _hasError = true;
        } finally {
          __callDispose(_stack, _error, _hasError);
        }
      }
      yield __uno.$keep(__uno_span, "after its end");
      mark(`${name} is over`);
    } }.pages, this);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function* inner() {
  mark("delegated to");
  yield "three";
}
async function* small(name) {
  const __uno_span = __uno.$scope();
  if (!__uno_span) {
    const span = tracer.createSpan(name);
    yield span.name === "" || mark(`${name} inside`);
    span.end();
  } else try {
    yield* __uno.$driveAsync(__uno_span, { small: async function* () {
      const span = tracer.createSpan(name);
      yield __uno.$keep(__uno_span, span.name === "" || mark(`${name} inside`));
      span.end();
    } }.small, this);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
class Reader {
  lines = ["first line", "second line"];
  *[Symbol.iterator]() {
    const __uno_span = __uno.$scope();
    try {
      return yield* __uno.$drive(__uno_span, { "[Symbol.iterator]": function* () {
        var _stack = [];
        try {
          const _ = __using(_stack, tracer.createSpan("reader"));
          for (const line of this.lines) yield __uno.$keep(__uno_span, line);
        } catch (_2) {
          var _error = _2, _hasError = true;
        } finally {
          __callDispose(_stack, _error, _hasError);
        }
      } }["[Symbol.iterator]"], this);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
}
function withEach(items, log) {
  const iterator = items[Symbol.iterator]();
  for (let round = 1; ; round++) {
    const done = tracer.withSpan(`round ${round}`, () => {
      const { value, done: done2 } = iterator.next();
      mark("in the round");
      log.push(value);
      return done2;
    });
    if (done) return;
  }
}
const run = () => tracer.withSpan("all", all);
async function all() {
  const log = [];
  for (const item of stays("stays")) log.push(mark(`stays, item ${item}`));
  for (const item of stays("left early")) {
    log.push(mark(`left early, item ${item}`));
    break;
  }
  for (const item of moves("moves")) log.push(mark(`moves, item ${item}`));
  withEach(stays("stays in rounds"), log);
  withEach(moves("moves in rounds"), log);
  for await (const page of pages("pages")) log.push(mark(`page ${page}`));
  for await (const page of pages("pages left early")) {
    log.push(mark(`left early, page ${page}`));
    if (page === "one") break;
  }
  for await (const item of small("small")) log.push(typeof item);
  log.push(...new Reader());
  mark("behind all");
  return log;
}
export {
  run
};
