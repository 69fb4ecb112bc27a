import * as __uno from "uno-trace/runtime";
function __uno_0() {
  return { "name": "sync", "fn": "sync", "kind": 0, "file": "input.ts", "line": 2, "column": 1 };
}
function __uno_1() {
  return { "name": "later", "fn": "later", "kind": 0, "file": "input.ts", "line": 9, "column": 1 };
}
function __uno_2() {
  return { "name": "withFunction", "fn": "withFunction", "kind": 0, "file": "input.ts", "line": 18, "column": 1 };
}
function __uno_3() {
  return { "name": "settled", "fn": "settled", "kind": 0, "file": "input.ts", "line": 26, "column": 1 };
}
function __uno_4() {
  return { "name": "closure", "fn": "closure", "kind": 0, "file": "input.ts", "line": 35, "column": 1 };
}
function __uno_5() {
  return { "name": "arrow", "fn": "arrow", "kind": 0, "file": "input.ts", "line": 43, "column": 15 };
}
function sync(options) {
  const __uno_span = __uno.$enter(__uno_0);
  try {
    var options = options || { n: 1 };
    return options.n;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno.$exit(__uno_span);
  }
}
async function later(options, fallback = 5) {
  const __uno_span = __uno.$enter(__uno_1);
  try {
    return await __uno.$leave(__uno_span, (0, { later: async (__uno_parameter0, __uno_parameter1) => {
      var options2 = __uno_parameter0;
      var fallback2 = __uno_parameter1;
      var options2 = options2 || { n: fallback2 };
      for (var fallback2 = 0; fallback2 < 3; fallback2++) ;
      await null;
      return [options2.n, fallback2, "async result"];
    } }.later)(options, fallback));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno.$exit(__uno_span);
  }
}
async function withFunction(callback) {
  const __uno_span = __uno.$enter(__uno_2);
  try {
    return await __uno.$leave(__uno_span, (0, { withFunction: async () => {
      await null;
      return typeof callback2;
      function callback2() {
      }
    } }.withFunction)());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno.$exit(__uno_span);
  }
}
async function settled(options) {
  const __uno_span = __uno.$enter(__uno_3);
  try {
    let helper = function() {
    };
    var options = options || { n: 11 };
    return `settled ${options.n} ${typeof helper} ${arguments.length}`;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno.$exit(__uno_span);
  }
}
async function closure(a, read = () => a) {
  const __uno_span = __uno.$enter(__uno_4);
  try {
    return await __uno.$leave(__uno_span, (0, { closure: async (__uno_parameter0) => {
      var a2 = __uno_parameter0;
      var a2 = a2 + 1;
      await null;
      return [a2, read()];
    } }.closure)(a));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno.$exit(__uno_span);
  }
}
const arrow = async ({ x }) => {
  const __uno_span = __uno.$enter(__uno_5);
  try {
    return await __uno.$leave(__uno_span, (0, { arrow: async (__uno_parameter0) => {
      var x2 = __uno_parameter0;
      var x2 = x2 * 2;
      await null;
      return x2;
    } }.arrow)(x));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno.$exit(__uno_span);
  }
};
async function run() {
  return [
    sync(),
    sync({ n: 9 }),
    await settled(),
    await settled({ n: 12 }),
    await later(),
    await later({ n: 2 }),
    await withFunction(1),
    await closure(1),
    await arrow({ x: 21 })
  ];
}
export {
  run
};
