const __uno = require("uno-trace/abi");
function __uno_0() {
  return { "name": "mapped", "fn": "mapped", "kind": 0, "file": "input.cjs", "line": 4, "column": 1 };
}
function __uno_1() {
  return { "name": "mappedAsync", "fn": "mappedAsync", "kind": 0, "file": "input.cjs", "line": 11, "column": 1 };
}
function __uno_2() {
  return { "name": "mappedGenerator", "fn": "mappedGenerator", "kind": 0, "file": "input.cjs", "line": 19, "column": 1 };
}
function __uno_3() {
  return { "name": "sloppyThis", "fn": "sloppyThis", "kind": 0, "file": "input.cjs", "line": 26, "column": 1 };
}
function __uno_4() {
  return { "name": "strictThis", "fn": "strictThis", "kind": 0, "file": "input.cjs", "line": 31, "column": 1 };
}
function __uno_5() {
  return { "name": "blocks", "fn": "blocks", "kind": 0, "file": "input.cjs", "line": 37, "column": 1 };
}
function __uno_6() {
  return { "name": "blockOver", "fn": "blockOver", "kind": 0, "file": "input.cjs", "line": 48, "column": 1 };
}
function __uno_7() {
  return { "name": "evaluates", "fn": "evaluates", "kind": 0, "file": "input.cjs", "line": 61, "column": 1 };
}
function __uno_8() {
  return { "name": "overArguments", "fn": "overArguments", "kind": 0, "file": "input.cjs", "line": 70, "column": 1 };
}
function __uno_9() {
  return { "name": "waitsInWith", "fn": "waitsInWith", "kind": 0, "file": "input.cjs", "line": 78, "column": 1 };
}
function __uno_10() {
  return { "name": "yieldsInWith", "fn": "yieldsInWith", "kind": 0, "file": "input.cjs", "line": 86, "column": 1 };
}
function __uno_11() {
  return { "name": "returnsInWith", "fn": "returnsInWith", "kind": 0, "file": "input.cjs", "line": 94, "column": 1 };
}
function __uno_12() {
  return { "name": "implicitGlobal", "fn": "implicitGlobal", "kind": 0, "file": "input.cjs", "line": 101, "column": 1 };
}
function __uno_13() {
  return { "name": "assigned", "fn": "assigned", "kind": 0, "file": "input.cjs", "line": 107, "column": 20 };
}
function __uno_14() {
  return { "name": "hello", "fn": "hello", "kind": 0, "file": "input.cjs", "line": 117, "column": 23 };
}
var log = [];
function mapped(a, b) {
  const __uno_span2 = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
  try {
    arguments[0] = "changed through arguments";
    b = "changed through b";
    return [a, arguments[1], arguments.length, typeof arguments.callee];
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span2, __uno_error);
  } finally {
    __uno_span2 && __uno.$exit(__uno_span2);
  }
}
async function mappedAsync(a) {
  const __uno_span2 = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    arguments[0] = "changed in async";
    __uno.$resume(__uno_span2, await __uno.$suspend(__uno_span2, null));
    a += "!";
    return [a, arguments[0]];
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span2, __uno_error);
  } finally {
    __uno_span2 && __uno.$exit(__uno_span2);
  }
}
function* mappedGenerator(a) {
  const __uno_span2 = __uno.$state.on ? __uno.$enterGenerator(__uno_2) : void 0;
  if (!__uno_span2) {
    arguments[0] = "changed in generator";
    yield a;
    yield arguments[0];
  } else try {
    arguments[0] = "changed in generator";
    __uno.$resume(__uno_span2, yield __uno.$yields(__uno_span2, a));
    __uno.$resume(__uno_span2, yield __uno.$yields(__uno_span2, arguments[0]));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span2, __uno_error);
  } finally {
    __uno_span2 && __uno.$exit(__uno_span2);
  }
}
function sloppyThis() {
  const __uno_span2 = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
  try {
    return this === globalThis;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span2, __uno_error);
  } finally {
    __uno_span2 && __uno.$exit(__uno_span2);
  }
}
function strictThis() {
  "use strict";
  const __uno_span2 = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
  try {
    return this === void 0;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span2, __uno_error);
  } finally {
    __uno_span2 && __uno.$exit(__uno_span2);
  }
}
function blocks(flag) {
  const __uno_span2 = __uno.$state.on ? __uno.$start(__uno_5) : void 0;
  try {
    var before2 = typeof inner;
    if (flag) {
      let inner2 = function() {
        return "annex b";
      };
      var inner = inner2;
    }
    return [before2, typeof inner];
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span2, __uno_error);
  } finally {
    __uno_span2 && __uno.$exit(__uno_span2);
  }
}
function blockOver() {
  const __uno_span2 = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
  try {
    var inner = function() {
      return "top level inner";
    };
    {
      let inner2 = function() {
        return "block inner";
      };
      var inner = inner2;
    }
    return __uno.$returned(__uno_span2, inner());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span2, __uno_error);
  } finally {
    __uno_span2 && __uno.$exit(__uno_span2);
  }
}
function evaluates(code) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
  try {
    var declared = function() {
      return "declared function";
    };
    var local = "local variable";
    return [eval(code), declared()];
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function overArguments() {
  const __uno_span2 = __uno.$state.on ? __uno.$enter(__uno_8) : void 0;
  try {
    var arguments2 = function() {
      return "own arguments";
    };
    return __uno.$returned(__uno_span2, arguments2());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span2, __uno_error);
  } finally {
    __uno_span2 && __uno.$exit(__uno_span2);
  }
}
async function waitsInWith(scope) {
  const __uno_span2 = __uno.$state.on ? __uno.$enter(__uno_9) : void 0;
  try {
    return await __uno.$leave(__uno_span2, (0, { waitsInWith: async () => {
      with (scope) {
        await before;
        return after;
      }
    } }.waitsInWith)());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span2, __uno_error);
  } finally {
    __uno_span2 && __uno.$exit(__uno_span2);
  }
}
function* yieldsInWith(scope) {
  const __uno_span2 = __uno.$state.on ? __uno.$start(__uno_10) : void 0;
  try {
    return yield* __uno.$drive(__uno_span2, { yieldsInWith: function* () {
      with (scope) {
        yield before;
        yield after;
      }
    } }.yieldsInWith, this);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span2, __uno_error);
  } finally {
    __uno_span2 && __uno.$exit(__uno_span2);
  }
}
function returnsInWith(scope) {
  const __uno_span2 = __uno.$state.on ? __uno.$enter(__uno_11) : void 0;
  try {
    with (scope) {
      return promised();
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span2, __uno_error);
  } finally {
    __uno_span2 && __uno.$exit(__uno_span2);
  }
}
function implicitGlobal() {
  const __uno_span2 = __uno.$state.on ? __uno.$enter(__uno_12) : void 0;
  try {
    leaked = "implicit global";
    return delete globalThis.leaked;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span2, __uno_error);
  } finally {
    __uno_span2 && __uno.$exit(__uno_span2);
  }
}
exports.assigned = function() {
  const __uno_span2 = __uno.$state.on ? __uno.$start(__uno_13) : void 0;
  try {
    return "assigned to exports";
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span2, __uno_error);
  } finally {
    __uno_span2 && __uno.$exit(__uno_span2);
  }
};
function Old(name) {
  if (!(this instanceof Old)) return new Old(name);
  this.name = name;
}
Old.prototype.hello = function hello() {
  const __uno_span2 = __uno.$state.on ? __uno.$enter(__uno_14) : void 0;
  try {
    return "hello " + this.name;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span2, __uno_error);
  } finally {
    __uno_span2 && __uno.$exit(__uno_span2);
  }
};
exports.run = async function() {
  log.push(mapped(1, 2), await mappedAsync("x"), [...mappedGenerator(1)], sloppyThis(), strictThis());
  log.push(blocks(true), blocks(false), blockOver(), evaluates("local"), evaluates("typeof declared"));
  const values = { before: "before", after: "after", promised: async () => "promised" };
  const scope = new Proxy(values, { has: (_, key) => key in values || /^_{2}/.test(String(key)) });
  log.push(await waitsInWith(scope), [...yieldsInWith(scope)], await returnsInWith(scope));
  log.push(overArguments(), implicitGlobal(), exports.assigned(), Old("old").hello());
  return log;
};
