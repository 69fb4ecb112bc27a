import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "throwsValue", "fn": "throwsValue", "kind": 0, "file": "input.ts", "line": 2, "column": 1 }; }
function __uno_1() { return { "name": "rejectsValue", "fn": "rejectsValue", "kind": 0, "file": "input.ts", "line": 7, "column": 1 }; }
// @trace
function throwsValue(value) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
    try {
        throw value;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function rejectsValue(value) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
    try {
        throw value;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
class Hostile extends Error {
    get message() {
        throw new Error("message getter threw");
    }
}
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const values = [
    ["null value", null],
    ["undefined value", undefined],
    ["number value", 42],
    ["string value", "a string"],
    ["symbol value", Symbol("symbol")],
    ["frozen error", Object.freeze(new Error("frozen"))],
    ["hostile error", new Hostile()],
    ["revoked proxy", revoked.proxy],
    ["bare object", Object.create(null)],
];
export async function run() {
    const log = [];
    for (const [label, value] of values) {
        try {
            throwsValue(value);
        }
        catch (error) {
            log.push([label, error === value]);
        }
        await rejectsValue(value).catch((error) => log.push([label, error === value]));
    }
    return log;
}