import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "pages", "fn": "pages", "kind": 0, "file": "input.ts", "line": 5, "column": 1 }; }
function __uno_1() { return { "name": "merged", "fn": "merged", "kind": 0, "file": "input.ts", "line": 19, "column": 1 }; }
function __uno_2() { return { "name": "read", "fn": "read", "kind": 0, "file": "input.ts", "line": 25, "column": 1 }; }
function __uno_3() { return { "name": "consumer", "fn": "consumer", "kind": 0, "file": "input.ts", "line": 31, "column": 1 }; }
function __uno_4() { return { "name": "fails", "fn": "fails", "kind": 0, "file": "input.ts", "line": 39, "column": 1 }; }
const log = [];
const tick = () => new Promise((resolve) => setImmediate(resolve));
// @trace
async function* pages(limit) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
    if (!__uno_span) {
        try {
            for (let i = 0; i < limit; i++) {
                await tick();
                log.push(["sent", yield i]);
            }
            return "all pages";
        }
        finally {
            await tick();
            log.push("closed");
        }
    }
    else
        try {
            return yield* __uno.$driveAsync(__uno_span, { pages: async function* () {
                    try {
                        for (let i = 0; i < limit; i++) {
                            await tick();
                            log.push(["sent", yield i]);
                        }
                        return "all pages";
                    }
                    finally {
                        await tick();
                        log.push("closed");
                    }
                } }.pages, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace
async function* merged() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
    if (!__uno_span) {
        yield* pages(2);
        yield* [Promise.resolve("from a promise")];
    }
    else
        try {
            yield* __uno.$driveAsync(__uno_span, { merged: async function* () {
                    yield* pages(2);
                    yield* [Promise.resolve("from a promise")];
                } }.merged, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace
async function read(page) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
    try {
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, tick()));
        return `page ${page}`;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function* consumer() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
    if (!__uno_span) {
        for await (const page of pages(4)) {
            if (page === 2)
                break;
            yield await read(page);
        }
    }
    else
        try {
            yield* __uno.$driveAsync(__uno_span, { consumer: async function* () {
                    for await (const page of pages(4)) {
                        if (page === 2)
                            break;
                        yield await read(page);
                    }
                } }.consumer, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace
async function* fails() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
    if (!__uno_span) {
        yield 1;
        await tick();
        throw new Error("async generator failed");
    }
    else
        try {
            yield* __uno.$driveAsync(__uno_span, { fails: async function* () {
                    yield 1;
                    await tick();
                    throw new Error("async generator failed");
                } }.fails, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
export async function run() {
    for await (const item of merged())
        log.push(item);
    for await (const item of consumer())
        log.push(item);
    const stepped = pages(3);
    log.push(await stepped.next(), await stepped.next("value in"), await stepped.return("stopped"), await stepped.next());
    const both = pages(2);
    log.push(await Promise.all([both.next(), both.next(), both.next()]));
    try {
        for await (const item of fails())
            log.push(item);
    }
    catch (error) {
        log.push(error.message);
    }
    log.push(pages.constructor.name, Object.getPrototypeOf(pages(1)) === pages.prototype);
    return log;
}