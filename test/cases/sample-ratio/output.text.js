import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "never", "fn": "never", "kind": 0, "file": "input.ts", "line": 1, "column": 1, "sampleRatio": 0 };
}
function __uno_1() {
  return { "name": "always", "fn": "always", "kind": 0, "file": "input.ts", "line": 5, "column": 1, "sampleRatio": 1 };
}
function __uno_2() {
  return { "name": "neverBelow", "fn": "neverBelow", "kind": 0, "file": "input.ts", "line": 10, "column": 1, "sampleRatio": 0 };
}
function __uno_3() {
  return { "name": "plain", "fn": "plain", "kind": 0, "file": "input.ts", "line": 14, "column": 1 };
}
function __uno_4() {
  return { "name": "neverLater", "fn": "neverLater", "kind": 0, "file": "input.ts", "line": 18, "column": 1, "sampleRatio": 0 };
}
function never() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
  try {
    return __uno.$returned(__uno_span, plain("below a function that begins no trace"));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function always() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    return [neverBelow(), plain("second")];
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function neverBelow() {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_2) : void 0;
  try {
    return "part of its caller's trace";
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function plain(text) {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
  try {
    return text;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function neverLater() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
  try {
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
    return __uno.$returnedAsync(__uno_span, plain("after a wait"));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function run() {
  return [never(), always(), await neverLater(), plain("alone")];
}
export {
  run
};
