// Functions that call nothing leave their caller's span current; in all others what runs is below their own.
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
function __uno_0() { return { "name": "probe", "fn": "probe", "kind": 0, "file": "input.ts", "line": 4, "column": 1 }; }
function __uno_1() { return { "name": "sum", "fn": "sum", "kind": 0, "file": "input.ts", "line": 7, "column": 1 }; }
function __uno_2() { return { "name": "sign", "fn": "sign", "kind": 0, "file": "input.ts", "line": 14, "column": 14 }; }
function __uno_3() { return { "name": "refuses", "fn": "refuses", "kind": 0, "file": "input.ts", "line": 17, "column": 1, "args": ["reason"] }; }
function __uno_4() { return { "name": "makes", "fn": "makes", "kind": 0, "file": "input.ts", "line": 22, "column": 1 }; }
function __uno_5() { return { "name": "Basket.get dear", "fn": "Basket.get dear", "kind": 0, "file": "input.ts", "line": 35, "column": 7 }; }
function __uno_6() { return { "name": "Basket.[Symbol.iterator]", "fn": "Basket.[Symbol.iterator]", "kind": 0, "file": "input.ts", "line": 40, "column": 5 }; }
function __uno_7() { return { "name": "Basket.set", "fn": "Basket.set", "kind": 0, "file": "input.ts", "line": 44, "column": 3 }; }
function __uno_8() { return { "name": "Basket.first", "fn": "Basket.first", "kind": 0, "file": "input.ts", "line": 48, "column": 3 }; }
function __uno_9() { return { "name": "Basket.pair", "fn": "Basket.pair", "kind": 0, "file": "input.ts", "line": 53, "column": 3 }; }
function __uno_10() { return { "name": "Basket.all", "fn": "Basket.all", "kind": 0, "file": "input.ts", "line": 58, "column": 3 }; }
function __uno_11() { return { "name": "Basket.isDear", "fn": "Basket.isDear", "kind": 0, "file": "input.ts", "line": 62, "column": 3 }; }
function __uno_12() { return { "name": "Basket.assigned", "fn": "Basket.assigned", "kind": 0, "file": "input.ts", "line": 67, "column": 3 }; }
function __uno_13() { return { "name": "hasInstance", "fn": "Amount.[Symbol.hasInstance]", "kind": 0, "file": "input.ts", "line": 75, "column": 11 }; }
function __uno_14() { return { "name": "isAmount", "fn": "isAmount", "kind": 0, "file": "input.ts", "line": 82, "column": 1 }; }
function __uno_15() { return { "name": "has", "fn": "has", "kind": 0, "file": "input.ts", "line": 90, "column": 5 }; }
function __uno_16() { return { "name": "asks", "fn": "asks", "kind": 0, "file": "input.ts", "line": 98, "column": 1 }; }
function __uno_17() { return { "name": "disposes", "fn": "disposes", "kind": 0, "file": "input.ts", "line": 103, "column": 1 }; }
function __uno_18() { return { "name": "note", "fn": "note", "kind": 0, "file": "input.ts", "line": 108, "column": 1 }; }
function __uno_19() { return { "name": "tags", "fn": "tags", "kind": 0, "file": "input.ts", "line": 114, "column": 1 }; }
function __uno_20() { return { "name": "extendsWhat", "fn": "extendsWhat", "kind": 0, "file": "input.ts", "line": 119, "column": 1 }; }
function __uno_21() { return { "name": "declares", "fn": "declares", "kind": 0, "file": "input.ts", "line": 126, "column": 1 }; }
function __uno_22() { return { "name": "dispose", "fn": "resource.[Symbol.dispose ?? Symbol.for(\"Symbol.dispose\")]", "kind": 0, "file": "input.ts", "line": 135, "column": 4 }; }
// @trace
function probe() {
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
// @trace
function sum(from, to) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
    try {
        let total = 0;
        for (let n = from; n <= to; n++)
            total += n;
        return total;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
const sign = (n) => {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_2) : void 0;
    try {
        return (n < 0 ? "minus" : `plus ${n}`);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace args=reason
function refuses(reason) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
    try {
        __uno.$capture(__uno_span, reason);
        throw reason;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function makes() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
    try {
        return { later: () => probe() };
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
class Basket {
    #lines;
    constructor(lines) {
        this.#lines = lines;
    }
    // @trace
    get dear() {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
        try {
            probe();
            return this.#lines.length > 1;
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    *[Symbol.iterator]() {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_6) : void 0;
        if (!__uno_span) {
            yield* this.#lines;
        }
        else
            try {
                return yield* __uno.$drive(__uno_span, { "[Symbol.iterator]": function* () {
                        yield* this.#lines;
                    } }["[Symbol.iterator]"], this);
            }
            catch (__uno_error) {
                throw __uno.$fail(__uno_span, __uno_error);
            }
            finally {
                __uno_span && __uno.$exit(__uno_span);
            }
    }
    set(key) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
        try {
            return this[key];
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    first() {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_8) : void 0;
        try {
            for (const line of this)
                return __uno.$returned(__uno_span, line);
            return undefined;
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    pair() {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_9) : void 0;
        try {
            const [one, two] = this;
            return { one, two };
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    all() {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_10) : void 0;
        try {
            return [...this];
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    isDear() {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_11) : void 0;
        try {
            const { dear } = this;
            return __uno.$returned(__uno_span, dear);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    assigned(into) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_12) : void 0;
        try {
            ({ dear: into.dear } = this);
            return into.dear;
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
}
class Amount {
    // @trace name=hasInstance
    static [Symbol.hasInstance](value) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_13) : void 0;
        try {
            probe();
            return typeof value === "number";
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
}
// @trace
function isAmount(value) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_14) : void 0;
    try {
        return value instanceof Amount;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
const watched = new Proxy({}, {
    // @trace name=has
    has(_, key) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_15) : void 0;
        try {
            probe();
            return key === "asked for";
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    },
});
// @trace
function asks(key) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_16) : void 0;
    try {
        return key in watched;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function disposes() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_17) : void 0;
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const _ = __addDisposableResource(env_1, resource, false);
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
function note(words) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_18) : void 0;
    try {
        probe();
        return words.raw.length;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function tags() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_19) : void 0;
    try {
        return __uno.$returned(__uno_span, note `tagged`);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function extendsWhat() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_20) : void 0;
    try {
        return class extends (Amount) {
            static made = sum(1, 2);
        };
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function declares() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_21) : void 0;
    try {
        class Inner {
            static made = probe();
        }
        return typeof Inner;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
const resource = {
    // @trace name=dispose
    [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_22) : void 0;
        try {
            probe();
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    },
};
export function run() {
    const basket = new Basket([70, 50]);
    const { later } = makes();
    later();
    const results = [sum(1, 4), sign(-1), sign(2), basket.set("dear"), basket.first(), basket.pair()];
    results.push(basket.all(), isAmount(3), asks("asked for"), declares(), basket.isDear(), basket.assigned({}), disposes(), tags(), typeof extendsWhat());
    try {
        refuses("without a reason");
    }
    catch (error) {
        results.push(error);
    }
    probe();
    return results;
}