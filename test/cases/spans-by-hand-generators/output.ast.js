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
function* stays(name) {
    const __uno_span = __uno.$scope();
    if (!__uno_span) {
        mark(`${name} begins`);
        const span = tracer.createSpan(name);
        try {
            yield "one";
            mark(`${name} goes on`);
            yield "two";
        }
        finally {
            mark(`${name} ends`);
            span.end();
        }
        yield "after its end";
        mark(`${name} is over`);
    }
    else
        try {
            mark(`${name} begins`);
            const span = tracer.createSpan(name);
            try {
                __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "one"));
                mark(`${name} goes on`);
                __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "two"));
            }
            finally {
                __uno.$resume(__uno_span);
                mark(`${name} ends`);
                span.end();
            }
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "after its end"));
            mark(`${name} is over`);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
function* moves(name) {
    const __uno_span = __uno.$scope();
    try {
        return yield* __uno.$drive(__uno_span, { moves: function* () {
                mark(`${name} begins`);
                {
                    const env_1 = { stack: [], error: void 0, hasError: false };
                    try {
                        const _ = __addDisposableResource(env_1, tracer.createSpan(name), false);
                        yield __uno.$keep(__uno_span, "one");
                        mark(`${name} goes on`);
                        yield* __uno.$keep(__uno_span, ["two", "three"]);
                        mark(`${name} has delegated`);
                        yield __uno.$keep(__uno_span, super_());
                    }
                    catch (e_1) {
                        env_1.error = e_1;
                        env_1.hasError = true;
                    }
                    finally {
                        __disposeResources(env_1);
                    }
                }
                yield __uno.$keep(__uno_span, "after its end");
                mark(`${name} is over`);
            } }.moves, this);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
const super_ = () => "four";
async function* pages(name) {
    const __uno_span = __uno.$scope();
    try {
        yield* __uno.$driveAsync(__uno_span, { pages: async function* () {
                mark(`${name} begins`);
                {
                    const env_2 = { stack: [], error: void 0, hasError: false };
                    try {
                        const _ = __addDisposableResource(env_2, tracer.createSpan(name), false);
                        yield __uno.$keep(__uno_span, "one");
                        mark(`${name} goes on`);
                        await sleep(1);
                        yield __uno.$keep(__uno_span);
                        mark(`${name} goes on again`);
                        for await (const page of [sleep(1, "two")])
                            yield __uno.$keep(__uno_span, page);
                        yield* __uno.$keep(__uno_span, inner());
                        mark(`${name} has delegated`);
                    }
                    catch (e_2) {
                        env_2.error = e_2;
                        env_2.hasError = true;
                    }
                    finally {
                        __disposeResources(env_2);
                    }
                }
                yield __uno.$keep(__uno_span, "after its end");
                mark(`${name} is over`);
            } }.pages, this);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
async function* inner() {
    mark("delegated to");
    yield "three";
}
async function* small(name) {
    const __uno_span = __uno.$scope();
    if (!__uno_span) {
        const span = tracer.createSpan(name);
        yield span.name === "" || mark(`${name} inside`);
        span.end();
    }
    else
        try {
            yield* __uno.$driveAsync(__uno_span, { small: async function* () {
                    const span = tracer.createSpan(name);
                    yield __uno.$keep(__uno_span, span.name === "" || mark(`${name} inside`));
                    span.end();
                } }.small, this);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
class Reader {
    lines = ["first line", "second line"];
    *[Symbol.iterator]() {
        const __uno_span = __uno.$scope();
        try {
            return yield* __uno.$drive(__uno_span, { "[Symbol.iterator]": function* () {
                    const env_3 = { stack: [], error: void 0, hasError: false };
                    try {
                        const _ = __addDisposableResource(env_3, tracer.createSpan("reader"), false);
                        for (const line of this.lines)
                            yield __uno.$keep(__uno_span, line);
                    }
                    catch (e_3) {
                        env_3.error = e_3;
                        env_3.hasError = true;
                    }
                    finally {
                        __disposeResources(env_3);
                    }
                } }["[Symbol.iterator]"], this);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
}
function withEach(items, log) {
    const iterator = items[Symbol.iterator]();
    for (let round = 1;; round++) {
        const done = tracer.withSpan(`round ${round}`, () => {
            const { value, done } = iterator.next();
            mark("in the round");
            log.push(value);
            return done;
        });
        if (done)
            return;
    }
}
export const run = () => tracer.withSpan("all", all);
async function all() {
    const log = [];
    for (const item of stays("stays"))
        log.push(mark(`stays, item ${item}`));
    for (const item of stays("left early")) {
        log.push(mark(`left early, item ${item}`));
        break;
    }
    for (const item of moves("moves"))
        log.push(mark(`moves, item ${item}`));
    withEach(stays("stays in rounds"), log);
    withEach(moves("moves in rounds"), log);
    for await (const page of pages("pages"))
        log.push(mark(`page ${page}`));
    for await (const page of pages("pages left early")) {
        log.push(mark(`left early, page ${page}`));
        if (page === "one")
            break;
    }
    for await (const item of small("small"))
        log.push(typeof item);
    log.push(...new Reader());
    mark("behind all");
    return log;
}