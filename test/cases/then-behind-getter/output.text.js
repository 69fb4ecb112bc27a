import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "waits", "fn": "waits", "kind": 0, "file": "input.ts", "line": 20, "column": 1 };
}
function __uno_1() {
  return { "name": "returns", "fn": "returns", "kind": 0, "file": "input.ts", "line": 25, "column": 1 };
}
const calls = [];
function settle(name) {
  return function then(resolve) {
    calls.push(name);
    resolve(name);
  };
}
const behindGetter = {
  get then() {
    calls.push("getter");
    return settle("own then");
  }
};
async function waits(thenable) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
  try {
    return __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, thenable));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function returns(thenable) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    return __uno.$returnedAsync(__uno_span, thenable);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function run() {
  Object.defineProperty(Object.prototype, "value", { value: settle("inherited"), configurable: true });
  try {
    return { waited: await waits(behindGetter), returned: await returns(behindGetter), calls };
  } finally {
    Reflect.deleteProperty(Object.prototype, "value");
  }
}
export {
  run
};
