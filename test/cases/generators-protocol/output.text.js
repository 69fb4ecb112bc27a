import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "reenters", "fn": "reenters", "kind": 0, "file": "input.ts", "line": 12, "column": 1 };
}
function __uno_1() {
  return { "name": "echo", "fn": "echo", "kind": 0, "file": "input.ts", "line": 25, "column": 1 };
}
function __uno_2() {
  return { "name": "stubborn", "fn": "stubborn", "kind": 0, "file": "input.ts", "line": 38, "column": 1 };
}
function __uno_3() {
  return { "name": "overrides", "fn": "overrides", "kind": 0, "file": "input.ts", "line": 48, "column": 1 };
}
function __uno_4() {
  return { "name": "throwsInFinally", "fn": "throwsInFinally", "kind": 0, "file": "input.ts", "line": 59, "column": 1 };
}
function __uno_5() {
  return { "name": "delegates", "fn": "delegates", "kind": 0, "file": "input.ts", "line": 68, "column": 1 };
}
function __uno_6() {
  return { "name": "results", "fn": "results", "kind": 0, "file": "input.ts", "line": 91, "column": 1 };
}
function __uno_7() {
  return { "name": "walks", "fn": "walks", "kind": 0, "file": "input.ts", "line": 98, "column": 1 };
}
function __uno_8() {
  return { "name": "thrower", "fn": "thrower", "kind": 0, "file": "input.ts", "line": 108, "column": 1 };
}
function __uno_9() {
  return { "name": "Matrix.[Symbol.iterator]", "fn": "Matrix.[Symbol.iterator]", "kind": 0, "file": "input.ts", "line": 115, "column": 5 };
}
function __uno_10() {
  return { "name": "Matrix.#hidden", "fn": "Matrix.#hidden", "kind": 0, "file": "input.ts", "line": 119, "column": 11 };
}
const log = [];
function attempt(label, work) {
  try {
    log.push([label, work()]);
  } catch (error) {
    log.push([label, error instanceof Error ? `${error.name}: ${error.message}` : error]);
  }
}
function* reenters() {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_0) : void 0;
  if (!__uno_span) {
    for (const method of ["next", "return", "throw"]) {
      try {
        self[method](void 0);
      } catch (error) {
        yield error.message;
      }
    }
    return "reentered";
  } else try {
    for (const method of ["next", "return", "throw"]) {
      try {
        self[method](void 0);
      } catch (error) {
        __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, error.message));
      }
    }
    return "reentered";
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
let self;
function* echo() {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_1) : void 0;
  if (!__uno_span) {
    const seen = [];
    while (seen.length < 3) {
      try {
        seen.push(yield seen.length);
      } catch (error) {
        seen.push(["caught", error]);
      }
    }
    return seen;
  } else try {
    const seen = [];
    while (seen.length < 3) {
      try {
        seen.push(__uno.$resume(__uno_span, yield __uno.$yields(__uno_span, seen.length)));
      } catch (error) {
        __uno.$resume(__uno_span);
        seen.push(["caught", error]);
      }
    }
    return seen;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* stubborn() {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_2) : void 0;
  if (!__uno_span) {
    try {
      yield "first of stubborn";
    } finally {
      yield "from the finally block";
      log.push("finally goes on");
    }
  } else try {
    try {
      __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "first of stubborn"));
    } finally {
      __uno.$resume(__uno_span);
      __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "from the finally block"));
      log.push("finally goes on");
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* overrides() {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_3) : void 0;
  if (!__uno_span) {
    try {
      yield "before it is overridden";
      return "overridden";
    } finally {
      return "returned by finally";
    }
  } else try {
    try {
      __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "before it is overridden"));
      return "overridden";
    } finally {
      __uno.$resume(__uno_span);
      return "returned by finally";
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* throwsInFinally() {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_4) : void 0;
  if (!__uno_span) {
    try {
      yield "then it throws";
    } finally {
      throw new RangeError("thrown in finally");
    }
  } else try {
    try {
      __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "then it throws"));
    } finally {
      __uno.$resume(__uno_span);
      throw new RangeError("thrown in finally");
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* delegates(inner) {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_5) : void 0;
  if (!__uno_span) {
    const result = yield* inner;
    log.push(["result of the inner one", result]);
    return "after the inner one";
  } else try {
    return yield* __uno.$drive(__uno_span, { delegates: function* () {
      const result = yield* inner;
      log.push(["result of the inner one", result]);
      return "after the inner one";
    } }.delegates, this);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function bare(label, methods) {
  let steps = 0;
  return {
    [Symbol.iterator]: () => ({
      next: (value) => (log.push([label, "next", value]), { value: ++steps, done: steps > 2 }),
      ...methods
    })
  };
}
const withAll = {
  return: (value) => (log.push(["inner return", value]), { value: "replaced by the inner one", done: true }),
  throw: (error) => (log.push(["inner throw", error]), { value: "goes on after throw", done: false })
};
function* results() {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_6) : void 0;
  if (!__uno_span) {
    yield void 0;
    yield { value: "an item like a result", done: true };
    return { value: "a result like a result", done: false };
  } else try {
    __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, void 0));
    __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, { value: "an item like a result", done: true }));
    return { value: "a result like a result", done: false };
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* walks(tree) {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_7) : void 0;
  if (!__uno_span) {
    let count = 0;
    for (const node of tree) {
      if (Array.isArray(node)) count += yield* walks(node);
      else count++, yield node;
    }
    return count;
  } else try {
    return yield* __uno.$drive(__uno_span, { walks: function* () {
      let count = 0;
      for (const node of tree) {
        if (Array.isArray(node)) count += yield* walks(node);
        else count++, yield node;
      }
      return count;
    } }.walks, this);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* thrower(value) {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_8) : void 0;
  if (!__uno_span) {
    throw value;
  } else try {
    throw value;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
class Matrix {
  rows = [["a1", "a2"], ["b1"]];
  // @trace
  *[Symbol.iterator]() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_9) : void 0;
    if (!__uno_span) {
      for (const row of this.rows) yield* row;
    } else try {
      return yield* __uno.$drive(__uno_span, { "[Symbol.iterator]": function* () {
        for (const row of this.rows) yield* row;
      } }["[Symbol.iterator]"], this);
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
  // @trace
  static *#hidden() {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_10) : void 0;
    if (!__uno_span) {
      yield this.name;
    } else try {
      __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, this.name));
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
  static reveal = () => [...Matrix.#hidden()];
}
function run() {
  self = reenters();
  attempt("re-entrant", () => [...self]);
  const echoed = echo();
  attempt("echo", () => [echoed.next("lost"), echoed.next(1), echoed.throw("thrown in"), echoed.next(3), echoed.next(4)]);
  attempt("throw before the start", () => echo().throw(new Error("before the start")));
  attempt("throw after the end", () => echoed.throw(new Error("after the end")));
  const kept = stubborn();
  attempt("stubborn", () => [kept.next(), kept.return("asked to stop"), kept.next(), kept.next()]);
  attempt("stubborn in a loop", () => {
    for (const item of stubborn()) return item;
    return "never";
  });
  attempt("overrides", () => [...overrides()]);
  const overridden = overrides();
  attempt("overrides a return", () => [overridden.next(), overridden.return("asked to stop")]);
  attempt("overrides a throw", () => {
    const it = overrides();
    it.next();
    return it.throw(new Error("swallowed"));
  });
  attempt("throws in finally", () => {
    for (const item of throwsInFinally()) return item;
    return "never";
  });
  const full = delegates(bare("with all", withAll));
  attempt("delegation", () => [full.next("a"), full.next("b"), full.throw("c"), full.return("d"), full.next("e")]);
  const lean = delegates(bare("lean", {}));
  attempt("delegation without return", () => [lean.next(), lean.return("stops the outer one"), lean.next()]);
  const refuses = delegates(bare("refuses", {}));
  attempt("delegation without throw", () => [refuses.next(), refuses.throw(new Error("closes the inner one"))]);
  attempt("delegation to what is no iterable", () => delegates(7).next());
  attempt("delegation to a traced one", () => [...delegates(echo())]);
  const result = results();
  attempt("results", () => [result.next(), result.next(), result.next(), result.next()]);
  attempt("recursion", () => [...walks(["one", ["two", ["three"]], "four"])]);
  for (const value of [null, void 0, "thrown text"]) attempt(`throws ${value}`, () => thrower(value).next());
  attempt("symbols", () => [[...new Matrix()], Matrix.reveal()]);
  attempt("destructuring", () => {
    const [first, , third = "a default"] = results();
    const [none] = [];
    return [first, third, none, Math.max(...walks([1, [2]])), new Set(walks([1, 1])).size];
  });
  attempt("identity", () => {
    const it = echo();
    return [it[Symbol.iterator]() === it, Object.prototype.toString.call(it), it instanceof echo, Reflect.ownKeys(it)];
  });
  attempt("another receiver", () => echo().next.call({}));
  return log;
}
export {
  run
};
