import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "declared", "fn": "declared", "kind": 0, "file": "input.ts", "line": 1, "column": 8 };
}
function __uno_1() {
  return { "name": "arrow", "fn": "arrow", "kind": 0, "file": "input.ts", "line": 5, "column": 15 };
}
function __uno_2() {
  return { "name": "expression", "fn": "expression", "kind": 0, "file": "input.ts", "line": 7, "column": 20 };
}
function __uno_3() {
  return { "name": "Repository.field", "fn": "Repository.field", "kind": 2, "file": "input.ts", "line": 12, "column": 11, "attributes": { "layer": "db" } };
}
function __uno_4() {
  return { "name": "Repository.find", "fn": "Repository.find", "kind": 2, "file": "input.ts", "line": 17, "column": 3, "args": ["id"], "attributes": { "layer": "db" } };
}
function __uno_5() {
  return { "name": "handlers.onEvent", "fn": "handlers.onEvent", "kind": 0, "file": "input.ts", "line": 30, "column": 3 };
}
function __uno_6() {
  return { "name": "handlers.onError", "fn": "handlers.onError", "kind": 0, "file": "input.ts", "line": 33, "column": 12 };
}
function __uno_7() {
  return { "name": "items", "fn": "items", "kind": 0, "file": "input.ts", "line": 36, "column": 1 };
}
function __uno_8() {
  return { "name": "withDirective", "fn": "withDirective", "kind": 1, "file": "input.ts", "line": 48, "column": 1, "args": ["id"] };
}
function __uno_9() {
  return { "name": "input.ts:52", "fn": "input.ts:52", "kind": 0, "file": "input.ts", "line": 52, "column": 16 };
}
function declared() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
  try {
    return __uno.$returned(__uno_span, [1, 2].map((n) => n + 1));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
const arrow = () => {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
  try {
    return "arrow function";
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
};
const expression = function() {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_2) : void 0;
  try {
    return "function expression";
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
};
class Repository {
  constructor(name) {
    this.name = name;
  }
  name;
  field = () => {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
    try {
      return "class field";
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  };
  get size() {
    return 1;
  }
  find(id) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
    try {
      __uno.$capture(__uno_span, id);
      return [id, this.name];
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
  healthcheck() {
    return "not traced: a rule takes it out";
  }
  // @no-trace
  internal() {
    return "not traced: directive";
  }
}
const handlers = {
  onEvent(event) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_5) : void 0;
    try {
      return event;
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  },
  onError: (error) => {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_6) : void 0;
    try {
      return error;
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
};
function* items() {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_7) : void 0;
  if (!__uno_span) {
    yield 1;
  } else try {
    __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, 1));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
class Private {
  method() {
    return "not traced: class directive";
  }
}
function withDirective(id) {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_8) : void 0;
  try {
    __uno.$capture(__uno_span, id);
    return id;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function input_default() {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_9) : void 0;
  try {
    return "anonymous default";
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function run() {
  const repository = new Repository("repo name");
  return [
    declared(),
    arrow(),
    expression(),
    repository.field(),
    repository.size,
    repository.find(4),
    repository.healthcheck(),
    repository.internal(),
    handlers.onEvent("event name"),
    handlers.onError("error name"),
    [...items()],
    new Private().method(),
    withDirective(8)
  ];
}
export {
  declared,
  input_default as default,
  run
};
