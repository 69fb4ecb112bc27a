import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "parse", "fn": "parse", "kind": 0, "file": "input.ts", "line": 5, "column": 1 }; }
function __uno_1() { return { "name": "load", "fn": "load", "kind": 0, "file": "input.ts", "line": 10, "column": 1 }; }
function __uno_2() { return { "name": "read", "fn": "read", "kind": 0, "file": "input.ts", "line": 16, "column": 1 }; }
function __uno_3() { return { "name": "rethrow", "fn": "rethrow", "kind": 0, "file": "input.ts", "line": 22, "column": 1 }; }
// V8 writes the text of a stack when it is first read: by the program, and not before.
const firstLine = (error) => String(error.stack).split("\n", 1)[0];
// @trace
function parse(text) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
    try {
        throw new SyntaxError(`cannot parse ${text}`);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function load(file) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
    try {
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
        throw new Error(`cannot load ${file}`);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function* read() {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_2) : void 0;
    if (!__uno_span) {
        yield "one line";
        throw new RangeError("cannot read");
    }
    else
        try {
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "one line"));
            throw new RangeError("cannot read");
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace
function rethrow() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
    try {
        try {
            parse("the manifest");
        }
        catch (error) {
            error.message = `in rethrow: ${error.message}`;
            throw error;
        }
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
function catching(action) {
    try {
        action();
    }
    catch (error) {
        return error;
    }
    throw new Error("nothing was thrown");
}
function renamed() {
    const error = catching(() => [...read()]);
    error.name = "ReadError";
    return firstLine(error);
}
/** As libraries do that look for their caller. */
function callSites(error) {
    const { prepareStackTrace } = Error;
    Error.prepareStackTrace = (_, sites) => sites;
    try {
        const sites = error.stack;
        return Array.isArray(sites) ? sites[0]?.getFunctionName() : "already written";
    }
    finally {
        Error.prepareStackTrace = prepareStackTrace;
    }
}
export async function run() {
    const late = await load("a.json").catch((error) => {
        error.message = `while starting: ${error.message}`;
        return error;
    });
    return [
        firstLine(catching(rethrow)),
        firstLine(late),
        renamed(),
        callSites(catching(() => parse("call sites"))),
    ];
}