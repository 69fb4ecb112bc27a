import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "double", "fn": "double", "kind": 0, "file": "input.ts", "line": 2, "column": 16 }; }
function __uno_1() { return { "name": "object", "fn": "object", "kind": 0, "file": "input.ts", "line": 5, "column": 16 }; }
function __uno_2() { return { "name": "comma", "fn": "comma", "kind": 0, "file": "input.ts", "line": 8, "column": 15 }; }
function __uno_3() { return { "name": "curried", "fn": "curried", "kind": 0, "file": "input.ts", "line": 11, "column": 17 }; }
function __uno_4() { return { "name": "block", "fn": "block", "kind": 0, "file": "input.ts", "line": 14, "column": 15 }; }
function __uno_5() { return { "name": "nothing", "fn": "nothing", "kind": 0, "file": "input.ts", "line": 20, "column": 17 }; }
function __uno_6() { return { "name": "later", "fn": "later", "kind": 0, "file": "input.ts", "line": 23, "column": 15 }; }
function __uno_7() { return { "name": "laterObject", "fn": "laterObject", "kind": 0, "file": "input.ts", "line": 26, "column": 21 }; }
function __uno_8() { return { "name": "arrow", "fn": "arrow", "kind": 0, "file": "input.ts", "line": 30, "column": 17 }; }
function __uno_9() { return { "name": "asyncArrow", "fn": "asyncArrow", "kind": 0, "file": "input.ts", "line": 32, "column": 22 }; }
function __uno_10() { return { "name": "generic", "fn": "generic", "kind": 0, "file": "input.ts", "line": 37, "column": 17 }; }
function __uno_11() { return { "name": "inner both", "fn": "both", "kind": 0, "file": "input.ts", "line": 39, "column": 45 }; }
function __uno_12() { return { "name": "input.ts:55", "fn": "input.ts:55", "kind": 0, "file": "input.ts", "line": 55, "column": 26 }; }
function __uno_13() { return { "name": "the argument", "fn": "input.ts:56", "kind": 0, "file": "input.ts", "line": 56, "column": 43 }; }
// @trace
const double = (n) => {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
    try {
        return n * 2;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
const object = (a) => {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
    try {
        return ({ a });
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
const comma = (n) => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
    try {
        return __uno.$returned(__uno_span, (n++, Math.max(n, 1)));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
const curried = (a) => {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
    try {
        return (b) => a + b;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
const block = (text) => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
    try {
        const up = text.toUpperCase();
        return `${up} done`;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
const nothing = () => {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_5) : void 0;
    try {
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
const later = async (n) => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
    try {
        return n + 1;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
const laterObject = async () => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
    try {
        return ({ key: "value of key" });
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
function lexical() {
    // @trace
    const arrow = () => {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_8) : void 0;
        try {
            return [this.name, arguments.length];
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    };
    // @trace
    const asyncArrow = async () => {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_9) : void 0;
        try {
            return [this.name, arguments.length];
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    };
    return [arrow(), asyncArrow()];
}
// @trace
const generic = (value) => {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_10) : void 0;
    try {
        return value;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
const both = /* @trace name="inner both" */ (f) => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_11) : void 0;
    try {
        return __uno.$returned(__uno_span, f());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
export async function run() {
    const [first, second] = lexical.call({ name: "lexical this" });
    return [
        double(2),
        object("x"),
        comma(1),
        curried(1)(2),
        block("a"),
        nothing(),
        await later(1),
        await laterObject(),
        first,
        await second,
        generic("generic"),
        [1].map(/* @trace */ (n) => {
            const __uno_span = __uno.$state.on ? __uno.$start(__uno_12) : void 0;
            try {
                return n + 1;
            }
            catch (__uno_error) {
                throw __uno.$fail(__uno_span, __uno_error);
            }
            finally {
                __uno_span && __uno.$exit(__uno_span);
            }
        }),
        both(/* @trace name="the argument" */ () => {
            const __uno_span = __uno.$state.on ? __uno.$start(__uno_13) : void 0;
            try {
                return 7;
            }
            catch (__uno_error) {
                throw __uno.$fail(__uno_span, __uno_error);
            }
            finally {
                __uno_span && __uno.$exit(__uno_span);
            }
        }),
        [double.name, double.length, later.name, "prototype" in double],
    ];
}