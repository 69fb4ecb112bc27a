import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "inner", "fn": "inner", "kind": 0, "file": "input.ts", "line": 5, "column": 1 };
}
function __uno_1() {
  return { "name": "guarded", "fn": "guarded", "kind": 0, "file": "input.ts", "line": 11, "column": 1 };
}
function __uno_2() {
  return { "name": "resulting", "fn": "resulting", "kind": 0, "file": "input.ts", "line": 31, "column": 1, "result": [""] };
}
function __uno_3() {
  return { "name": "empty", "fn": "empty", "kind": 0, "file": "input.ts", "line": 36, "column": 1 };
}
function __uno_4() {
  return { "name": "Oak.walk", "fn": "Oak.walk", "kind": 0, "file": "input.ts", "line": 47, "column": 4 };
}
function __uno_5() {
  return { "name": "delegating", "fn": "delegating", "kind": 0, "file": "input.ts", "line": 54, "column": 1 };
}
function __uno_6() {
  return { "name": "consumer", "fn": "consumer", "kind": 0, "file": "input.ts", "line": 59, "column": 1 };
}
function __uno_7() {
  return { "name": "otherConsumer", "fn": "otherConsumer", "kind": 0, "file": "input.ts", "line": 72, "column": 1 };
}
const log = [];
function inner(from) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
  try {
    log.push(`inner of ${from}`);
    return from;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* guarded(...names) {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_1) : void 0;
  if (!__uno_span) {
    try {
      for (const name of names) {
        const sent = yield inner(name);
        inner(`behind ${name}, sent ${sent}`);
      }
      yield;
      return "guarded is done";
    } catch (error) {
      inner(`catch of ${error}`);
      yield "caught";
      return inner("after catch");
    } finally {
      inner("finally");
      yield "in finally";
      inner("the last part");
    }
  } else try {
    try {
      for (const name of names) {
        const sent = __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, inner(name)));
        inner(`behind ${name}, sent ${sent}`);
      }
      __uno.$resume(__uno_span, yield __uno.$yields(__uno_span));
      return "guarded is done";
    } catch (error) {
      __uno.$resume(__uno_span);
      inner(`catch of ${error}`);
      __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "caught"));
      return inner("after catch");
    } finally {
      __uno.$resume(__uno_span);
      inner("finally");
      __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "in finally"));
      inner("the last part");
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* resulting() {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_2) : void 0;
  if (!__uno_span) {
    return (yield 1, yield yield 2) ?? "a result";
  } else try {
    return __uno.$result(__uno_span, (__uno.$resume(__uno_span, yield __uno.$yields(__uno_span, 1)), __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, 2))))) ?? "a result");
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* empty() {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_3) : void 0;
  if (!__uno_span) {
  } else try {
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
class Tree {
  base = "base of the tree";
  label() {
    return this.base;
  }
}
class Oak extends Tree {
  // @trace
  *walk(steps) {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_4) : void 0;
    try {
      const own = () => [super.label(), arguments.length];
      for (let index = 0; index < steps; index++) __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, [super.label(), ...own(), index]));
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
}
function* delegating() {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_5) : void 0;
  if (!__uno_span) {
    yield* guarded("delegated");
  } else try {
    return yield* __uno.$drive(__uno_span, { delegating: function* () {
      yield* guarded("delegated");
    } }.delegating, this);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function consumer() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
  try {
    const items = [];
    const iterator = guarded("first item", "second item");
    items.push(iterator.next());
    inner("the consumer");
    items.push(otherConsumer(iterator));
    items.push(iterator.throw("an error"));
    inner("the consumer again");
    items.push(iterator.return("a return"), iterator.next(), iterator.next());
    return items;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function otherConsumer(iterator) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
  try {
    const step = iterator.next("a word");
    inner("the other consumer");
    return __uno.$returned(__uno_span, step);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function run() {
  const early = [];
  for (const item of guarded("early item", "never seen")) {
    early.push(item);
    break;
  }
  const refused = resulting();
  return {
    consumed: consumer(),
    early,
    results: [[...resulting()], refused.next(), refused.next(), refused.next("x"), refused.next()],
    empty: [...empty()],
    walked: [...new Oak().walk(2)],
    delegated: [...delegating()],
    unused: typeof guarded("unused").next,
    thrownBefore: attempt(() => guarded("unused").throw("thrown before the first item")),
    log
  };
}
function attempt(run2) {
  try {
    return run2();
  } catch (error) {
    return error;
  }
}
export {
  run
};
