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
import { setTimeout as sleep } from "node:timers/promises";
import { getCurrentSpan, getTracer } from "uno-trace/runtime";
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
// Nobody has marked the functions from here to `run`: each makes a span and waits while it is open.
async function job(name, time) {
    const __uno_span = __uno.$scope();
    try {
        return await __uno.$leave(__uno_span, (0, { job: async () => {
                const env_1 = { stack: [], error: void 0, hasError: false };
                try {
                    const span = __addDisposableResource(env_1, tracer.createSpan(name), false);
                    mark(`${name} begins`);
                    await sleep(time);
                    mark(`${name} goes on`);
                    span.setAttribute("time", time);
                    return `${name} with using`;
                }
                catch (e_1) {
                    env_1.error = e_1;
                    env_1.hasError = true;
                }
                finally {
                    __disposeResources(env_1);
                }
            } }.job)());
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
async function inFinally(name) {
    const __uno_span = __uno.$scope();
    try {
        const span = getTracer().createSpan(name);
        try {
            mark(`${name} begins`);
            return __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, sleep(3, `${name} with end()`)));
        }
        finally {
            __uno.$resume(__uno_span);
            mark(`${name} ends`);
            span.end();
        }
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
async function later(name) {
    const __uno_span = __uno.$scope();
    try {
        return await __uno.$leave(__uno_span, (0, { later: async () => {
                const env_2 = { stack: [], error: void 0, hasError: false };
                try {
                    const span = __addDisposableResource(env_2, tracer.createSpan(name), true);
                    mark(`${name} begins`);
                    await null;
                    mark(`${name} goes on`);
                    return span.name === name || "tracing is off";
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
            } }.later)());
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
async function fails(name) {
    const __uno_span = __uno.$scope();
    try {
        const span = tracer.createSpan(name);
        try {
            __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, sleep(2)));
            throw new Error("it failed");
        }
        catch (error) {
            __uno.$resume(__uno_span);
            mark(`${name} catches`);
            span.recordException(error);
            throw error;
        }
        finally {
            __uno.$resume(__uno_span);
            span.end();
        }
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
async function rejected(name) {
    const __uno_span = __uno.$scope();
    try {
        return await __uno.$leave(__uno_span, (0, { rejected: async () => {
                try {
                    const env_3 = { stack: [], error: void 0, hasError: false };
                    try {
                        const _ = __addDisposableResource(env_3, tracer.createSpan(name), false);
                        await Promise.reject(new Error("refused"));
                    }
                    catch (e_3) {
                        env_3.error = e_3;
                        env_3.hasError = true;
                    }
                    finally {
                        __disposeResources(env_3);
                    }
                }
                catch (error) {
                    mark(`${name} is over`);
                    return error.message;
                }
            } }.rejected)());
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
async function eachItem(name) {
    const __uno_span = __uno.$scope();
    try {
        const __uno_arguments = arguments;
        return await __uno.$leave(__uno_span, (0, { eachItem: async () => {
                const env_4 = { stack: [], error: void 0, hasError: false };
                try {
                    const _ = __addDisposableResource(env_4, tracer.createSpan(name), false);
                    for await (const item of [sleep(1, "first"), sleep(1, "second")])
                        mark(`${name} ${item}`);
                    return __uno_arguments.length;
                }
                catch (e_4) {
                    env_4.error = e_4;
                    env_4.hasError = true;
                }
                finally {
                    __disposeResources(env_4);
                }
            } }.eachItem)());
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
async function neverWaits(name) {
    const __uno_span = __uno.$scope();
    try {
        const span = tracer.createSpan(name);
        return sleep(2).finally(() => span.end());
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
async function nested(name) {
    const __uno_span = __uno.$scope();
    try {
        return await __uno.$leave(__uno_span, (0, { nested: async () => {
                const env_5 = { stack: [], error: void 0, hasError: false };
                try {
                    await sleep(1);
                    const _ = __addDisposableResource(env_5, tracer.createSpan(name), false);
                    await sleep(1);
                    {
                        const env_6 = { stack: [], error: void 0, hasError: false };
                        try {
                            const _ = __addDisposableResource(env_6, tracer.createSpan(`${name}, inner`), false);
                            await sleep(1);
                            mark(`${name}, inside of both`);
                        }
                        catch (e_5) {
                            env_6.error = e_5;
                            env_6.hasError = true;
                        }
                        finally {
                            __disposeResources(env_6);
                        }
                    }
                    mark(`${name}, inside of one`);
                }
                catch (e_6) {
                    env_5.error = e_6;
                    env_5.hasError = true;
                }
                finally {
                    __disposeResources(env_5);
                }
            } }.nested)());
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
class Jobs {
    tracer = tracer;
    async method(name) {
        const __uno_span = __uno.$scope();
        try {
            const span = this.tracer?.createSpan(name);
            __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, sleep(1)));
            mark(`${name} goes on`);
            span.end();
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    arrow = async (name) => {
        const __uno_span = __uno.$scope();
        try {
            const span = this.tracer["createSpan"](name);
            __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, sleep(1)));
            span.end();
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    };
}
const { createSpan, createSpan: make } = tracer;
const destructured = async (name) => {
    const __uno_span = __uno.$scope();
    try {
        return await __uno.$leave(__uno_span, (0, { destructured: async () => {
                const env_7 = { stack: [], error: void 0, hasError: false };
                try {
                    const _ = __addDisposableResource(env_7, createSpan(name), false);
                    await sleep(1);
                    mark(`${name} goes on`);
                }
                catch (e_7) {
                    env_7.error = e_7;
                    env_7.hasError = true;
                }
                finally {
                    __disposeResources(env_7);
                }
            } }.destructured)());
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
const renamed = async (name) => {
    const __uno_span = __uno.$scope();
    try {
        const span = make(name);
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, sleep(1)));
        span.end();
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
const expression = async (name) => {
    const __uno_span = __uno.$scope();
    try {
        return (tracer.createSpan(name).end(), __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, sleep(1, `${name} ended`))));
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
async function leftOpen(name) {
    const __uno_span = __uno.$scope();
    try {
        return tracer.createSpan(name);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @no-trace
async function leftAlone(name) {
    const env_8 = { stack: [], error: void 0, hasError: false };
    try {
        const _ = __addDisposableResource(env_8, tracer.createSpan(name), false);
        await sleep(1);
    }
    catch (e_8) {
        env_8.error = e_8;
        env_8.hasError = true;
    }
    finally {
        __disposeResources(env_8);
    }
}
const current = () => getCurrentSpan()?.name ?? "none";
async function sees() {
    const __uno_span = __uno.$scope();
    try {
        const before = current();
        const span = tracer.createSpan("seen");
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
        span.end();
        return before === current();
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
export async function run() {
    // Where nothing at all is current, and nothing has been.
    await job("first of all", 1);
    await sleep(30);
    return tracer.withSpan("all", all);
}
async function all() {
    const log = [];
    const tell = async (work) => log.push(await work);
    const begin = [
        job("slow job", 12),
        job("fast job", 6),
        inFinally("in finally"),
        later("await using"),
        fails("fails"),
        rejected("rejected"),
        eachItem("for await"),
        neverWaits("never waits"),
        nested("nested"),
        new Jobs().method("method"),
        new Jobs().arrow("arrow"),
        destructured("destructured"),
        renamed("renamed"),
        expression("expression"),
    ];
    mark("beside the jobs");
    // Each with its handler at once.
    await Promise.all(begin.map(async (work, index) => {
        log[index] = await work.catch(String);
    }));
    (await leftOpen("left open")).end();
    await tell(tracer.withSpan("around", sees));
    await tell(Promise.all(["first task", "second task"].map(async (name) => {
        const __uno_span = __uno.$scope();
        try {
            return await __uno.$leave(__uno_span, (async () => {
                const env_9 = { stack: [], error: void 0, hasError: false };
                try {
                    const _ = __addDisposableResource(env_9, tracer.createSpan(name), false);
                    await sleep(1);
                    mark(`${name} goes on`);
                }
                catch (e_9) {
                    env_9.error = e_9;
                    env_9.hasError = true;
                }
                finally {
                    __disposeResources(env_9);
                }
            })());
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    })));
    mark("behind the jobs");
    await leftAlone("left alone");
    return log;
}