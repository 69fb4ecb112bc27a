import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "Everything.constructor", "fn": "Everything.constructor", "kind": 0, "file": "input.ts", "line": 3, "column": 3 };
}
function __uno_1() {
  return { "name": "Everything.get value", "fn": "Everything.get value", "kind": 0, "file": "input.ts", "line": 6, "column": 7 };
}
function __uno_2() {
  return { "name": "Everything.set value", "fn": "Everything.set value", "kind": 0, "file": "input.ts", "line": 9, "column": 7 };
}
function __uno_3() {
  return { "name": "Everything.method", "fn": "Everything.method", "kind": 0, "file": "input.ts", "line": 12, "column": 3 };
}
function __uno_4() {
  return { "name": "input.ts:13", "fn": "input.ts:13", "kind": 0, "file": "input.ts", "line": 13, "column": 29 };
}
function __uno_5() {
  return { "name": "plain", "fn": "plain", "kind": 0, "file": "input.ts", "line": 17, "column": 1 };
}
function __uno_6() {
  return { "name": "input.ts:18", "fn": "input.ts:18", "kind": 0, "file": "input.ts", "line": 18, "column": 18 };
}
function __uno_7() {
  return { "name": "run", "fn": "run", "kind": 0, "file": "input.ts", "line": 23, "column": 8 };
}
function __uno_8() {
  return { "name": "input.ts:26", "fn": "input.ts:26", "kind": 0, "file": "input.ts", "line": 26, "column": 60 };
}
class Everything {
  #value = 0;
  constructor() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
    try {
      this.#value = 1;
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
  get value() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
    try {
      return this.#value;
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
  set value(value) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
    try {
      this.#value = value;
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
  method() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
    try {
      return __uno.$returned(__uno_span, [3, 1, 2].filter((n) => {
        const __uno_span2 = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
        try {
          return n < 3;
        } catch (__uno_error) {
          throw __uno.$fail(__uno_span2, __uno_error);
        } finally {
          __uno_span2 && __uno.$exit(__uno_span2);
        }
      }));
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
}
function plain() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
  try {
    return __uno.$returned(__uno_span, [1].map(function(n) {
      const __uno_span2 = __uno.$state.on ? __uno.$start(__uno_6) : void 0;
      try {
        return n + 1;
      } catch (__uno_error) {
        throw __uno.$fail(__uno_span2, __uno_error);
      } finally {
        __uno_span2 && __uno.$exit(__uno_span2);
      }
    }));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function run() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
  try {
    const everything = new Everything();
    everything.value = 5;
    return [everything.value, everything.method(), plain(), (() => {
      const __uno_span2 = __uno.$state.on ? __uno.$start(__uno_8) : void 0;
      try {
        return "called at once";
      } catch (__uno_error) {
        throw __uno.$fail(__uno_span2, __uno_error);
      } finally {
        __uno_span2 && __uno.$exit(__uno_span2);
      }
    })()];
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
export {
  Everything,
  run
};
