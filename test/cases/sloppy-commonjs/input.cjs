var log = [];

// @trace
function mapped(a, b) {
  arguments[0] = "changed through arguments";
  b = "changed through b";
  return [a, arguments[1], arguments.length, typeof arguments.callee];
}

// @trace
async function mappedAsync(a) {
  arguments[0] = "changed in async";
  await null;
  a += "!";
  return [a, arguments[0]];
}

// @trace
function* mappedGenerator(a) {
  arguments[0] = "changed in generator";
  yield a;
  yield arguments[0];
}

// @trace
function sloppyThis() {
  return this === globalThis;
}

// @trace
function strictThis() {
  "use strict";
  return this === undefined;
}

// @trace
function blocks(flag) {
  var before = typeof inner;
  if (flag) {
    function inner() {
      return "annex b";
    }
  }
  return [before, typeof inner];
}

// @trace
function blockOver() {
  function inner() {
    return "top level inner";
  }
  {
    function inner() {
      return "block inner";
    }
  }
  return inner();
}

// @trace
function evaluates(code) {
  var local = "local variable";
  function declared() {
    return "declared function";
  }
  return [eval(code), declared()];
}

// @trace
function overArguments() {
  function arguments() {
    return "own arguments";
  }
  return arguments();
}

// @trace
async function waitsInWith(scope) {
  with (scope) {
    await before;
    return after;
  }
}

// @trace
function* yieldsInWith(scope) {
  with (scope) {
    yield before;
    yield after;
  }
}

// @trace
function returnsInWith(scope) {
  with (scope) {
    return promised();
  }
}

// @trace
function implicitGlobal() {
  leaked = "implicit global";
  return delete globalThis.leaked;
}

// @trace
exports.assigned = function () {
  return "assigned to exports";
};

function Old(name) {
  if (!(this instanceof Old)) return new Old(name);
  this.name = name;
}

// @trace
Old.prototype.hello = function hello() {
  return "hello " + this.name;
};

exports.run = async function () {
  log.push(mapped(1, 2), await mappedAsync("x"), [...mappedGenerator(1)], sloppyThis(), strictThis());
  log.push(blocks(true), blocks(false), blockOver(), evaluates("local"), evaluates("typeof declared"));
  // What generated code could take for its own.
  const values = { before: "before", after: "after", promised: async () => "promised" };
  const scope = new Proxy(values, { has: (_, key) => key in values || /^_{2}/.test(String(key)) });
  log.push(await waitsInWith(scope), [...yieldsInWith(scope)], await returnsInWith(scope));
  log.push(overArguments(), implicitGlobal(), exports.assigned(), Old("old").hello());
  return log;
};
