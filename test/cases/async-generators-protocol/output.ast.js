import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "counts", "fn": "counts", "kind": 0, "file": "input.ts", "line": 18, "column": 1 }; }
function __uno_1() { return { "name": "awaitsItems", "fn": "awaitsItems", "kind": 0, "file": "input.ts", "line": 35, "column": 1 }; }
function __uno_2() { return { "name": "catchesResult", "fn": "catchesResult", "kind": 0, "file": "input.ts", "line": 47, "column": 1 }; }
function __uno_3() { return { "name": "stubborn", "fn": "stubborn", "kind": 0, "file": "input.ts", "line": 57, "column": 1 }; }
function __uno_4() { return { "name": "delegates", "fn": "delegates", "kind": 0, "file": "input.ts", "line": 66, "column": 1 }; }
function __uno_5() { return { "name": "endless", "fn": "endless", "kind": 0, "file": "input.ts", "line": 83, "column": 1 }; }
function __uno_6() { return { "name": "inner", "fn": "inner", "kind": 0, "file": "input.ts", "line": 88, "column": 1 }; }
function __uno_7() { return { "name": "transforms", "fn": "transforms", "kind": 0, "file": "input.ts", "line": 94, "column": 1 }; }
const log = [];
const tick = () => new Promise((resolve) => setImmediate(resolve));
async function attempt(label, work) {
    try {
        log.push([label, await work()]);
    }
    catch (error) {
        log.push([label, error instanceof Error ? `${error.name}: ${error.message}` : error]);
    }
}
const settled = async (promises) => (await Promise.allSettled(promises)).map((each) => each.status === "fulfilled" ? each.value : `rejected: ${each.reason?.message ?? each.reason}`);
// @trace
async function* counts(limit) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
    if (!__uno_span) {
        try {
            for (let i = 0; i < limit; i++) {
                await tick();
                log.push(["sent", yield i]);
            }
            return "counted";
        }
        catch (error) {
            log.push(["caught", error.message]);
            throw error;
        }
        finally {
            await tick();
            log.push("closed");
        }
    }
    else
        try {
            return yield* __uno.$driveAsync(__uno_span, { counts: async function* () {
                    try {
                        for (let i = 0; i < limit; i++) {
                            await tick();
                            log.push(["sent", yield i]);
                        }
                        return "counted";
                    }
                    catch (error) {
                        log.push(["caught", error.message]);
                        throw error;
                    }
                    finally {
                        await tick();
                        log.push("closed");
                    }
                } }.counts, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace
async function* awaitsItems() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
    if (!__uno_span) {
        yield Promise.resolve("an awaited item");
        yield* [Promise.resolve("awaited by delegation"), "plain"];
        try {
            yield Promise.reject(new Error("a rejected item"));
        }
        catch (error) {
            yield `caught ${error.message}`;
        }
        return Promise.resolve("an awaited result");
    }
    else
        try {
            return yield* __uno.$driveAsync(__uno_span, { awaitsItems: async function* () {
                    yield Promise.resolve("an awaited item");
                    yield* [Promise.resolve("awaited by delegation"), "plain"];
                    try {
                        yield Promise.reject(new Error("a rejected item"));
                    }
                    catch (error) {
                        yield `caught ${error.message}`;
                    }
                    return Promise.resolve("an awaited result");
                } }.awaitsItems, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace
async function* catchesResult() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_2) : void 0;
    if (!__uno_span) {
        yield "before the result";
        try {
            return Promise.reject(new Error("a rejected result"));
        }
        catch (error) {
            yield `still inside: ${error.message}`;
        }
    }
    else
        try {
            return yield* __uno.$driveAsync(__uno_span, { catchesResult: async function* () {
                    yield "before the result";
                    try {
                        return Promise.reject(new Error("a rejected result"));
                    }
                    catch (error) {
                        yield `still inside: ${error.message}`;
                    }
                } }.catchesResult, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace
async function* stubborn() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
    if (!__uno_span) {
        try {
            yield "first of stubborn";
        }
        finally {
            yield "from the finally block";
        }
    }
    else
        try {
            return yield* __uno.$driveAsync(__uno_span, { stubborn: async function* () {
                    try {
                        yield "first of stubborn";
                    }
                    finally {
                        yield "from the finally block";
                    }
                } }.stubborn, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace
async function* delegates(inner) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
    if (!__uno_span) {
        const result = yield* inner;
        return ["result of the inner one", result];
    }
    else
        try {
            return yield* __uno.$driveAsync(__uno_span, { delegates: async function* () {
                    const result = yield* inner;
                    return ["result of the inner one", result];
                } }.delegates, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
function bare(methods) {
    let steps = 0;
    return {
        [Symbol.asyncIterator]: () => ({
            next: async (value) => (log.push(["next", value]), { value: ++steps, done: steps > 2 }),
            ...methods,
        }),
    };
}
// @trace
async function* endless() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_5) : void 0;
    if (!__uno_span) {
        for (let i = 0;; i++)
            yield i;
    }
    else
        try {
            yield* __uno.$driveAsync(__uno_span, { endless: async function* () {
                    for (let i = 0;; i++)
                        yield i;
                } }.endless, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace
async function inner(label) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
    try {
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, tick()));
        return __uno.$returnedAsync(__uno_span, label);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function* transforms(source) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_7) : void 0;
    if (!__uno_span) {
        for await (const n of source)
            yield await inner(`item ${n}`);
    }
    else
        try {
            yield* __uno.$driveAsync(__uno_span, { transforms: async function* () {
                    for await (const n of source)
                        yield await inner(`item ${n}`);
                } }.transforms, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
export async function run() {
    const queued = counts(3);
    await attempt("queued", () => settled([queued.next("a"), queued.next("b"), queued.next("c"), queued.next("d"), queued.next("e")]));
    const mixed = counts(5);
    await attempt("queued with a throw", () => settled([mixed.next(), mixed.next("kept"), mixed.throw(new Error("thrown into the queue")), mixed.next(), mixed.return("x")]));
    const stopped = counts(5);
    await attempt("queued with a return", () => settled([stopped.next(), stopped.return("stopped")]));
    await attempt("after a return", () => settled([stopped.next(), stopped.return("again")]));
    await attempt("return before the start", () => settled([counts(1).return("never began"), counts(1).return(Promise.resolve("awaited"))]));
    await attempt("throw before the start", () => settled([counts(1).throw(new Error("before the start"))]));
    const items = awaitsItems();
    await attempt("awaited items", async () => {
        const seen = [];
        for (let step = await items.next();; step = await items.next()) {
            seen.push(step);
            if (step.done)
                return seen;
        }
    });
    await attempt("a rejected result", async () => {
        const seen = [];
        for await (const item of catchesResult())
            seen.push(item);
        return seen;
    });
    await attempt("stubborn", async () => {
        for await (const item of stubborn())
            return item;
    });
    const kept = stubborn();
    await attempt("stubborn by hand", () => settled([kept.next(), kept.return("kept until the finally block is through"), kept.next(), kept.next()]));
    const lean = delegates(bare({}));
    await attempt("delegation without return", () => settled([lean.next("a"), lean.next("b"), lean.return("c"), lean.next("d")]));
    const full = delegates(bare({ throw: async (error) => ({ value: ["inner throw", error], done: false }) }));
    await attempt("delegation", () => settled([full.next("a"), full.throw("b"), full.next("c"), full.next("d")]));
    await attempt("delegation to a traced one", async () => {
        const seen = [];
        for await (const item of delegates(counts(2)))
            seen.push(item);
        return seen;
    });
    await attempt("endless", async () => {
        for await (const item of endless())
            if (item === 3)
                return item;
    });
    await attempt("transforms", async () => {
        const seen = [];
        for await (const item of transforms(counts(2)))
            seen.push(item);
        return seen;
    });
    await attempt("interleaved consumers", async () => {
        const shared = counts(4);
        const seen = [];
        const consume = async (label) => {
            for await (const item of shared)
                seen.push([label, item]);
        };
        await Promise.all([consume("left"), consume("right")]);
        return seen;
    });
    const it = endless();
    await attempt("identity", () => [it[Symbol.asyncIterator]() === it, it instanceof endless, Object.prototype.toString.call(it)]);
    await attempt("another receiver", () => it.next.call({}));
    return log;
}