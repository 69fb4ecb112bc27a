import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "quiet", "fn": "quiet", "kind": 0, "file": "input.ts", "line": 7, "column": 1 };
}
function __uno_1() {
  return { "name": "logged", "fn": "logged", "kind": 0, "file": "input.ts", "line": 15, "column": 1, "result": [""] };
}
function __uno_2() {
  return { "name": "begin", "fn": "begin", "kind": 0, "file": "input.ts", "line": 23, "column": 1 };
}
function __uno_3() {
  return { "name": "Loader.load", "fn": "Loader.load", "kind": 0, "file": "input.ts", "line": 32, "column": 3 };
}
function __uno_4() {
  return { "name": "Loader.assign", "fn": "Loader.assign", "kind": 0, "file": "input.ts", "line": 37, "column": 3 };
}
function __uno_5() {
  return { "name": "handsBack", "fn": "handsBack", "kind": 0, "file": "input.ts", "line": 43, "column": 19 };
}
function __uno_6() {
  return { "name": "total", "fn": "total", "kind": 0, "file": "input.ts", "line": 46, "column": 1, "result": [""] };
}
function __uno_7() {
  return { "name": "local", "fn": "local", "kind": 0, "file": "input.ts", "line": 53, "column": 1 };
}
function __uno_8() {
  return { "name": "sometimes", "fn": "sometimes", "kind": 0, "file": "input.ts", "line": 59, "column": 1 };
}
function __uno_9() {
  return { "name": "beforeTheHandler", "fn": "beforeTheHandler", "kind": 0, "file": "input.ts", "line": 66, "column": 1 };
}
function __uno_10() {
  return { "name": "another", "fn": "another", "kind": 0, "file": "input.ts", "line": 74, "column": 1 };
}
function __uno_11() {
  return { "name": "shadowed", "fn": "shadowed", "kind": 0, "file": "input.ts", "line": 82, "column": 1 };
}
function __uno_12() {
  return { "name": "assertedTarget", "fn": "assertedTarget", "kind": 0, "file": "input.ts", "line": 92, "column": 1 };
}
function __uno_13() {
  return { "name": "loopTarget", "fn": "loopTarget", "kind": 0, "file": "input.ts", "line": 100, "column": 1 };
}
function __uno_14() {
  return { "name": "caught", "fn": "caught", "kind": 0, "file": "input.ts", "line": 110, "column": 1 };
}
function __uno_15() {
  return { "name": "aliased", "fn": "aliased", "kind": 0, "file": "input.ts", "line": 121, "column": 1 };
}
function __uno_16() {
  return { "name": "reassigned", "fn": "reassigned", "kind": 0, "file": "input.ts", "line": 127, "column": 1 };
}
function __uno_17() {
  return { "name": "either", "fn": "either", "kind": 0, "file": "input.ts", "line": 134, "column": 1 };
}
function __uno_18() {
  return { "name": "nested", "fn": "nested", "kind": 0, "file": "input.ts", "line": 139, "column": 1 };
}
function __uno_19() {
  return { "name": "chained", "fn": "chained", "kind": 0, "file": "input.ts", "line": 151, "column": 1 };
}
const wait = () => new Promise((resolve) => setTimeout(resolve, 5));
const log = [];
const tasks = [];
let last;
function quiet() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
  try {
    const promise = Promise.reject(new Error("nobody waits for it"));
    promise.catch(() => log.push("handled by the function itself"));
    last = promise;
    return __uno.$returned(__uno_span, promise, true);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function logged() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    const promise = wait().then(() => "value of logged");
    promise.then((value) => log.push(value));
    last = promise;
    return __uno.$returned(__uno_span, promise, true);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function begin(work) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
  try {
    const task = work();
    tasks.push(task);
    return task;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
class Loader {
  ready;
  // @trace
  load() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
    try {
      this.ready ??= Promise.reject(new Error("kept in a member"));
      return this.ready;
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
  // @trace
  assign() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
    try {
      return this.ready = Promise.reject(new Error("assigned on the way out"));
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
}
const handsBack = (promise) => {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_5) : void 0;
  try {
    return promise;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
};
function total(a, b) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
  try {
    const sum = a + b;
    log.push(sum);
    return __uno.$returned(__uno_span, sum, false);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function local() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
  try {
    const promise = wait().then(() => "nobody else holds it");
    return __uno.$returned(__uno_span, promise);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function sometimes(quietly) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_8) : void 0;
  try {
    const promise = Promise.reject(new Error(quietly ? "handled on one path" : "handled on no path"));
    if (quietly) promise.catch(() => log.push("handled by a branch"));
    return promise;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function beforeTheHandler(early) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_9) : void 0;
  try {
    const promise = Promise.reject(new Error("returned before the handler"));
    if (early) return promise;
    promise.catch(() => log.push("handled behind the first return"));
    return __uno.$returned(__uno_span, promise, true);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function another() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_10) : void 0;
  try {
    let promise = Promise.resolve("the one that was handled");
    promise.catch(() => log.push("never"));
    promise = Promise.reject(new Error("not the one that was handled"));
    return promise;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function shadowed() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_11) : void 0;
  try {
    const promise = Promise.reject(new Error("the outer one, handled"));
    promise.catch(() => log.push("handled outside the block"));
    {
      const promise2 = Promise.reject(new Error("the inner one, handled by nobody"));
      return promise2;
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function assertedTarget() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_12) : void 0;
  try {
    let promise = Promise.resolve("handled before the assignment");
    promise.catch(() => log.push("never"));
    promise = Promise.reject(new Error("assigned through an assertion"));
    return promise;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function loopTarget() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_13) : void 0;
  try {
    let promise = Promise.resolve("handled before the loop");
    promise.catch(() => log.push("never"));
    (function() {
      for (promise of [Promise.reject(new Error("assigned by a loop"))]) ;
    })();
    return promise;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function caught() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_14) : void 0;
  try {
    const promise = Promise.resolve("handled, and hidden by what is caught");
    promise.catch(() => log.push("never"));
    try {
      throw Promise.reject(new Error("caught under the same name"));
    } catch (promise2) {
      return promise2;
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function aliased(promise) {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_15) : void 0;
  try {
    const other = promise;
    return other;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function reassigned(promise) {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_16) : void 0;
  try {
    let other;
    other = promise;
    return other;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function either(fresh, promise) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_17) : void 0;
  try {
    return fresh ? Promise.resolve("fresh") : promise;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function nested() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_18) : void 0;
  try {
    const promise = Promise.reject(new Error("handled by way of a nested function"));
    const holder = {
      get() {
        return promise;
      }
    };
    tasks.push(holder.get());
    return promise;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function chained() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_19) : void 0;
  try {
    const promise = wait().then(() => Promise.reject(new Error("handled at the end of a chain")));
    void promise.then(() => log.push("never")).catch(() => log.push("handled by the chain"));
    return __uno.$returned(__uno_span, promise, true);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function run() {
  quiet();
  await wait();
  for (const dropped of [() => sometimes(true), () => sometimes(false), () => beforeTheHandler(true), () => beforeTheHandler(false), another, shadowed, assertedTarget, loopTarget, caught, chained]) {
    dropped();
    await wait();
  }
  const promise = logged();
  log.push(promise === last, await promise);
  begin(async () => {
    throw new Error("handled by the list of tasks");
  });
  const loader = new Loader();
  loader.load();
  tasks.push(loader.ready);
  loader.assign();
  const held = Promise.reject(new Error("held by the list of tasks"));
  tasks.push(held);
  aliased(held);
  reassigned(held);
  either(false, held);
  nested();
  tasks.push(loader.ready);
  const settled = Promise.allSettled(tasks);
  const own = Promise.resolve("handed back");
  log.push(handsBack(own) === own, total(1, 2), await local());
  log.push((await settled).map(({ status }) => status));
  return log;
}
export {
  run
};
