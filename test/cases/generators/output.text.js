import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "numbers", "fn": "numbers", "kind": 0, "file": "input.ts", "line": 4, "column": 1 };
}
function __uno_1() {
  return { "name": "delegating", "fn": "delegating", "kind": 0, "file": "input.ts", "line": 17, "column": 1 };
}
function __uno_2() {
  return { "name": "consumer", "fn": "consumer", "kind": 0, "file": "input.ts", "line": 24, "column": 1 };
}
function __uno_3() {
  return { "name": "work", "fn": "work", "kind": 0, "file": "input.ts", "line": 32, "column": 1 };
}
function __uno_4() {
  return { "name": "fails", "fn": "fails", "kind": 0, "file": "input.ts", "line": 37, "column": 1 };
}
function __uno_5() {
  return { "name": "never", "fn": "never", "kind": 0, "file": "input.ts", "line": 43, "column": 1 };
}
const log = [];
function* numbers(limit) {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_0) : void 0;
  if (!__uno_span) {
    try {
      for (let i = 0; i < limit; i++) log.push(["sent", yield i]);
      return "all numbers";
    } catch (error) {
      log.push(["caught", error.message]);
      return "after catch";
    } finally {
      log.push("cleaned up");
    }
  } else try {
    try {
      for (let i = 0; i < limit; i++) log.push(["sent", __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, i))]);
      return "all numbers";
    } catch (error) {
      __uno.$resume(__uno_span);
      log.push(["caught", error.message]);
      return "after catch";
    } finally {
      __uno.$resume(__uno_span);
      log.push("cleaned up");
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* delegating() {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
  if (!__uno_span) {
    const result = yield* numbers(2);
    log.push(["delegate", result]);
    yield* [10, 20];
  } else try {
    return yield* __uno.$drive(__uno_span, { delegating: function* () {
      const result = yield* numbers(2);
      log.push(["delegate", result]);
      yield* [10, 20];
    } }.delegating, this);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* consumer() {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_2) : void 0;
  if (!__uno_span) {
    for (const n of numbers(5)) {
      if (n === 1) return;
      yield work(n);
    }
  } else try {
    for (const n of numbers(5)) {
      if (n === 1) return;
      __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, work(n)));
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function work(n) {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
  try {
    return n * 100;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* fails() {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_4) : void 0;
  if (!__uno_span) {
    yield 1;
    throw new Error("generator failed");
  } else try {
    __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, 1));
    throw new Error("generator failed");
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function* never() {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_5) : void 0;
  if (!__uno_span) {
    yield "never iterated";
  } else try {
    __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "never iterated"));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function run() {
  log.push([...delegating()], [...consumer()]);
  const sent = numbers(3);
  log.push(sent.next(), sent.next("first value"), sent.throw(new Error("thrown in")), sent.next());
  const stopped = numbers(3);
  stopped.next();
  log.push(stopped.return("stopped early"), stopped.next());
  const unstarted = numbers(3);
  log.push(unstarted.return("before the start"), unstarted.next());
  try {
    log.push([...fails()]);
  } catch (error) {
    log.push(error.message);
  }
  never();
  log.push(Object.getPrototypeOf(never()) === never.prototype, never.constructor.name, numbers.length, numbers.name);
  try {
    Reflect.construct(numbers, []);
  } catch (error) {
    log.push(error.name);
  }
  return log;
}
export {
  run
};
