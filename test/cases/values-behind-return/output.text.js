import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "left", "fn": "left", "kind": 0, "file": "input.ts", "line": 18, "column": 1 };
}
function __uno_1() {
  return { "name": "right", "fn": "right", "kind": 0, "file": "input.ts", "line": 23, "column": 1 };
}
function __uno_2() {
  return { "name": "sequence", "fn": "sequence", "kind": 0, "file": "input.ts", "line": 28, "column": 1 };
}
function __uno_3() {
  return { "name": "first", "fn": "first", "kind": 0, "file": "input.ts", "line": 33, "column": 1 };
}
function __uno_4() {
  return { "name": "breaks", "fn": "breaks", "kind": 0, "file": "input.ts", "line": 38, "column": 1 };
}
function __uno_5() {
  return { "name": "continues", "fn": "continues", "kind": 0, "file": "input.ts", "line": 50, "column": 1 };
}
function __uno_6() {
  return { "name": "throws", "fn": "throws", "kind": 0, "file": "input.ts", "line": 62, "column": 1 };
}
function __uno_7() {
  return { "name": "computed", "fn": "computed", "kind": 0, "file": "input.ts", "line": 71, "column": 1 };
}
function __uno_8() {
  return { "name": "spread", "fn": "spread", "kind": 0, "file": "input.ts", "line": 76, "column": 1 };
}
function __uno_9() {
  return { "name": "quoted", "fn": "quoted", "kind": 0, "file": "input.ts", "line": 81, "column": 1 };
}
function __uno_10() {
  return { "name": "ofClass", "fn": "ofClass", "kind": 0, "file": "input.ts", "line": 86, "column": 1 };
}
function __uno_11() {
  return { "name": "literal", "fn": "literal", "kind": 0, "file": "input.ts", "line": 95, "column": 1 };
}
function __uno_12() {
  return { "name": "Holder.set next", "fn": "Holder.set next", "kind": 0, "file": "input.ts", "line": 102, "column": 7 };
}
const wait = () => new Promise((resolve) => setTimeout(resolve, 2));
const log = [];
async function failing(what) {
  await wait();
  throw new Error(what);
}
function dropped() {
  const promise = Promise.reject(new Error("dropped"));
  promise.catch(() => {
  });
  return promise;
}
function left(plain) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
  try {
    return __uno.$returned(__uno_span, plain ? failing("left of a condition") : "right");
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function right(plain) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    return __uno.$returned(__uno_span, plain ? "left" : failing("right of a condition"));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function sequence() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
  try {
    return __uno.$returned(__uno_span, (void log.push("first of a sequence"), failing("last of a sequence")));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function first(known) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
  try {
    return known ?? failing("behind two question marks");
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function breaks() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
  try {
    for (; ; ) {
      try {
        return dropped();
      } finally {
        break;
      }
    }
    return "broke out";
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function continues() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
  try {
    for (const _ of [1]) {
      try {
        return dropped();
      } finally {
        continue;
      }
    }
    return "went on";
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function throws() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
  try {
    try {
      return dropped();
    } finally {
      throw new Error("thrown over a promise");
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function computed() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
  try {
    return __uno.$returnedAsync(__uno_span, { ["then"]: (_, reject) => setTimeout(reject, 2, new Error("computed then")) });
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function spread(thenable) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_8) : void 0;
  try {
    return __uno.$returnedAsync(__uno_span, { ...thenable });
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function quoted() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_9) : void 0;
  try {
    return __uno.$returnedAsync(__uno_span, { "then": (_, reject) => setTimeout(reject, 2, new Error("quoted then")) });
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function ofClass() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_10) : void 0;
  try {
    return __uno.$returnedAsync(__uno_span, class {
      static then(_, reject) {
        setTimeout(reject, 2, new Error("then of a class"));
      }
    });
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function literal() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_11) : void 0;
  try {
    return { value: 1, other: { then: "no function" } };
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
class Holder {
  value = Promise.resolve("set");
  // @trace
  set next(value) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_12) : void 0;
    try {
      this.value = value;
      return dropped();
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
}
const attempt = async (run2) => {
  try {
    return await run2();
  } catch (error) {
    return error.message;
  }
};
async function run() {
  const holder = new Holder();
  const thenable = { then: (_, reject) => setTimeout(reject, 2, new Error("spread then")) };
  for (const call of [() => left(true), () => left(false), () => right(true), () => right(false), sequence, () => first(void 0), breaks, continues, throws, computed, () => spread(thenable), quoted, ofClass, literal])
    log.push(await attempt(call));
  holder.next = Promise.resolve("assigned");
  log.push(await holder.value);
  return log;
}
export {
  run
};
