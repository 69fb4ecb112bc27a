import * as __uno from "uno-trace/runtime";
function __uno_0() { return { "name": "quiet", "fn": "quiet", "kind": 0, "file": "input.ts", "line": 6, "column": 1 }; }
function __uno_1() { return { "name": "logged", "fn": "logged", "kind": 0, "file": "input.ts", "line": 14, "column": 1, "result": [""] }; }
const wait = () => new Promise((resolve) => setTimeout(resolve, 5));
const log = [];
let last;
// @trace
function quiet() {
    const __uno_span = __uno.enter(__uno_0);
    try {
        const promise = Promise.reject(new Error("nobody waits for it"));
        promise.catch(() => log.push("handled by the function itself"));
        last = promise;
        return __uno.returned(__uno_span, promise, true);
    }
    catch (__uno_error) {
        throw __uno.fail(__uno_span, __uno_error);
    }
    finally {
        __uno.exit(__uno_span);
    }
}
// @trace result
function logged() {
    const __uno_span = __uno.enter(__uno_1);
    try {
        const promise = wait().then(() => "value of logged");
        promise.then((value) => log.push(value));
        last = promise;
        return __uno.returned(__uno_span, promise, true);
    }
    catch (__uno_error) {
        throw __uno.fail(__uno_span, __uno_error);
    }
    finally {
        __uno.exit(__uno_span);
    }
}
export async function run() {
    quiet();
    await wait();
    const promise = logged();
    log.push(promise === last, await promise);
    return log;
}