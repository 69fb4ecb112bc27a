import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "elsewhere", "fn": "elsewhere", "kind": 0, "file": "input.ts", "line": 2, "column": 19 }; }
function __uno_1() { return { "name": "here", "fn": "here", "kind": 0, "file": "input.ts", "line": 15, "column": 1 }; }
function __uno_2() { return { "name": "shadowing", "fn": "shadowing", "kind": 0, "file": "input.ts", "line": 19, "column": 1 }; }
function __uno_3() { return { "name": "run", "fn": "run", "kind": 0, "file": "input.ts", "line": 24, "column": 8 }; }
// Functions that run elsewhere, as text, where nothing of this file is there.
const elsewhere = (text) => {
    const __uno_span = __uno.$enter(__uno_0);
    try {
        return __uno.$returned(__uno_span, new Function(`return ${text}`)());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno.$exit(__uno_span);
    }
};
function declared(n) {
    return [n].map((m) => m + 1)[0];
}
const arrow = (n) => n + 2;
const concatenated = function (n) {
    return n + 3;
};
// A variable of the same name takes nothing out.
function here() {
    const __uno_span = __uno.$start(__uno_1);
    try {
        return "traced here";
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno.$exit(__uno_span);
    }
}
function shadowing() {
    const __uno_span = __uno.$start(__uno_2);
    try {
        const here = 1;
        return `${here}`;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno.$exit(__uno_span);
    }
}
export function run() {
    const __uno_span = __uno.$enter(__uno_3);
    try {
        return [
            elsewhere(`(${declared.toString()})(1)`),
            elsewhere(`(${arrow})(1)`),
            elsewhere("(" + concatenated + ")(1)"),
            declared(10),
            here(),
            shadowing(),
        ];
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno.$exit(__uno_span);
    }
}