import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "leaf", "fn": "leaf", "kind": 0, "file": "input.ts", "line": 10, "column": 1 }; }
function __uno_1() { return { "name": "enters", "fn": "enters", "kind": 0, "file": "input.ts", "line": 15, "column": 1 }; }
function __uno_2() { return { "name": "entersAsync", "fn": "entersAsync", "kind": 0, "file": "input.ts", "line": 21, "column": 1 }; }
function __uno_3() { return { "name": "entersLater", "fn": "entersLater", "kind": 0, "file": "input.ts", "line": 32, "column": 1 }; }
function __uno_4() { return { "name": "entersInGenerator", "fn": "entersInGenerator", "kind": 0, "file": "input.ts", "line": 39, "column": 1 }; }
function __uno_5() { return { "name": "entersInAsyncGenerator", "fn": "entersInAsyncGenerator", "kind": 0, "file": "input.ts", "line": 47, "column": 1 }; }
function __uno_6() { return { "name": "runs", "fn": "runs", "kind": 0, "file": "input.ts", "line": 55, "column": 1 }; }
function __uno_7() { return { "name": "throwsInRun", "fn": "throwsInRun", "kind": 0, "file": "input.ts", "line": 60, "column": 1 }; }
function __uno_8() { return { "name": "exits", "fn": "exits", "kind": 0, "file": "input.ts", "line": 68, "column": 1 }; }
function __uno_9() { return { "name": "runsAsync", "fn": "runsAsync", "kind": 0, "file": "input.ts", "line": 73, "column": 1 }; }
function __uno_10() { return { "name": "binds", "fn": "binds", "kind": 0, "file": "input.ts", "line": 87, "column": 1 }; }
function __uno_11() { return { "name": "Job.work", "fn": "Job.work", "kind": 0, "file": "input.ts", "line": 95, "column": 3 }; }
import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
const own = new AsyncLocalStorage();
const other = new AsyncLocalStorage();
const tick = () => new Promise((resolve) => setImmediate(resolve));
const log = [];
const note = (where) => log.push([where, own.getStore(), other.getStore()]);
// @trace
function leaf() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
    try {
        return __uno.$returned(__uno_span, own.getStore());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function enters(store) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
    try {
        own.enterWith(store);
        return __uno.$returned(__uno_span, leaf());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function entersAsync(store) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
    try {
        own.enterWith(store);
        note("after entering");
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, tick()));
        note("after a tick");
        own.enterWith(`${store}, again`);
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, tick()));
        return __uno.$returnedAsync(__uno_span, leaf());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function entersLater(store) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
    try {
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
        own.enterWith(store);
        return __uno.$returnedAsync(__uno_span, leaf());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function* entersInGenerator() {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_4) : void 0;
    if (!__uno_span) {
        own.enterWith("entered by a generator");
        yield leaf();
        own.enterWith("entered at the second step");
        yield leaf();
    }
    else
        try {
            own.enterWith("entered by a generator");
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, leaf()));
            own.enterWith("entered at the second step");
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, leaf()));
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace
async function* entersInAsyncGenerator() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_5) : void 0;
    if (!__uno_span) {
        own.enterWith("entered by an async generator");
        yield leaf();
        await tick();
        yield leaf();
    }
    else
        try {
            yield* __uno.$driveAsync(__uno_span, { entersInAsyncGenerator: async function* () {
                    own.enterWith("entered by an async generator");
                    yield leaf();
                    await tick();
                    yield leaf();
                } }.entersInAsyncGenerator, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace
function runs() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
    try {
        return __uno.$returned(__uno_span, own.run("store of run", () => other.run(7, () => [leaf(), own.getStore(), other.getStore()])));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function throwsInRun() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
    try {
        own.run("store of a run that throws", () => {
            leaf();
            throw new Error("thrown in run");
        });
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function exits() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_8) : void 0;
    try {
        return __uno.$returned(__uno_span, own.exit(() => [leaf(), own.getStore()]));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function runsAsync() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_9) : void 0;
    try {
        return __uno.$returnedAsync(__uno_span, own.run("store of an async run", async () => {
            await tick();
            const inner = leaf();
            await other.run(9, async () => {
                await tick();
                note("inside both");
            });
            note("inside one");
            return inner;
        }));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function binds() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_10) : void 0;
    try {
        const bound = AsyncResource.bind(() => [leaf(), own.getStore()]);
        const snapshot = AsyncLocalStorage.snapshot();
        return { bound, snapshot };
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
class Job extends AsyncResource {
    // @trace
    work() {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_11) : void 0;
        try {
            return __uno.$returned(__uno_span, this.runInAsyncScope(leaf));
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
}
export async function run() {
    return own.run("outermost", async () => {
        enters("entered by a sync function");
        note("after a sync function");
        const pending = entersAsync("entered by an async function");
        note("beside an async function");
        await pending;
        note("after an async function");
        await entersLater("entered behind an await");
        note("after one that enters later");
        for (const step of entersInGenerator())
            note(`consumer: ${step}`);
        note("after a generator");
        for await (const step of entersInAsyncGenerator())
            note(`async consumer: ${step}`);
        note("after an async generator");
        log.push(runs(), exits(), await runsAsync());
        try {
            throwsInRun();
        }
        catch {
            note("after a throw");
        }
        const { bound, snapshot } = own.run("when it was bound", binds);
        log.push(bound(), snapshot(leaf), new Job("job").work());
        own.disable();
        note("disabled");
        leaf();
        enters("after disable");
        note("at the end");
        return log;
    });
}