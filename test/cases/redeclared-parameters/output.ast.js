import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "sync", "fn": "sync", "kind": 0, "file": "input.ts", "line": 2, "column": 1 }; }
function __uno_1() { return { "name": "later", "fn": "later", "kind": 0, "file": "input.ts", "line": 9, "column": 1 }; }
function __uno_2() { return { "name": "withFunction", "fn": "withFunction", "kind": 0, "file": "input.ts", "line": 18, "column": 1 }; }
function __uno_3() { return { "name": "settled", "fn": "settled", "kind": 0, "file": "input.ts", "line": 26, "column": 1 }; }
function __uno_4() { return { "name": "closure", "fn": "closure", "kind": 0, "file": "input.ts", "line": 35, "column": 1 }; }
function __uno_5() { return { "name": "arrow", "fn": "arrow", "kind": 0, "file": "input.ts", "line": 43, "column": 15 }; }
function __uno_6() { return { "name": "moved", "fn": "moved", "kind": 0, "file": "input.ts", "line": 51, "column": 1 }; }
function __uno_7() { return { "name": "movedWithFunction", "fn": "movedWithFunction", "kind": 0, "file": "input.ts", "line": 59, "column": 1 }; }
function __uno_8() { return { "name": "movedArrow", "fn": "movedArrow", "kind": 0, "file": "input.ts", "line": 69, "column": 20 }; }
function __uno_9() { return { "name": "movedGenerator", "fn": "movedGenerator", "kind": 0, "file": "input.ts", "line": 77, "column": 1 }; }
// @trace
function sync(options) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
    try {
        // biome-ignore lint: this is the case
        var options = options || { n: 1 };
        return options.n;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function later(options, fallback = 5) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
    try {
        // biome-ignore lint: this is the case
        var options = options || { n: fallback };
        for (var fallback = 0; fallback < 3; fallback++)
            ;
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
        return [options.n, fallback, "async result"];
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function withFunction(callback) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
    try {
        var callback = function () { };
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
        return typeof callback;
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function settled(options) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
    try {
        // biome-ignore lint: a body that never waits stays where it is
        var options = options || { n: 11 };
        return `settled ${options.n} ${typeof helper} ${arguments.length}`;
        // biome-ignore lint: this is the case
        function helper() { }
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function closure(a, read = () => a) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
    try {
        // biome-ignore lint: this is the case
        var a = a + 1;
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
        return [a, read()];
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
const arrow = async ({ x }) => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
    try {
        // biome-ignore lint: this is the case
        var x = x * 2;
        __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
        return __uno.$returnedAsync(__uno_span, x);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
async function moved(options, fallback = 6) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
    try {
        const __uno_arguments = arguments;
        return await __uno.$leave(__uno_span, (0, { moved: async (__uno_parameter0, __uno_parameter1) => {
                var options = __uno_parameter0;
                var fallback = __uno_parameter1;
                // biome-ignore lint: this is the case
                var options = options || { n: fallback };
                for await (var fallback of [7])
                    options.n++;
                return [options.n, fallback, (() => __uno_arguments.length)()];
            } }.moved)(options, fallback));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
async function movedWithFunction(callback) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
    try {
        return await __uno.$leave(__uno_span, (0, { movedWithFunction: async () => {
                for await (const _ of [1])
                    ;
                return typeof callback;
                // biome-ignore lint: this is the case
                var callback;
                // biome-ignore lint: this is the case
                function callback() { }
            } }.movedWithFunction)());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
const movedArrow = async (x, read = () => x) => {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_8) : void 0;
    try {
        return await __uno.$leave(__uno_span, (0, { movedArrow: async (__uno_parameter0) => {
                var x = __uno_parameter0;
                for await (const _ of [1])
                    ;
                // biome-ignore lint: this is the case
                var x = x * 2;
                return [x, read()];
            } }.movedArrow)(x));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
};
// @trace
function* movedGenerator(x, { y = x }) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_9) : void 0;
    try {
        return yield* __uno.$drive(__uno_span, { movedGenerator: function* (__uno_parameter0) {
                var y = __uno_parameter0;
                yield* [x, y];
                const inner = () => {
                    var x = 9;
                    return x;
                };
                // biome-ignore lint: this is the case
                var y = y + inner();
                yield [x, y];
            } }.movedGenerator, this, [y]);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
export async function run() {
    return [
        sync(),
        sync({ n: 9 }),
        await settled(),
        await settled({ n: 12 }),
        await later(),
        await later({ n: 2 }),
        await withFunction(1),
        await closure(1),
        await arrow({ x: 21 }),
        await moved(),
        await moved({ n: 2 }),
        await movedWithFunction(1),
        await movedArrow(21),
        [...movedGenerator(1, {})],
    ];
}