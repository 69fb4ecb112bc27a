var __addDisposableResource = (this && this.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (this && this.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
import * as __uno from "uno-trace/abi-2";
import "uno-trace/abi";
function __uno_0() { return { "name": "mark", "fn": "mark", "kind": 0, "file": "input.ts", "line": 7, "column": 1, "args": ["label"] }; }
function __uno_1() { return { "name": "stays", "fn": "stays", "kind": 0, "file": "input.ts", "line": 12, "column": 1 }; }
function __uno_2() { return { "name": "moves", "fn": "moves", "kind": 0, "file": "input.ts", "line": 24, "column": 1 }; }
function __uno_3() { return { "name": "items", "fn": "items", "kind": 0, "file": "input.ts", "line": 31, "column": 1 }; }
function __uno_4() { return { "name": "delegates", "fn": "delegates", "kind": 0, "file": "input.ts", "line": 41, "column": 1 }; }
function __uno_5() { return { "name": "pages", "fn": "pages", "kind": 0, "file": "input.ts", "line": 51, "column": 1 }; }
import { setTimeout as sleep } from "node:timers/promises";
import { getTracer } from "uno-trace/runtime";
const tracer = getTracer();
// @trace args=label
function mark(label) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
    try {
        __uno.$capture(__uno_span, label);
        return label;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function stays(name) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
    try {
        const span = tracer.createSpan(name);
        try {
            __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, sleep(2)));
            mark(`${name} goes on`);
        }
        finally {
            __uno.$resume(__uno_span);
            span.end();
        }
        mark(`${name} has ended`);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function moves(name) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
    try {
        return await __uno.$leave(__uno_span, (0, { moves: async () => {
                const env_1 = { stack: [], error: void 0, hasError: false };
                try {
                    const _ = __addDisposableResource(env_1, tracer.createSpan(name), false);
                    await sleep(2);
                    mark(`${name} goes on`);
                }
                catch (e_1) {
                    env_1.error = e_1;
                    env_1.hasError = true;
                }
                finally {
                    __disposeResources(env_1);
                }
            } }.moves)());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function* items(name) {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_3) : void 0;
    if (!__uno_span) {
        const span = tracer.createSpan(name);
        yield 1;
        mark(`${name} after one`);
        yield 2;
        span.end();
        mark(`${name} after two`);
    }
    else
        try {
            const span = tracer.createSpan(name);
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, 1));
            mark(`${name} after one`);
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, 2));
            span.end();
            mark(`${name} after two`);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace
function* delegates(name) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
    try {
        return yield* __uno.$drive(__uno_span, { delegates: function* () {
                const env_2 = { stack: [], error: void 0, hasError: false };
                try {
                    const _ = __addDisposableResource(env_2, tracer.createSpan(name), false);
                    mark(`${name} before one`);
                    yield* __uno.$keep(__uno_span, [1, 2]);
                    mark(`${name} after two`);
                    yield __uno.$keep(__uno_span, 3);
                    mark(`${name} after three`);
                }
                catch (e_2) {
                    env_2.error = e_2;
                    env_2.hasError = true;
                }
                finally {
                    __disposeResources(env_2);
                }
            } }.delegates, this);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function* pages(name) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_5) : void 0;
    try {
        yield* __uno.$driveAsync(__uno_span, { pages: async function* () {
                const env_3 = { stack: [], error: void 0, hasError: false };
                try {
                    const _ = __addDisposableResource(env_3, tracer.createSpan(name), false);
                    await sleep(1);
                    yield __uno.$keep(__uno_span, 1);
                    mark(`${name} after one`);
                    yield __uno.$keep(__uno_span);
                    mark(`${name} after nothing`);
                    for await (const page of [sleep(1, 3)])
                        yield __uno.$keep(__uno_span, page);
                    mark(`${name} after three`);
                }
                catch (e_3) {
                    env_3.error = e_3;
                    env_3.hasError = true;
                }
                finally {
                    __disposeResources(env_3);
                }
            } }.pages, this);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
export async function run() {
    const log = [];
    const begin = [stays("first that stays"), stays("second that stays"), moves("moves")];
    mark("beside them");
    await Promise.all(begin);
    for (const item of items("items"))
        log.push(mark(`item ${item}`));
    for (const item of delegates("delegates"))
        log.push(mark(`delegated item ${item}`));
    for await (const page of pages("pages"))
        log.push(mark(`page ${page}`));
    return log;
}