import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "Counter.increment", "fn": "Counter.increment", "kind": 0, "file": "input.ts", "line": 5, "column": 15 };
}
function __uno_1() {
  return { "name": "Counter.later", "fn": "Counter.later", "kind": 0, "file": "input.ts", "line": 11, "column": 11 };
}
function __uno_2() {
  return { "name": "Counter.make", "fn": "Counter.make", "kind": 0, "file": "input.ts", "line": 17, "column": 17 };
}
function __uno_3() {
  return { "name": "Counter.#hidden", "fn": "Counter.#hidden", "kind": 0, "file": "input.ts", "line": 22, "column": 13 };
}
function __uno_4() {
  return { "name": "Anonymous.method", "fn": "Anonymous.method", "kind": 0, "file": "input.ts", "line": 31, "column": 3 };
}
class Counter {
  count = 0;
  // @trace
  increment = (by = 1) => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
    try {
      this.count += by;
      return this.count;
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  };
  // @trace
  later = async () => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
    try {
      __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
      return __uno.$returnedAsync(__uno_span, this.count);
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  };
  // @trace
  static make = function() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
    try {
      return __uno.$returned(__uno_span, new Counter());
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  };
  // @trace
  #hidden = () => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
    try {
      return `hidden ${this.count}`;
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  };
  reveal() {
    return this.#hidden();
  }
}
const Anonymous = class {
  // @trace
  method() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
    try {
      return "anonymous class";
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
};
async function run() {
  const counter = Counter.make();
  const { increment } = counter;
  return [increment(), increment(5), await counter.later(), counter.reveal(), increment.name, increment.length, new Anonymous().method()];
}
export {
  run
};
