import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "outer", "fn": "outer", "kind": 0, "file": "input.ts", "line": 5, "column": 1 };
}
function __uno_1() {
  return { "name": "callback of outer", "fn": "input.ts:9", "kind": 0, "file": "input.ts", "line": 9, "column": 5 };
}
function __uno_2() {
  return { "name": "p", "fn": "p", "kind": 0, "file": "input.ts", "line": 15, "column": 3 };
}
function __uno_3() {
  return { "name": "deep", "fn": "deep", "kind": 0, "file": "input.ts", "line": 17, "column": 5 };
}
function __uno_4() {
  return { "name": "numbers", "fn": "numbers", "kind": 0, "file": "input.ts", "line": 23, "column": 3 };
}
const log = [];
function outer(p) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
  try {
    var p = function() {
      const __uno_span2 = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
      try {
        async function* deep() {
          const __uno_span3 = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
          if (!__uno_span3) {
            yield "deep in a moved function";
          } else try {
            yield* __uno.$driveAsync(__uno_span3, { deep: async function* () {
              yield "deep in a moved function";
            } }.deep, this);
          } catch (__uno_error) {
            throw __uno.$fail(__uno_span3, __uno_error);
          } finally {
            __uno_span3 && __uno.$exit(__uno_span3);
          }
        }
        return [deep().next instanceof Function, items];
      } catch (__uno_error) {
        throw __uno.$fail(__uno_span2, __uno_error);
      } finally {
        __uno_span2 && __uno.$exit(__uno_span2);
      }
    };
    var numbers = function* () {
      const __uno_span2 = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
      if (!__uno_span2) {
        yield* [3, 4];
      } else try {
        return yield* __uno.$drive(__uno_span2, { numbers: function* () {
          yield* [3, 4];
        } }.numbers, this);
      } catch (__uno_error) {
        throw __uno.$fail(__uno_span2, __uno_error);
      } finally {
        __uno_span2 && __uno.$exit(__uno_span2);
      }
    };
    log.push(`behind the head, ${typeof p}`);
    [1, 2].forEach(
      // @trace name="callback of outer"
      (n) => {
        const __uno_span2 = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
        try {
          log.push(n);
        } catch (__uno_error) {
          throw __uno.$fail(__uno_span2, __uno_error);
        } finally {
          __uno_span2 && __uno.$exit(__uno_span2);
        }
      }
    );
    const items = [...numbers()];
    var numbers;
    return __uno.$returned(__uno_span, p());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function run() {
  return [outer("an argument"), log];
}
export {
  run
};
