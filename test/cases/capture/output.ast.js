import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "submit", "fn": "submit", "kind": 0, "file": "input.ts", "line": 2, "column": 1, "args": ["orderId", "user.id", "user.name.first", "flag"], "result": ["status", "total"] }; }
function __uno_1() { return { "name": "load", "fn": "load", "kind": 0, "file": "input.ts", "line": 7, "column": 1, "args": ["id"], "result": [""] }; }
function __uno_2() { return { "name": "count", "fn": "count", "kind": 0, "file": "input.ts", "line": 13, "column": 1, "args": ["limit"], "result": [""] }; }
function __uno_3() { return { "name": "login", "fn": "login", "kind": 0, "file": "input.ts", "line": 19, "column": 1, "args": ["password", "options", "list"] }; }
function __uno_4() { return { "name": "Point.constructor", "fn": "Point.constructor", "kind": 0, "file": "input.ts", "line": 25, "column": 3, "args": ["x", "y"] }; }
function __uno_5() { return { "name": "Point.plus", "fn": "Point.plus", "kind": 0, "file": "input.ts", "line": 31, "column": 3, "result": ["x"] }; }
function __uno_6() { return { "name": "identity", "fn": "identity", "kind": 0, "file": "input.ts", "line": 37, "column": 18, "args": ["value"], "result": [""] }; }
// @trace args=orderId,user.id,user.name.first,flag result=status,total
function submit(orderId, user, flag) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
    try {
        __uno.$capture(__uno_span, orderId, user, user, flag);
        return __uno.$returned(__uno_span, { status: "accepted", total: 3.5, orderId, flag, user });
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace args=id result
async function load({ id }, ...rest) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
    try {
        __uno.$capture(__uno_span, id);
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
        return __uno.$returnedAsync(__uno_span, `row ${id} of ${rest.length}`);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace args=limit result
function* count(limit) {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_2) : void 0;
    if (!__uno_span) {
        for (let i = 0; i < limit; i++)
            yield i;
        return "counted all";
    }
    else
        try {
            __uno.$capture(__uno_span, limit);
            for (let i = 0; i < limit; i++)
                __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, i));
            return __uno.$result(__uno_span, "counted all");
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace args=password,options,list
function login(password, options, list) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
    try {
        __uno.$capture(__uno_span, password, options, list);
        return [password.length, options, list.length];
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
class Point {
    x;
    y;
    // @trace args=x,y
    constructor(x, y = 2) {
        this.x = x;
        this.y = y;
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
        try {
            __uno.$capture(__uno_span, x, y);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    // @trace result=x
    plus(other) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
        try {
            return __uno.$returned(__uno_span, new Point(this.x + other.x, this.y + other.y));
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
}
// @trace args=value result
const identity = (value) => {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_6) : void 0;
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
};
const trap = {
    get secretGetter() {
        throw new Error("a getter was called");
    },
    token: "top secret",
    plain: "plain value",
};
export async function run() {
    const cyclic = { name: "cyclic object" };
    cyclic.self = cyclic;
    return [
        submit("order 1", { id: 7, name: { first: "first name" } }, true),
        await load({ id: 1 }, 1, 2),
        [...count(2)],
        login("hunter22", trap.plain === "plain value" ? { token: "x", plain: trap.plain } : {}, [1, "a", null]),
        new Point(1).plus(new Point(3, 4)),
        identity(12n),
        identity(cyclic) === cyclic,
        identity(trap) === trap,
    ];
}