import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "byClass", "fn": "byClass", "kind": 0, "file": "input.ts", "line": 23, "column": 1, "expectedErrors": ["NotFoundError"] }; }
function __uno_1() { return { "name": "bySuperclass", "fn": "bySuperclass", "kind": 0, "file": "input.ts", "line": 28, "column": 1, "expectedErrors": ["HttpError"] }; }
function __uno_2() { return { "name": "byNameOrCode", "fn": "byNameOrCode", "kind": 0, "file": "input.ts", "line": 33, "column": 1, "expectedErrors": ["AbortError", "ECONN*"] }; }
function __uno_3() { return { "name": "byNumber", "fn": "byNumber", "kind": 0, "file": "input.ts", "line": 40, "column": 1, "expectedErrors": ["404"] }; }
function __uno_4() { return { "name": "fastAndExpected", "fn": "fastAndExpected", "kind": 0, "file": "input.ts", "line": 46, "column": 1, "min": 5000, "expectedErrors": ["NotFoundError"] }; }
function __uno_5() { return { "name": "outer", "fn": "outer", "kind": 0, "file": "input.ts", "line": 52, "column": 1, "expectedErrors": ["TypeError"] }; }
function __uno_6() { return { "name": "middle", "fn": "middle", "kind": 0, "file": "input.ts", "line": 56, "column": 1 }; }
function __uno_7() { return { "name": "inner", "fn": "inner", "kind": 0, "file": "input.ts", "line": 61, "column": 1, "expectedErrors": ["HttpError"] }; }
function __uno_8() { return { "name": "ruled", "fn": "ruled", "kind": 0, "file": "input.ts", "line": 65, "column": 1, "expectedErrors": ["NotFoundError", "NEXT_*"] }; }
function __uno_9() { return { "name": "ruledAndMarked", "fn": "ruledAndMarked", "kind": 0, "file": "input.ts", "line": 70, "column": 1, "expectedErrors": ["HttpError"] }; }
function __uno_10() { return { "name": "onlyItself", "fn": "onlyItself", "kind": 0, "file": "input.ts", "line": 75, "column": 1, "expectedErrors": ["NotFoundError"] }; }
function __uno_11() { return { "name": "promised", "fn": "promised", "kind": 0, "file": "input.ts", "line": 80, "column": 1, "expectedErrors": ["NotFoundError"] }; }
function __uno_12() { return { "name": "streamed", "fn": "streamed", "kind": 0, "file": "input.ts", "line": 85, "column": 1, "expectedErrors": ["NotFoundError"] }; }
function __uno_13() { return { "name": "primitive", "fn": "primitive", "kind": 0, "file": "input.ts", "line": 91, "column": 1, "expectedErrors": ["NotFoundError"] }; }
class HttpError extends Error {
}
class NotFoundError extends HttpError {
}
function outcome(work) {
    try {
        return work();
    }
    catch (error) {
        return error instanceof Error ? error.message : error;
    }
}
async function settled(work) {
    try {
        return await work();
    }
    catch (error) {
        return error instanceof Error ? error.message : error;
    }
}
const coded = (message, code) => Object.assign(new Error(message), { code });
// @trace expected=NotFoundError
function byClass() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
    try {
        throw new NotFoundError("no such order");
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace expected=HttpError
function bySuperclass() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
    try {
        throw new NotFoundError("no such invoice");
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace expected=AbortError,ECONN*
async function byNameOrCode(code) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
    try {
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
        if (code !== undefined)
            throw coded(`failed by ${code}`, code);
        throw Object.assign(new Error("was aborted"), { name: "AbortError" });
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace expected=404
function* byNumber(code) {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_3) : void 0;
    if (!__uno_span) {
        yield code;
        throw coded(`answered ${code}`, code);
    }
    else
        try {
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, code));
            throw coded(`answered ${code}`, code);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace expected="NotFoundError" min=5s
function fastAndExpected() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
    try {
        throw new NotFoundError("dropped with its span");
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// Each function's own list decides.
// @trace expected=TypeError
function outer() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
    try {
        return __uno.$returned(__uno_span, middle());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
function middle() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
    try {
        return __uno.$returned(__uno_span, inner());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace expected=HttpError
function inner() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
    try {
        throw new NotFoundError("through three functions");
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
function ruled() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_8) : void 0;
    try {
        throw Object.assign(new Error("redirects"), { digest: "NEXT_REDIRECT;replace;/login;307;" });
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace expected=HttpError
function ruledAndMarked() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_9) : void 0;
    try {
        throw coded("the directive's list takes the place of the rule's", "NEXT_YEAR");
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace expected=NotFoundError
function onlyItself() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_10) : void 0;
    try {
        throw new Error("the cause does not count", { cause: new NotFoundError("below") });
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace expected=NotFoundError
function promised() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_11) : void 0;
    try {
        return __uno.$returned(__uno_span, Promise.reject(new NotFoundError("by a promise")));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace expected=NotFoundError
async function* streamed() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_12) : void 0;
    if (!__uno_span) {
        yield "an item of the stream";
        throw new NotFoundError("in the stream");
    }
    else
        try {
            yield* __uno.$driveAsync(__uno_span, { streamed: async function* () {
                    yield "an item of the stream";
                    throw new NotFoundError("in the stream");
                } }.streamed, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace expected=NotFoundError
function primitive() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_13) : void 0;
    try {
        throw "NotFoundError";
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
export async function run() {
    const sync = [byClass, bySuperclass, fastAndExpected, outer, ruled, ruledAndMarked, onlyItself, primitive];
    const drain = async (code) => [...byNumber(code)];
    const collect = async () => {
        const items = streamed();
        await items.next();
        return items.next();
    };
    return [
        ...sync.map(outcome),
        await settled(() => byNameOrCode(undefined)),
        await settled(() => byNameOrCode("ECONNRESET")),
        await settled(() => byNameOrCode("OTHER")),
        await settled(() => drain(404)),
        await settled(() => drain(500)),
        await settled(promised),
        await settled(collect),
    ];
}