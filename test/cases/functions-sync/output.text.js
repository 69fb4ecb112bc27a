import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "add", "fn": "add", "kind": 0, "file": "input.ts", "line": 2, "column": 8 };
}
function __uno_1() {
  return { "name": "outer", "fn": "outer", "kind": 0, "file": "input.ts", "line": 7, "column": 1 };
}
function __uno_2() {
  return { "name": "inner", "fn": "inner", "kind": 0, "file": "input.ts", "line": 9, "column": 3 };
}
function __uno_3() {
  return { "name": "expression", "fn": "expression", "kind": 0, "file": "input.ts", "line": 17, "column": 20 };
}
function __uno_4() {
  return { "name": "own", "fn": "own", "kind": 0, "file": "input.ts", "line": 22, "column": 15 };
}
function __uno_5() {
  return { "name": "throws", "fn": "throws", "kind": 0, "file": "input.ts", "line": 27, "column": 1 };
}
function __uno_6() {
  return { "name": "finallyWins", "fn": "finallyWins", "kind": 0, "file": "input.ts", "line": 32, "column": 1 };
}
function __uno_7() {
  return { "name": "breaksOut", "fn": "breaksOut", "kind": 0, "file": "input.ts", "line": 42, "column": 1 };
}
function add(a, b = 2) {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
  try {
    return a + b;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function outer(...rest) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    let inner = function(n) {
      const __uno_span2 = __uno.$state.on ? __uno.$start(__uno_2) : void 0;
      try {
        if (n > 2) return `big ${n}`;
        return "small one";
      } catch (__uno_error) {
        throw __uno.$fail(__uno_span2, __uno_error);
      } finally {
        __uno_span2 && __uno.$exit(__uno_span2);
      }
    };
    return __uno.$returned(__uno_span, rest.map(inner).join());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
const expression = function(a) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
  try {
    return [arguments.length, a, new.target === void 0];
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
};
const named = function own(n) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
  try {
    return n <= 1 ? 1 : n * own(n - 1);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
};
function throws() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
  try {
    throw new RangeError("thrown by throws");
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function finallyWins() {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_6) : void 0;
  try {
    try {
      return "from the try block";
    } finally {
      return "from the finally block";
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function breaksOut() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
  try {
    const seen = [];
    outer: for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        if (j === 1) continue outer;
        if (i === 2) break outer;
        seen.push(i * 10 + j);
      }
    }
    return seen;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function run() {
  const log = [add(1), outer.call(null, 1, 2, 3), expression.call(null, 5), named(3), finallyWins(), breaksOut()];
  try {
    throws();
  } catch (error) {
    log.push(error.message);
  }
  log.push([add, outer, expression, named].map((fn) => [fn.name, fn.length]));
  return log;
}
export {
  add,
  run
};
