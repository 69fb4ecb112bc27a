import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "afterExport", "fn": "afterExport", "kind": 0, "file": "input.ts", "line": 2, "column": 21 };
}
function __uno_1() {
  return { "name": "exported", "fn": "exported", "kind": 0, "file": "input.ts", "line": 5, "column": 25 };
}
function __uno_2() {
  return { "name": "default export", "fn": "input.ts:7", "kind": 0, "file": "input.ts", "line": 7, "column": 51 };
}
function __uno_3() {
  return { "name": "first", "fn": "first", "kind": 0, "file": "input.ts", "line": 10, "column": 15 };
}
function __uno_4() {
  return { "name": "second", "fn": "second", "kind": 0, "file": "input.ts", "line": 10, "column": 46 };
}
function __uno_5() {
  return { "name": "between", "fn": "between", "kind": 0, "file": "input.ts", "line": 15, "column": 1 };
}
function __uno_6() {
  return { "name": "returned", "fn": "returned", "kind": 0, "file": "input.ts", "line": 19, "column": 10 };
}
function __uno_7() {
  return { "name": "wrapped", "fn": "wrapped", "kind": 0, "file": "input.ts", "line": 22, "column": 31 };
}
function __uno_8() {
  return { "name": "parenthesised", "fn": "parenthesised", "kind": 0, "file": "input.ts", "line": 27, "column": 25 };
}
function __uno_9() {
  return { "name": "input.ts:30", "fn": "input.ts:30", "kind": 0, "file": "input.ts", "line": 30, "column": 2 };
}
function __uno_10() {
  return { "name": "options.callback", "fn": "options.callback", "kind": 0, "file": "input.ts", "line": 32, "column": 42 };
}
function __uno_11() {
  return { "name": "options.method", "fn": "options.method", "kind": 0, "file": "input.ts", "line": 32, "column": 80 };
}
function __uno_12() {
  return { "name": "inside", "fn": "inside", "kind": 0, "file": "input.ts", "line": 36, "column": 10 };
}
function afterExport() {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
  try {
    return "after export";
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
const exported = () => {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
  try {
    return "exported const";
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
};
var input_default = async () => {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
  try {
    return "default export";
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
};
const first = () => {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
  try {
    return "first of two";
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}, second = () => {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
  try {
    return "second of two";
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
};
function between() {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_5) : void 0;
  try {
    return "between comments";
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function returnsFunction() {
  return function returned() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_6) : void 0;
    try {
      return "returned function";
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  };
}
const wrapped = (
  /* @trace */
  ((n) => {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_7) : void 0;
    try {
      return n + 1;
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  })
);
const satisfied = ((text2) => text2);
const parenthesised = ((text2) => {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_8) : void 0;
  try {
    return text2;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
});
(() => {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_9) : void 0;
  try {
    return "called at once";
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
})();
const options = {
  /* @trace */
  callback: () => {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_10) : void 0;
    try {
      return "object callback";
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  },
  /* @trace */
  method() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_11) : void 0;
    try {
      return "object method";
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
};
var Space;
((Space2) => {
  function inside() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_12) : void 0;
    try {
      return "inside a namespace";
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
  Space2.inside = inside;
})(Space || (Space = {}));
const text = "// @trace in a string", template = `// @trace in a template`, regexp = /\/\/ @trace/;
const run = async () => [
  afterExport(),
  exported(),
  first(),
  second(),
  between(),
  returnsFunction()(),
  wrapped(1),
  satisfied("satisfied one"),
  parenthesised("parenthesised one"),
  options.callback(),
  options.method(),
  Space.inside(),
  text,
  template,
  String(regexp)
];
export {
  afterExport,
  input_default as default,
  exported,
  run
};
