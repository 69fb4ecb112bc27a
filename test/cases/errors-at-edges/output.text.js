import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "innerFrame", "fn": "innerFrame", "kind": 0, "file": "input.ts", "line": 4, "column": 1 };
}
function __uno_1() {
  return { "name": "middleFrame", "fn": "middleFrame", "kind": 0, "file": "input.ts", "line": 9, "column": 1 };
}
function __uno_2() {
  return { "name": "rethrowsFrame", "fn": "rethrowsFrame", "kind": 0, "file": "input.ts", "line": 14, "column": 1 };
}
function __uno_3() {
  return { "name": "deep", "fn": "deep", "kind": 0, "file": "input.ts", "line": 23, "column": 1 };
}
function __uno_4() {
  return { "name": "swallows", "fn": "swallows", "kind": 0, "file": "input.ts", "line": 28, "column": 1 };
}
const stack = (error) => (error.stack ?? "").split("\n").filter((line) => line.includes("Frame")).length;
function innerFrame() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
  try {
    throw new Error("thrown in innerFrame");
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function middleFrame() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    return __uno.$returned(__uno_span, innerFrame());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function rethrowsFrame() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
  try {
    try {
      return __uno.$returned(__uno_span, middleFrame());
    } catch (cause) {
      throw new TypeError("rethrown with a cause", { cause });
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function deep(n) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
  try {
    return n === 0 ? 0 : 1 + deep(n - 1);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function swallows() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
  try {
    try {
      innerFrame();
    } catch {
      return "swallowed error";
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function run() {
  const log = [swallows(), deep(3)];
  try {
    rethrowsFrame();
  } catch (error) {
    log.push([error.message, stack(error.cause)]);
  }
  return log;
}
export {
  run
};
