import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "outer", "fn": "outer", "kind": 0, "file": "input.ts", "line": 5, "column": 1 }; }
function __uno_1() { return { "name": "callback of outer", "fn": "input.ts:9", "kind": 0, "file": "input.ts", "line": 9, "column": 5 }; }
function __uno_2() { return { "name": "p", "fn": "p", "kind": 0, "file": "input.ts", "line": 15, "column": 3 }; }
function __uno_3() { return { "name": "deep", "fn": "deep", "kind": 0, "file": "input.ts", "line": 17, "column": 5 }; }
function __uno_4() { return { "name": "numbers", "fn": "numbers", "kind": 0, "file": "input.ts", "line": 23, "column": 3 }; }
// Functions that move to the head of a body, with traced functions in them and beside them.
const log = [];
// @trace
function outer(p) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
    try {
        var p = function () {
            const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
            try {
                // @trace
                async function* deep() {
                    const __uno_span = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
                    if (!__uno_span) {
                        yield "deep in a moved function";
                    }
                    else
                        try {
                            yield* __uno.$driveAsync(__uno_span, { deep: async function* () {
                                    yield "deep in a moved function";
                                } }.deep, this);
                        }
                        catch (__uno_error) {
                            throw __uno.$fail(__uno_span, __uno_error);
                        }
                        finally {
                            __uno_span && __uno.$exit(__uno_span);
                        }
                }
                return [deep().next instanceof Function, items];
            }
            catch (__uno_error) {
                throw __uno.$fail(__uno_span, __uno_error);
            }
            finally {
                __uno_span && __uno.$exit(__uno_span);
            }
        };
        var numbers = function* () {
            const __uno_span = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
            if (!__uno_span) {
                yield* [3, 4];
            }
            else
                try {
                    return yield* __uno.$drive(__uno_span, { numbers: function* () {
                            yield* [3, 4];
                        } }.numbers, this);
                }
                catch (__uno_error) {
                    throw __uno.$fail(__uno_span, __uno_error);
                }
                finally {
                    __uno_span && __uno.$exit(__uno_span);
                }
        };
        log.push(`behind the head, ${typeof p}`);
        [1, 2].forEach(
        // @trace name="callback of outer"
        (n) => {
            const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
            try {
                log.push(n);
            }
            catch (__uno_error) {
                throw __uno.$fail(__uno_span, __uno_error);
            }
            finally {
                __uno_span && __uno.$exit(__uno_span);
            }
        });
        const items = [...numbers()];
        // biome-ignore lint: what makes the function move
        var numbers;
        return __uno.$returned(__uno_span, p());
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
export function run() {
    return [outer("an argument"), log];
}