import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "leaf", "fn": "leaf", "kind": 0, "file": "input.ts", "line": 8, "column": 1, "args": ["label"] }; }
function __uno_1() { return { "name": "source", "fn": "source", "kind": 0, "file": "input.ts", "line": 13, "column": 1 }; }
function __uno_2() { return { "name": "readsStream", "fn": "readsStream", "kind": 0, "file": "input.ts", "line": 21, "column": 1 }; }
function __uno_3() { return { "name": "stopsReading", "fn": "stopsReading", "kind": 0, "file": "input.ts", "line": 32, "column": 1 }; }
function __uno_4() { return { "name": "pipes", "fn": "pipes", "kind": 0, "file": "input.ts", "line": 37, "column": 1 }; }
function __uno_5() { return { "name": "generatorsInPipeline", "fn": "generatorsInPipeline", "kind": 0, "file": "input.ts", "line": 63, "column": 1 }; }
function __uno_6() { return { "name": "pipesByHand", "fn": "pipesByHand", "kind": 0, "file": "input.ts", "line": 78, "column": 1 }; }
function __uno_7() { return { "name": "breaksDown", "fn": "breaksDown", "kind": 0, "file": "input.ts", "line": 85, "column": 1 }; }
function __uno_8() { return { "name": "webStreams", "fn": "webStreams", "kind": 0, "file": "input.ts", "line": 96, "column": 1 }; }
function __uno_9() { return { "name": "messages", "fn": "messages", "kind": 0, "file": "input.ts", "line": 114, "column": 1 }; }
import { PassThrough, Readable, Transform, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { MessageChannel } from "node:worker_threads";
const wait = () => new Promise((resolve) => setImmediate(resolve));
// @trace args=label
function leaf(label) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
    try {
        __uno.$capture(__uno_span, label);
        return label;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function* source(count) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
    if (!__uno_span) {
        for (let i = 1; i <= count; i++) {
            await wait();
            yield leaf(`chunk ${i}`);
        }
    }
    else
        try {
            yield* __uno.$driveAsync(__uno_span, { source: async function* () {
                    for (let i = 1; i <= count; i++) {
                        await wait();
                        yield leaf(`chunk ${i}`);
                    }
                } }.source, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace
async function readsStream() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
    try {
        return await __uno.$leave(__uno_span, (0, { readsStream: async () => {
                const seen = [];
                for await (const chunk of Readable.from(source(2))) {
                    leaf(`read ${chunk}`);
                    seen.push(chunk);
                }
                leaf("after the stream");
                return seen;
            } }.readsStream)());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function stopsReading() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
    try {
        return await __uno.$leave(__uno_span, (0, { stopsReading: async () => {
                for await (const chunk of Readable.from(source(9)))
                    return leaf(`only ${chunk}`);
            } }.stopsReading)());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function pipes() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
    try {
        const written = [];
        const upper = new Transform({
            objectMode: true,
            transform(chunk, _encoding, done) {
                done(null, leaf(`transformed ${chunk}`).toUpperCase());
            },
            flush(done) {
                leaf("flushed");
                done();
            },
        });
        const sink = new Writable({
            objectMode: true,
            write(chunk, _encoding, done) {
                leaf(`written ${chunk}`);
                written.push(chunk);
                setImmediate(done);
            },
        });
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, pipeline(Readable.from(["one", "two"]), upper, sink)));
        leaf("after the pipeline");
        return __uno.$returnedAsync(__uno_span, written);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function generatorsInPipeline() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
    try {
        const seen = [];
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, pipeline(source(2), async function* (chunks) {
            for await (const chunk of chunks)
                yield leaf(`mapped ${chunk}`);
        }, async (chunks) => {
            for await (const chunk of chunks)
                seen.push(leaf(`kept ${chunk}`));
        })));
        return __uno.$returnedAsync(__uno_span, seen);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function pipesByHand(done) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
    try {
        const through = new PassThrough({ objectMode: true });
        through.on("data", (chunk) => leaf(`data ${chunk}`)).on("end", done);
        Readable.from(["by hand"]).pipe(through);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function breaksDown() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
    try {
        const broken = new Transform({
            transform(_chunk, _encoding, done) {
                leaf("about to break");
                done(new Error("the transform broke"));
            },
        });
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, pipeline(Readable.from(["x"]), broken, new PassThrough())));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function webStreams() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_8) : void 0;
    try {
        return await __uno.$leave(__uno_span, (0, { webStreams: async () => {
                const seen = [];
                let count = 0;
                const readable = new ReadableStream({
                    async pull(controller) {
                        await wait();
                        if (++count > 2)
                            controller.close();
                        else
                            controller.enqueue(leaf(`pulled ${count}`));
                    },
                });
                const mapped = readable.pipeThrough(new TransformStream({ transform: (chunk, controller) => controller.enqueue(leaf(`web ${chunk}`)) }));
                for await (const chunk of mapped)
                    seen.push(leaf(`got ${chunk}`));
                return seen;
            } }.webStreams)());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function messages() {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_9) : void 0;
    try {
        const { port1, port2 } = new MessageChannel();
        const received = new Promise((resolve) => port2.once("message", resolve));
        port1.postMessage("a message");
        leaf(__uno.$resume(__uno_span, await __uno.$suspend(__uno_span, received)));
        port1.close();
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
export async function run() {
    const log = [await readsStream(), await stopsReading(), await pipes(), await generatorsInPipeline()];
    await new Promise(pipesByHand);
    log.push(await breaksDown().catch((error) => error.message), await webStreams());
    await messages();
    leaf("outside of all");
    return log;
}