import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "elsewhere", "fn": "elsewhere", "kind": 0, "file": "input.ts", "line": 2, "column": 19 }; }
function __uno_1() { return { "name": "here", "fn": "here", "kind": 0, "file": "input.ts", "line": 15, "column": 1 }; }
function __uno_2() { return { "name": "shadowing", "fn": "shadowing", "kind": 0, "file": "input.ts", "line": 19, "column": 1 }; }
function __uno_3() { return { "name": "helpers.here", "fn": "helpers.here", "kind": 0, "file": "input.ts", "line": 26, "column": 9 }; }
function __uno_4() { return { "name": "Page.visit", "fn": "Page.visit", "kind": 0, "file": "input.ts", "line": 38, "column": 3 }; }
function __uno_5() { return { "name": "own", "fn": "own", "kind": 0, "file": "input.ts", "line": 39, "column": 17 }; }
function __uno_6() { return { "name": "visited", "fn": "visited", "kind": 0, "file": "input.ts", "line": 47, "column": 27 }; }
function __uno_7() { return { "name": "Page.visited", "fn": "Page.visited", "kind": 0, "file": "input.ts", "line": 51, "column": 3 }; }
function __uno_8() { return { "name": "inside", "fn": "inside", "kind": 0, "file": "input.ts", "line": 60, "column": 16 }; }
function __uno_9() { return { "name": "relay", "fn": "relay", "kind": 0, "file": "input.ts", "line": 62, "column": 1 }; }
function __uno_10() { return { "name": "checked", "fn": "checked", "kind": 0, "file": "input.ts", "line": 73, "column": 17 }; }
function __uno_11() { return { "name": "call", "fn": "call", "kind": 0, "file": "input.ts", "line": 74, "column": 1 }; }
function __uno_12() { return { "name": "run", "fn": "run", "kind": 0, "file": "input.ts", "line": 81, "column": 8 }; }
// Functions that run elsewhere, as text, where nothing of this file is there.
const elsewhere = (text) => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
    try {
        return __uno.$returned(__uno_span, new Function(`return ${text}`)());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
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
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
    try {
        return "traced here";
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
function shadowing() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_2) : void 0;
    try {
        const here = 1;
        return `${here}`;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
const helpers = {
    collect: (n) => n + 4,
    here: () => {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
        try {
            return "traced here, too";
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    },
};
class Page {
    gather = function (n) {
        return n + 5;
    };
    #secret = (n) => n + 6;
    static shared = (n) => n + 7;
    get size() {
        return 8;
    }
    visit() {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
        try {
            const own = function () {
                const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
                try {
                    return `${this.visited}`.length > 0;
                }
                catch (__uno_error) {
                    throw __uno.$fail(__uno_span, __uno_error);
                }
                finally {
                    __uno_span && __uno.$exit(__uno_span);
                }
            };
            return [
                elsewhere(`(${this.gather})(1)`),
                elsewhere(`(${this.#secret})(1)`),
                elsewhere(`(${Page.shared.toString()})(1)`),
                `${this.size}`,
                own.call({ visited: () => {
                        const __uno_span = __uno.$state.on ? __uno.$start(__uno_6) : void 0;
                        try {
                            return 9;
                        }
                        catch (__uno_error) {
                            throw __uno.$fail(__uno_span, __uno_error);
                        }
                        finally {
                            __uno_span && __uno.$exit(__uno_span);
                        }
                    } }),
                this.visited(),
            ];
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    visited() {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_7) : void 0;
        try {
            return "traced here, as well";
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
}
const first = () => "the first in the alphabet";
const second = () => "the second";
// Parameters that are read as text, and the functions that this file gives them.
const inside = (fn) => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_8) : void 0;
    try {
        return __uno.$returned(__uno_span, elsewhere(`(${fn})(1)`));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
const passed = (n) => n + 10;
function relay(fn) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_9) : void 0;
    try {
        return __uno.$returned(__uno_span, inside(fn));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
const relayed = (n) => n + 11;
class Sandbox {
    code;
    constructor(task) {
        this.code = task.toString();
    }
}
const constructed = () => "in the sandbox";
const checked = (n) => {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_10) : void 0;
    try {
        return n + 12;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
function call(fn) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_11) : void 0;
    try {
        if (typeof fn !== "function")
            throw new TypeError(`${fn} is no function`);
        return __uno.$returned(__uno_span, fn(1));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
const handed = (n) => n + 13;
const shorthand = { handed };
export function run() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_12) : void 0;
    try {
        return [
            inside(passed),
            relay(relayed),
            elsewhere(`(${new Sandbox(constructed).code})()`),
            call(checked),
            elsewhere(`(${shorthand.handed})(1)`),
            first < second === first.toString() < second.toString(),
            second == '() => "the second"',
            elsewhere(`(${helpers.collect})(1)`),
            helpers.here(),
            ...new Page().visit(),
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
        __uno_span && __uno.$exit(__uno_span);
    }
}