import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "inner", "fn": "inner", "kind": 0, "file": "input.ts", "line": 6, "column": 1 }; }
function __uno_1() { return { "name": "value", "fn": "value", "kind": 0, "file": "input.ts", "line": 33, "column": 15 }; }
function __uno_2() { return { "name": "settledPromise", "fn": "settledPromise", "kind": 0, "file": "input.ts", "line": 35, "column": 24 }; }
function __uno_3() { return { "name": "rejectedPromise", "fn": "rejectedPromise", "kind": 0, "file": "input.ts", "line": 37, "column": 25 }; }
function __uno_4() { return { "name": "waited", "fn": "waited", "kind": 0, "file": "input.ts", "line": 39, "column": 16 }; }
function __uno_5() { return { "name": "query", "fn": "query", "kind": 0, "file": "input.ts", "line": 41, "column": 15 }; }
function __uno_6() { return { "name": "waitsForQuery", "fn": "waitsForQuery", "kind": 0, "file": "input.ts", "line": 43, "column": 23 }; }
function __uno_7() { return { "name": "nested", "fn": "nested", "kind": 0, "file": "input.ts", "line": 45, "column": 16 }; }
function __uno_8() { return { "name": "literalThenable", "fn": "literalThenable", "kind": 0, "file": "input.ts", "line": 47, "column": 25 }; }
function __uno_9() { return { "name": "chain", "fn": "chain", "kind": 0, "file": "input.ts", "line": 49, "column": 15 }; }
function __uno_10() { return { "name": "throwingThen", "fn": "throwingThen", "kind": 0, "file": "input.ts", "line": 51, "column": 22 }; }
function __uno_11() { return { "name": "getterThen", "fn": "getterThen", "kind": 0, "file": "input.ts", "line": 59, "column": 20 }; }
function __uno_12() { return { "name": "inTry", "fn": "inTry", "kind": 0, "file": "input.ts", "line": 68, "column": 1 }; }
function __uno_13() { return { "name": "overridden", "fn": "overridden", "kind": 0, "file": "input.ts", "line": 79, "column": 1 }; }
function __uno_14() { return { "name": "recovers", "fn": "recovers", "kind": 0, "file": "input.ts", "line": 88, "column": 1 }; }
function __uno_15() { return { "name": "manyInOne", "fn": "manyInOne", "kind": 0, "file": "input.ts", "line": 104, "column": 1 }; }
function __uno_16() { return { "name": "computed", "fn": "computed", "kind": 0, "file": "input.ts", "line": 109, "column": 1 }; }
function __uno_17() { return { "name": "forAwait", "fn": "forAwait", "kind": 0, "file": "input.ts", "line": 118, "column": 1 }; }
function __uno_18() { return { "name": "catchWithCode", "fn": "catchWithCode", "kind": 0, "file": "input.ts", "line": 128, "column": 1 }; }
function __uno_19() { return { "name": "catchWithName", "fn": "catchWithName", "kind": 0, "file": "input.ts", "line": 137, "column": 1 }; }
function __uno_20() { return { "name": "caller", "fn": "caller", "kind": 0, "file": "input.ts", "line": 146, "column": 1 }; }
// Async functions whose body stays where it is: they settle in the turn in which they did, and run in the span.
const log = [];
const sleep = () => new Promise((resolve) => setTimeout(resolve, 1));
// @trace
function inner(from) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
    try {
        log.push(`inner of ${from}`);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
/** Microtask turns until a promise settles. */
async function turnsOf(start) {
    let settled = false;
    const done = () => {
        settled = true;
    };
    start().then(done, done);
    for (let turns = 0;; turns++) {
        if (settled)
            return turns;
        await undefined;
    }
}
class Query {
    calls = 0;
    then(resolve) {
        this.calls++;
        inner("a query that runs");
        resolve("rows of a query");
    }
}
// @trace
const value = async () => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
    try {
        return "value";
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
const settledPromise = async () => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
    try {
        return __uno.$returnedAsync(__uno_span, Promise.resolve("promise"));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
const rejectedPromise = async () => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
    try {
        return __uno.$returnedAsync(__uno_span, Promise.reject(new Error("rejected promise")));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
const waited = async () => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
    try {
        return __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, Promise.resolve("waited")));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
const query = async (made) => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
    try {
        return __uno.$returnedAsync(__uno_span, made);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
const waitsForQuery = async (made) => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
    try {
        return [__uno.$resume(__uno_span, await __uno.$suspend(__uno_span, made)), __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, made))];
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
const nested = async () => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
    try {
        return __uno.$returnedAsync(__uno_span, settledPromise());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
const literalThenable = async () => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_8) : void 0;
    try {
        return __uno.$returnedAsync(__uno_span, ({ then: (resolve) => resolve("literal thenable") }));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
const chain = async () => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_9) : void 0;
    try {
        return __uno.$returnedAsync(__uno_span, ({ then: (resolve) => resolve(new Query()) }));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
const throwingThen = async () => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_10) : void 0;
    try {
        return __uno.$returnedAsync(__uno_span, ({
            then() {
                throw new Error("then threw");
            },
        }));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
let reads = 0;
// @trace
const getterThen = async () => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_11) : void 0;
    try {
        return __uno.$returnedAsync(__uno_span, Object.defineProperty({}, "then", {
            get() {
                reads++;
                return undefined;
            },
        }));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
async function inTry(made) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_12) : void 0;
    try {
        try {
            return __uno.$returnedAsync(__uno_span, made, true);
        }
        catch {
            return "never here";
        }
        finally {
            inner("finally of inTry");
        }
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function overridden() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_13) : void 0;
    try {
        try {
            return settledPromise();
        }
        finally {
            throw new Error("thrown by finally");
        }
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function recovers(fails) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_14) : void 0;
    try {
        try {
            __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, (fails ? Promise.reject(new Error("first wait")) : undefined)));
            inner("try");
            __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, sleep()));
        }
        catch (error) {
            __uno.$resume(__uno_span);
            inner(`catch, ${error.message}`);
        }
        finally {
            __uno.$resume(__uno_span);
            inner("finally");
            __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, sleep()));
            inner("finally, later");
        }
        inner("the end");
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function manyInOne() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_15) : void 0;
    try {
        return __uno.$returnedAsync(__uno_span, [__uno.$resume(__uno_span, await __uno.$suspend(__uno_span, value())), __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, (inner("an argument"), waited()))), __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, (__uno.$resume(__uno_span, await __uno.$suspend(__uno_span, nested())))))].join());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function computed() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_16) : void 0;
    try {
        class Named {
            static [(__uno.$resume(__uno_span, await __uno.$suspend(__uno_span, value())))] = 1;
        }
        inner("behind a class");
        return __uno.$returnedAsync(__uno_span, Object.keys(Named));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function forAwait(from) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_17) : void 0;
    try {
        return await __uno.$leave(__uno_span, (0, { forAwait: async () => {
                const all = [];
                for await (const item of from) {
                    inner(item);
                    all.push(item);
                }
                return all;
            } }.forAwait)());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function catchWithCode() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_18) : void 0;
    try {
        return await __uno.$leave(__uno_span, (0, { catchWithCode: async () => {
                try {
                    await Promise.reject({ code: undefined });
                }
                catch ({ code = (inner("a default"), 7) }) {
                    return code;
                }
            } }.catchWithCode)());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function catchWithName(fails) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_19) : void 0;
    try {
        return await __uno.$leave(__uno_span, (0, { catchWithName: async () => {
                try {
                    await fails;
                }
                catch ({ [(inner("a computed name"), "message")]: text }) {
                    return text;
                }
            } }.catchWithName)());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function caller() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_20) : void 0;
    try {
        const pending = recovers(true);
        inner("caller, while recovers waits");
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, pending));
        inner("caller, later");
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
export async function run() {
    const nestedResult = await nested();
    const first = new Query();
    const second = new Query();
    const third = new Query();
    const turns = [
        await turnsOf(value),
        await turnsOf(settledPromise),
        await turnsOf(rejectedPromise),
        await turnsOf(waited),
        await turnsOf(() => query(first)),
        await turnsOf(() => waitsForQuery(third)),
        await turnsOf(literalThenable),
        await turnsOf(chain),
        await turnsOf(throwingThen),
        await turnsOf(getterThen),
        await turnsOf(() => inTry(Promise.resolve(1))),
        await turnsOf(() => inTry(second)),
        await turnsOf(overridden),
        await turnsOf(computed),
    ];
    const results = [await recovers(false), await manyInOne(), await computed(), await catchWithCode(), await catchWithName(Promise.reject({ message: "its text" }))];
    await caller();
    const items = await forAwait(["one item", "two items"]);
    return { nestedResult, turns, calls: [first.calls, second.calls, third.calls], reads, results, items, log };
}