import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "besideVar", "fn": "besideVar", "kind": 0, "file": "input.js", "line": 5, "column": 1 }; }
function __uno_1() { return { "name": "inner", "fn": "inner", "kind": 0, "file": "input.js", "line": 8, "column": 3 }; }
function __uno_2() { return { "name": "overParameter", "fn": "overParameter", "kind": 0, "file": "input.js", "line": 16, "column": 1 }; }
function __uno_3() { return { "name": "read", "fn": "read", "kind": 0, "file": "input.js", "line": 20, "column": 3 }; }
function __uno_4() { return { "name": "twice", "fn": "twice", "kind": 0, "file": "input.js", "line": 27, "column": 1 }; }
function __uno_5() { return { "name": "same", "fn": "same", "kind": 0, "file": "input.js", "line": 30, "column": 3 }; }
function __uno_6() { return { "name": "same", "fn": "same", "kind": 0, "file": "input.js", "line": 35, "column": 3 }; }
function __uno_7() { return { "name": "deeper", "fn": "deeper", "kind": 0, "file": "input.js", "line": 39, "column": 5 }; }
// A function declaration that moves to the head of its body leaves the statements before it where they are.
export const seen = [];
// @trace
function besideVar() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
    try {
        var inner = function () {
            const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
            try {
                return "inner";
            }
            catch (__uno_error) {
                throw __uno.$fail(__uno_span, __uno_error);
            }
            finally {
                __uno_span && __uno.$exit(__uno_span);
            }
        };
        seen.push("stands before the function");
        var inner;
        return __uno.$returned(__uno_span, inner());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function overParameter(read) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
    try {
        var read = 
        // @trace
        async function () {
            const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
            try {
                return __uno.$returnedAsync(__uno_span, arguments.length);
            }
            catch (__uno_error) {
                throw __uno.$fail(__uno_span, __uno_error);
            }
            finally {
                __uno_span && __uno.$exit(__uno_span);
            }
        };
        seen.push("stands before the async one");
        const answer = read(1, 2);
        return __uno.$returned(__uno_span, answer);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function twice() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
    try {
        var same = function () {
            const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
            try {
                seen.push("in the first, which is never called");
            }
            catch (__uno_error) {
                throw __uno.$fail(__uno_span, __uno_error);
            }
            finally {
                __uno_span && __uno.$exit(__uno_span);
            }
        };
        var same = function () {
            const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
            try {
                var deeper = function () {
                    const __uno_span = __uno.$state.on ? __uno.$start(__uno_7) : void 0;
                    try {
                        return "deepest";
                    }
                    catch (__uno_error) {
                        throw __uno.$fail(__uno_span, __uno_error);
                    }
                    finally {
                        __uno_span && __uno.$exit(__uno_span);
                    }
                };
                seen.push("in the second");
                var deeper;
                return __uno.$returned(__uno_span, deeper());
            }
            catch (__uno_error) {
                throw __uno.$fail(__uno_span, __uno_error);
            }
            finally {
                __uno_span && __uno.$exit(__uno_span);
            }
        };
        seen.push("stands before both");
        seen.push("stands between them");
        return __uno.$returned(__uno_span, same());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
export async function run() {
    return [besideVar(), await overParameter(), twice(), seen];
}