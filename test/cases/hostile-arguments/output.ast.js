import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "takes", "fn": "takes", "kind": 0, "file": "input.ts", "line": 8, "column": 1, "args": ["value"], "result": [""] }; }
function __uno_1() { return { "name": "paths", "fn": "paths", "kind": 0, "file": "input.ts", "line": 13, "column": 1, "args": ["value.user.name", "value.list.length", "value.password", "value.deep.apiKey"] }; }
function __uno_2() { return { "name": "login", "fn": "login", "kind": 0, "file": "input.ts", "line": 18, "column": 1, "args": ["password", "user"], "result": [""] }; }
const touched = [];
const touch = (what) => {
    touched.push(what);
    throw new Error(`${what} was run`);
};
// @trace args=value result
function takes(value) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
    try {
        __uno.$capture(__uno_span, value);
        return __uno.$returned(__uno_span, value, false);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace args=value.user.name,value.list.length,value.password,value.deep.apiKey
function paths(value) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
    try {
        __uno.$capture(__uno_span, value, value, value, value);
        return typeof value;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace args=password,user result
async function login(password, user) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
    try {
        __uno.$capture(__uno_span, password, user);
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
        return __uno.$returnedAsync(__uno_span, { accessToken: password, user });
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
const traps = new Proxy({}, { get: (_, key) => touch(`trap get ${String(key)}`), has: () => touch("trap has"), ownKeys: () => touch("trap ownKeys"), getPrototypeOf: () => touch("trap getPrototypeOf"), getOwnPropertyDescriptor: () => touch("trap descriptor") });
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
const deep = (levels) => (levels === 0 ? { end: "deepest" } : { in: deep(levels - 1) });
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
    "x".repeat(5000).slice(0, 1030).length,
    Symbol("a symbol"),
    12345678901234567890n,
    { big: 1n, symbol: Symbol("inside"), [Symbol("key")]: "hidden", none: undefined, not: Number.NaN },
    { Authorization: "Bearer abc", headers: { "Set-Cookie": ["a=1"], "x-api-key": "k" }, nested: [{ PASSWORD: "p", refresh_token: "t" }] },
    new Map([["password", "kept out"]]),
    new Set(["secret text"]),
    Object.freeze(["frozen", "list"]),
    Object.create(null),
    new Date(Number.NaN),
    new (class extends Array {
        toString() {
            return touch("toString of a list");
        }
    })(),
    function named() { },
    null,
];
export async function run() {
    const log = [];
    for (const [index, value] of values.entries())
        log.push([index, takes(value) === value]);
    paths({ user: { name: "Ada", secret: "s" }, list: [1, 2, 3], password: "p", deep: { apiKey: "k" } });
    paths(traps);
    paths(revoked.proxy);
    paths(undefined);
    paths({ get user() { return touch("getter on the path"); }, list: traps });
    const { accessToken } = await login("hunter2", { name: "Ada", pin: 1234, pinned: true, cardNumber: "4111" });
    log.push(accessToken, touched);
    return log;
}