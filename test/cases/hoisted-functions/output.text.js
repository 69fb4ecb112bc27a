import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "calledBefore", "fn": "calledBefore", "kind": 0, "file": "input.js", "line": 2, "column": 8 };
}
function __uno_1() {
  return { "name": "declaredTwice", "fn": "declaredTwice", "kind": 0, "file": "input.js", "line": 10, "column": 1 };
}
function __uno_2() {
  return { "name": "besideVar", "fn": "besideVar", "kind": 0, "file": "input.js", "line": 21, "column": 1 };
}
function __uno_3() {
  return { "name": "overParameter", "fn": "overParameter", "kind": 0, "file": "input.js", "line": 30, "column": 1 };
}
function __uno_4() {
  return { "name": "directly", "fn": "directly", "kind": 0, "file": "input.js", "line": 36, "column": 1 };
}
function __uno_5() {
  return { "name": "behindPrologue", "fn": "behindPrologue", "kind": 0, "file": "input.js", "line": 39, "column": 1 };
}
function __uno_6() {
  return { "name": "seesLexical", "fn": "seesLexical", "kind": 0, "file": "input.js", "line": 45, "column": 1 };
}
function __uno_7() {
  return { "name": "generator", "fn": "generator", "kind": 0, "file": "input.js", "line": 56, "column": 1 };
}
function __uno_8() {
  return { "name": "early", "fn": "early", "kind": 0, "file": "input.js", "line": 83, "column": 1 };
}
function calledBefore() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
  try {
    let helper = function() {
      return "hoisted helper";
    };
    return __uno.$returned(__uno_span, helper());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function declaredTwice() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    var twice = function() {
      return "first of two";
    };
    var twice = function() {
      return "second of two";
    };
    return __uno.$returned(__uno_span, twice());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function besideVar() {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_2) : void 0;
  try {
    var f = function() {
    };
    var f;
    const before = typeof f;
    f = "assigned";
    return [before, f];
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function overParameter(a) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
  try {
    var a = function(x, y) {
    };
    return [typeof a, a.length];
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function directly(a) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
  try {
    var a = function() {
      return "directly behind the brace";
    };
    var b = function() {
      return 1;
    };
    var b = function() {
      return "last b wins";
    };
    return [a(), b()];
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function behindPrologue(a) {
  "use strict";
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
  try {
    var a = function() {
      return "behind a prologue";
    };
    return __uno.$returned(__uno_span, a());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function seesLexical() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
  try {
    let g = function() {
      return x;
    };
    const x = "lexical x";
    let f;
    return __uno.$returned(__uno_span, g());
    async function* unused() {
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* generator(a) {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_7) : void 0;
  try {
    var g = function() {
      return "from the generator";
    };
    var g = function() {
      return "second in the generator";
    };
    var a;
    __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, typeof a));
    __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, g()));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function run() {
  return [
    calledBefore(),
    declaredTwice(),
    besideVar(),
    overParameter(1),
    directly(1),
    behindPrologue(1),
    seesLexical(),
    [...generator(3)],
    early()
  ];
}
function early() {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_8) : void 0;
  try {
    return "declared last";
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
export {
  calledBefore,
  run
};
