// @trace
export function calledBefore() {
  return helper();
  function helper() {
    return "hoisted helper";
  }
}

// @trace
function declaredTwice() {
  return twice();
  function twice() {
    return "first of two";
  }
  function twice() {
    return "second of two";
  }
}

// @trace
function besideVar() {
  var f;
  const before = typeof f;
  f = "assigned";
  return [before, f];
  function f() {}
}

// @trace
function overParameter(a) {
  return [typeof a, a.length];
  function a(x, y) {}
}

// @trace
function directly(a){function a(){return "directly behind the brace"}function b(){return 1}function b(){return "last b wins"} return [a(), b()]}

// @trace
function behindPrologue(a) {
  "use strict";function a() { return "behind a prologue"; }
  return a();
}

// @trace
function seesLexical() {
  const x = "lexical x";
  let f;
  return g();
  async function* unused() {}
  function g() {
    return x;
  }
}

// @trace
function* generator(a) {
  var a;
  yield typeof a;
  yield g();
  function g() {
    return "from the generator";
  }
  function g() {
    return "second in the generator";
  }
}

export function run() {
  return [
    calledBefore(),
    declaredTwice(),
    besideVar(),
    overParameter(1),
    directly(1),
    behindPrologue(1),
    seesLexical(),
    [...generator(3)],
    early(),
  ];
}

// @trace
function early() {
  return "declared last";
}
