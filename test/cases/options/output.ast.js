import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "checkout.submit", "fn": "submit", "kind": 2, "file": "input.ts", "line": 4, "column": 1, "attributes": { "team": "payments", "tierName": "gold tier" } }; }
function __uno_1() { return { "name": "quick", "fn": "quick", "kind": 0, "file": "input.ts", "line": 11, "column": 1, "min": 5000 }; }
function __uno_2() { return { "name": "slow", "fn": "slow", "kind": 0, "file": "input.ts", "line": 17, "column": 1, "min": 0.001 }; }
function __uno_3() { return { "name": "kept", "fn": "kept", "kind": 3, "file": "input.ts", "line": 23, "column": 1 }; }
function __uno_4() { return { "name": "quickButFails", "fn": "quickButFails", "kind": 0, "file": "input.ts", "line": 26, "column": 1, "min": 5000 }; }
function __uno_5() { return { "name": "job", "fn": "job", "kind": 4, "file": "input.ts", "line": 31, "column": 1, "root": true }; }
function __uno_6() { return { "name": "documented", "fn": "documented", "kind": 1, "file": "input.ts", "line": 41, "column": 1 }; }
function __uno_7() { return { "name": "inline", "fn": "inline", "kind": 0, "file": "input.ts", "line": 45, "column": 28 }; }
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
// @trace name="checkout.submit" kind=client attr.team=payments attr.tierName="gold tier" -- a remark
async function submit() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
    try {
        quick();
        slow();
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, job()));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace min=5s
function quick() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
    try {
        kept();
        return "quick one";
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace min=1us
function slow() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
    try {
        const end = performance.now() + 2;
        while (performance.now() < end)
            ;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace kind=producer
function kept() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
    try {
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace min=5s
function quickButFails() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
    try {
        throw new Error("quick but failed");
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace root kind=consumer
async function job() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
    try {
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, pause(1)));
        kept();
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
/**
 * A documented function.
 * @param a nothing
 * @trace kind=server
 */
function documented(a) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_6) : void 0;
    try {
        return a;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
/* @trace kind=internal */ function inline() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_7) : void 0;
    try {
        return "inline comment";
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
export async function run() {
    await submit();
    try {
        quickButFails();
    }
    catch {
        kept();
    }
    return [documented("documented one"), inline()];
}