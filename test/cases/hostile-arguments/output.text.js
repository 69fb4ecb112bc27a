import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "takes", "fn": "takes", "kind": 0, "file": "input.ts", "line": 8, "column": 1, "args": ["value"], "result": [""] };
}
function __uno_1() {
  return { "name": "paths", "fn": "paths", "kind": 0, "file": "input.ts", "line": 13, "column": 1, "args": ["value.user.name", "value.list.length", "value.password", "value.deep.apiKey"] };
}
function __uno_2() {
  return { "name": "login", "fn": "login", "kind": 0, "file": "input.ts", "line": 18, "column": 1, "args": ["password", "user"], "result": [""] };
}
const touched = [];
const touch = (what) => {
  touched.push(what);
  throw new Error(`${what} was run`);
};
function takes(value) {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
  try {
    __uno.$capture(__uno_span, value);
    return __uno.$returned(__uno_span, value, false);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function paths(value) {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
  try {
    __uno.$capture(__uno_span, value, value, value, value);
    return typeof value;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function login(password, user) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
  try {
    __uno.$capture(__uno_span, password, user);
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
    return __uno.$returnedAsync(__uno_span, { accessToken: password, user });
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
const traps = new Proxy(
  {},
  { get: (_, key) => touch(`trap get ${String(key)}`), has: () => touch("trap has"), ownKeys: () => touch("trap ownKeys"), getPrototypeOf: () => touch("trap getPrototypeOf"), getOwnPropertyDescriptor: () => touch("trap descriptor") }
);
const revoked = Proxy.revocable([], {});
revoked.revoke();
class Hostile {
  plain = "plain member";
  get computed() {
    return touch("getter");
  }
  toJSON() {
    return touch("toJSON");
  }
  toString() {
    return touch("toString");
  }
  valueOf() {
    return touch("valueOf");
  }
  get [Symbol.toStringTag]() {
    return touch("toStringTag");
  }
  [Symbol.toPrimitive]() {
    return touch("toPrimitive");
  }
  [Symbol.iterator]() {
    return touch("iterator");
  }
}
const cyclic = { name: "cyclic object" };
cyclic.self = { again: cyclic, list: [cyclic] };
const deep = (levels) => levels === 0 ? { end: "deepest" } : { in: deep(levels - 1) };
const own = Object.defineProperty({ visible: 1 }, "own", { enumerable: true, get: () => touch("own getter") });
const values = [
  new Hostile(),
  own,
  [new Hostile()],
  traps,
  { traps },
  Object.create(traps),
  revoked.proxy,
  cyclic,
  deep(9),
  Array.from({ length: 40 }, (_, index) => ({ index })),
  "x".repeat(5e3).slice(0, 1030).length,
  /* @__PURE__ */ Symbol("a symbol"),
  12345678901234567890n,
  { big: 1n, symbol: /* @__PURE__ */ Symbol("inside"), [/* @__PURE__ */ Symbol("key")]: "hidden", none: void 0, not: Number.NaN },
  { Authorization: "Bearer abc", headers: { "Set-Cookie": ["a=1"], "x-api-key": "k" }, nested: [{ PASSWORD: "p", refresh_token: "t" }] },
  /* @__PURE__ */ new Map([["password", "kept out"]]),
  /* @__PURE__ */ new Set(["secret text"]),
  Object.freeze(["frozen", "list"]),
  /* @__PURE__ */ Object.create(null),
  new Date(Number.NaN),
  new class extends Array {
    toString() {
      return touch("toString of a list");
    }
  }(),
  function named() {
  },
  null
];
async function run() {
  const log = [];
  for (const [index, value] of values.entries()) log.push([index, takes(value) === value]);
  paths({ user: { name: "Ada", secret: "s" }, list: [1, 2, 3], password: "p", deep: { apiKey: "k" } });
  paths(traps);
  paths(revoked.proxy);
  paths(void 0);
  paths({ get user() {
    return touch("getter on the path");
  }, list: traps });
  const { accessToken } = await login("hunter2", { name: "Ada", pin: 1234, pinned: true, cardNumber: "4111" });
  log.push(accessToken, touched);
  return log;
}
export {
  run
};
