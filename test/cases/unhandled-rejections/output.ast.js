import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "forgotten", "fn": "forgotten", "kind": 0, "file": "input.ts", "line": 4, "column": 1 }; }
function __uno_1() { return { "name": "forgottenAsync", "fn": "forgottenAsync", "kind": 0, "file": "input.ts", "line": 9, "column": 1 }; }
function __uno_2() { return { "name": "handledLater", "fn": "handledLater", "kind": 0, "file": "input.ts", "line": 14, "column": 1 }; }
const wait = () => new Promise((resolve) => setTimeout(resolve, 5));
// @trace
function forgotten() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
    try {
        return __uno.$returned(__uno_span, Promise.reject(new Error("forgotten by a sync function")));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function forgottenAsync() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
    try {
        throw new Error("forgotten by an async function");
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function handledLater() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
    try {
        return __uno.$returned(__uno_span, Promise.reject(new Error("handled in the same turn")));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
export async function run() {
    forgotten();
    await wait();
    forgottenAsync();
    await wait();
    const late = handledLater();
    late.catch(() => { });
    await wait();
    return "the process goes on";
}