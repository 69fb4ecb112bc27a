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
    var options = options || { n: fallback };
    for (var fallback = 0; fallback < 3; fallback++) ;
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
    return [options.n, fallback, "async result"];
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno.$exit(__uno_span);
  }
}
async function withFunction(callback) {
  const __uno_span = __uno.$enter(__uno_2);
  try {
    var callback = function() {
    };
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
    return typeof callback;
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
    var a = a + 1;
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
    return [a, read()];
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno.$exit(__uno_span);
  }
}
const arrow = async ({ x }) => {
  const __uno_span = __uno.$enter(__uno_5);
  try {
    var x = x * 2;
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
    return __uno.$returnedAsync(__uno_span, x);
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
