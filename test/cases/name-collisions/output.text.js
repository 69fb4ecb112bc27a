import * as __uno$1 from "uno-trace/abi";
function __uno$1_0() {
  return { "name": "collides", "fn": "collides", "kind": 0, "file": "input.ts", "line": 8, "column": 8 };
}
const __uno = "the user's __uno";
const __uno_span = "the user's span";
function __uno_0() {
  return "the user's __uno_0";
}
function collides(__uno_error) {
  const __uno$1_span = __uno$1.$state.on ? __uno$1.$enter(__uno$1_0) : void 0;
  try {
    return [__uno, __uno_span, __uno_0(), __uno_error];
  } catch (__uno$1_error) {
    throw __uno$1.$fail(__uno$1_span, __uno$1_error);
  } finally {
    __uno$1_span && __uno$1.$exit(__uno$1_span);
  }
}
const run = () => collides("the user's error");
export {
  collides,
  run
};
