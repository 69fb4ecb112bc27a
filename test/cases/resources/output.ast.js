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
import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "closing", "fn": "closing", "kind": 0, "file": "input.ts", "line": 4, "column": 1 }; }
function __uno_1() { return { "name": "sync", "fn": "sync", "kind": 0, "file": "input.ts", "line": 22, "column": 1 }; }
function __uno_2() { return { "name": "items", "fn": "items", "kind": 0, "file": "input.ts", "line": 30, "column": 1 }; }
function __uno_3() { return { "name": "pages", "fn": "pages", "kind": 0, "file": "input.ts", "line": 37, "column": 1 }; }
function __uno_4() { return { "name": "fails", "fn": "fails", "kind": 0, "file": "input.ts", "line": 44, "column": 1 }; }
function __uno_5() { return { "name": "later", "fn": "later", "kind": 0, "file": "input.ts", "line": 50, "column": 1 }; }
const log = [];
// @trace
function closing() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
    try {
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
class Handle {
    name;
    constructor(name) {
        this.name = name;
        log.push(`open ${name}`);
    }
    [Symbol.dispose]() {
        log.push(`close ${this.name}`);
        closing();
    }
    async [Symbol.asyncDispose]() {
        await null;
        closing();
        log.push(`closed later ${this.name}`);
    }
}
// @trace
function sync() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const a = __addDisposableResource(env_1, new Handle("first handle"), false);
            const b = __addDisposableResource(env_1, new Handle("second handle"), false);
            log.push(`use ${a.name} ${b.name}`);
            return "sync with resources";
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
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
function* items() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_2) : void 0;
    try {
        return yield* __uno.$drive(__uno_span, { items: function* () {
                const env_2 = { stack: [], error: void 0, hasError: false };
                try {
                    const handle = __addDisposableResource(env_2, new Handle("handle of a generator"), false);
                    yield handle.name;
                    yield "never asked for";
                }
                catch (e_2) {
                    env_2.error = e_2;
                    env_2.hasError = true;
                }
                finally {
                    __disposeResources(env_2);
                }
            } }.items, this);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function* pages() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
    try {
        yield* __uno.$driveAsync(__uno_span, { pages: async function* () {
                const env_3 = { stack: [], error: void 0, hasError: false };
                try {
                    const handle = __addDisposableResource(env_3, new Handle("handle of an async generator"), true);
                    yield handle.name;
                    yield "never asked for either";
                }
                catch (e_3) {
                    env_3.error = e_3;
                    env_3.hasError = true;
                }
                finally {
                    const result_1 = __disposeResources(env_3);
                    if (result_1)
                        await result_1;
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
// @trace
async function fails() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
    try {
        return await __uno.$leave(__uno_span, (0, { fails: async () => {
                const env_4 = { stack: [], error: void 0, hasError: false };
                try {
                    const a = __addDisposableResource(env_4, new Handle("handle of one that fails"), true);
                    throw new Error(`failed with ${a.name}`);
                }
                catch (e_4) {
                    env_4.error = e_4;
                    env_4.hasError = true;
                }
                finally {
                    const result_2 = __disposeResources(env_4);
                    if (result_2)
                        await result_2;
                }
            } }.fails)());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function later() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
    try {
        return await __uno.$leave(__uno_span, (0, { later: async () => {
                const env_5 = { stack: [], error: void 0, hasError: false };
                try {
                    const a = __addDisposableResource(env_5, new Handle("async handle"), true);
                    log.push(`use ${a.name}`);
                    return "async with resources";
                }
                catch (e_5) {
                    env_5.error = e_5;
                    env_5.hasError = true;
                }
                finally {
                    const result_3 = __disposeResources(env_5);
                    if (result_3)
                        await result_3;
                }
            } }.later)());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
export async function run() {
    const results = [sync(), await later()];
    for (const item of items()) {
        results.push(item);
        break;
    }
    for await (const page of pages()) {
        results.push(page);
        break;
    }
    results.push(await fails().catch((error) => error.message));
    closing();
    return [...results, log];
}