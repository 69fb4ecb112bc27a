import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "waits", "fn": "waits", "kind": 0, "file": "input.ts", "line": 16, "column": 1 }; }
function __uno_1() { return { "name": "throws", "fn": "throws", "kind": 0, "file": "input.ts", "line": 25, "column": 1 }; }
function __uno_2() { return { "name": "swallows", "fn": "swallows", "kind": 0, "file": "input.ts", "line": 35, "column": 1 }; }
function __uno_3() { return { "name": "inCatch", "fn": "inCatch", "kind": 0, "file": "input.ts", "line": 48, "column": 1 }; }
// A promise that others handle, returned in front of a `finally` that waits or throws: nothing is left unhandled.
const wait = () => new Promise((resolve) => setTimeout(resolve, 3));
function cleanUp() {
    throw new Error("cleanup");
}
/** Rejected, and handled by somebody else. */
function shared() {
    const promise = Promise.reject(new Error("shared"));
    promise.catch(() => { });
    return promise;
}
// @trace
async function waits(promise) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
    try {
        try {
            return __uno.$returnedAsync(__uno_span, promise, true);
        }
        finally {
            __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, wait()));
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
async function throws(promise) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
    try {
        try {
            return __uno.$returnedAsync(__uno_span, promise, true);
        }
        finally {
            cleanUp();
        }
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// Its span is lost: nothing tells that what it returned first was dropped.
// @trace
async function swallows(promise) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
    try {
        try {
            try {
                return __uno.$returnedAsync(__uno_span, promise, true);
            }
            finally {
                cleanUp();
            }
        }
        catch {
            return "swallowed";
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
async function inCatch(promise) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
    try {
        try {
            __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, Promise.reject(new Error("first"))));
        }
        catch {
            __uno.$resume(__uno_span);
            return __uno.$returnedAsync(__uno_span, promise, true);
        }
        finally {
            __uno.$resume(__uno_span);
            __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, wait()));
        }
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
const messageOf = (error) => error.message;
export async function run() {
    const results = [];
    for (const traced of [waits, throws, swallows, inCatch]) {
        results.push(await traced(shared()).catch(messageOf));
        results.push(await traced(Promise.resolve("settled")).catch(messageOf));
    }
    // Nobody handles this one, with or without tracing.
    results.push(await waits(Promise.reject(new Error("nobody's"))).catch(messageOf));
    return results;
}