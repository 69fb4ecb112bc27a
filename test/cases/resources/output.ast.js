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
import * as __uno from "uno-trace/runtime";
function __uno_0() { return { "name": "sync", "fn": "sync", "kind": 0, "file": "input.ts", "line": 16, "column": 1 }; }
function __uno_1() { return { "name": "later", "fn": "later", "kind": 0, "file": "input.ts", "line": 24, "column": 1 }; }
const log = [];
class Handle {
    name;
    constructor(name) {
        this.name = name;
        log.push(`open ${name}`);
    }
    [Symbol.dispose]() {
        log.push(`close ${this.name}`);
    }
    async [Symbol.asyncDispose]() {
        log.push(`closed later ${this.name}`);
    }
}
// @trace
function sync() {
    const __uno_span = __uno.enter(__uno_0);
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
        throw __uno.fail(__uno_span, __uno_error);
    }
    finally {
        __uno.exit(__uno_span);
    }
}
// @trace
async function later() {
    const __uno_span = __uno.enter(__uno_1);
    try {
        return await __uno.leave(__uno_span, (async () => {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const a = __addDisposableResource(env_2, new Handle("async handle"), true);
                log.push(`use ${a.name}`);
                return "async with resources";
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                const result_1 = __disposeResources(env_2);
                if (result_1)
                    await result_1;
            }
        })());
    }
    catch (__uno_error) {
        throw __uno.fail(__uno_span, __uno_error);
    }
    finally {
        __uno.exit(__uno_span);
    }
}
export async function run() {
    return [sync(), await later(), log];
}