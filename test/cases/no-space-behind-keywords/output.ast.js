import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "returned", "fn": "returned", "kind": 0, "file": "input.ts", "line": 6, "column": 1 }; }
function __uno_1() { return { "name": "returnedRegExp", "fn": "returnedRegExp", "kind": 0, "file": "input.ts", "line": 8, "column": 1 }; }
function __uno_2() { return { "name": "waited", "fn": "waited", "kind": 0, "file": "input.ts", "line": 10, "column": 1 }; }
function __uno_3() { return { "name": "yielded", "fn": "yielded", "kind": 0, "file": "input.ts", "line": 12, "column": 1 }; }
function __uno_4() { return { "name": "thrown", "fn": "thrown", "kind": 0, "file": "input.ts", "line": 14, "column": 1 }; }
// Operands that stand directly behind their keyword, as a minifier writes them.
const give = (value) => value;
// biome-ignore format: the missing spaces are what this case is about
// @trace
function returned(name) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
    try {
        return __uno.$returned(__uno_span, (give(name)));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function returnedRegExp(name) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
    try {
        if (name)
            return __uno.$returned(__uno_span, /back/.exec(name));
        return [give("array")];
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function waited(name) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
    try {
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, (give("ignored"))));
        return [__uno.$resume(__uno_span, await __uno.$suspend(__uno_span, [give(name)])), __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, /waited/))];
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function* yielded(name) {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_3) : void 0;
    if (!__uno_span) {
        yield (give(name));
        yield /yielded/;
        yield [give("list")];
        yield;
    }
    else
        try {
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, (give(name))));
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, /yielded/));
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, [give("list")]));
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span));
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace
function thrown(name) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
    try {
        try {
            throw (give(name));
        }
        catch (error) {
            return "caught" + error;
        }
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
export async function run() {
    return [
        returned("returned"),
        returnedRegExp("get back"),
        returnedRegExp(""),
        await waited("waited for"),
        [...yielded("first")],
        thrown("something"),
    ];
}