import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "withoutSemicolons", "fn": "withoutSemicolons", "kind": 0, "file": "input.ts", "line": 10, "column": 1 }; }
function __uno_1() { return { "name": "fails", "fn": "fails", "kind": 0, "file": "input.ts", "line": 27, "column": 1, "args": ["kind"], "result": [""] }; }
function __uno_2() { return { "name": "Shape.own", "fn": "Shape.own", "kind": 0, "file": "input.ts", "line": 63, "column": 4 }; }
function __uno_3() { return { "name": "Square.sides", "fn": "Square.sides", "kind": 0, "file": "input.ts", "line": 71, "column": 4 }; }
function __uno_4() { return { "name": "Square.slowly", "fn": "Square.slowly", "kind": 0, "file": "input.ts", "line": 77, "column": 10 }; }
function __uno_5() { return { "name": "consumes", "fn": "consumes", "kind": 0, "file": "input.ts", "line": 88, "column": 1 }; }
function __uno_6() { return { "name": "nothing", "fn": "nothing", "kind": 0, "file": "input.ts", "line": 102, "column": 1 }; }
function __uno_7() { return { "name": "object.method", "fn": "object.method", "kind": 0, "file": "input.ts", "line": 106, "column": 4 }; }
function __uno_8() { return { "name": "makesFunctions", "fn": "makesFunctions", "kind": 0, "file": "input.ts", "line": 114, "column": 1 }; }
function __uno_9() { return { "name": "tagged", "fn": "tagged", "kind": 0, "file": "input.ts", "line": 121, "column": 1 }; }
function __uno_10() { return { "name": "classes", "fn": "classes", "kind": 0, "file": "input.ts", "line": 126, "column": 1 }; }
function __uno_11() { return { "name": "severalLines", "fn": "severalLines", "kind": 0, "file": "input.ts", "line": 131, "column": 1 }; }
function __uno_12() { return { "name": "longOne", "fn": "longOne", "kind": 0, "file": "input.ts", "line": 137, "column": 1 }; }
// Generators of which one body is written twice: what is not recorded runs the copy, whose errors stand where they stood.
import { EventEmitter } from "node:events";
const log = [];
export let counter = 0;
const place = (error) => /input\.ts:\d+:\d+/.exec(error.stack ?? "")?.[0];
// @trace
function* withoutSemicolons(limit) {
    "use strict";
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_0) : void 0;
    if (!__uno_span) {
        let sum = 0; // a remark at the end of a line
        for (let index = 0, step = 1; index < limit; index += step)
            sum += (yield);
        do
            counter++;
        while (counter % 3);
        /* two lines
           of a remark */
        if (sum > 2)
            yield "more than two";
        else
            yield `sum ${sum}: ${typeof undefined}`;
        const [first, { second = "by default", ...others } = { second: undefined }] = [sum, undefined];
        yield { first, second, others, counter };
        [1, 2].concat(sum);
        return "the end";
    }
    else
        try {
            let sum = 0; // a remark at the end of a line
            for (let index = 0, step = 1; index < limit; index += step)
                sum += (__uno.$resume(__uno_span, yield __uno.$yields(__uno_span)));
            do
                counter++;
            while (counter % 3);
            /* two lines
               of a remark */
            if (sum > 2)
                __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "more than two"));
            else
                __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, `sum ${sum}: ${typeof undefined}`));
            const [first, { second = "by default", ...others } = { second: undefined }] = [sum, undefined];
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, { first, second, others, counter }));
            [1, 2].concat(sum);
            return "the end";
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace args=kind result
function* fails(kind) {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_1) : void 0;
    if (!__uno_span) {
        outer: for (const letter of "abc") {
            switch (kind) {
                case "thrown":
                    yield letter;
                    throw new Error("thrown between items");
                case "inner":
                    try {
                        yield letter; // what is thrown in here
                        throw new TypeError("caught inside");
                    }
                    catch (error) {
                        log.push(place(error) ?? error);
                        yield "caught inside";
                    }
                    finally {
                        yield "cleaned up";
                    }
                    continue outer;
                case "argument": {
                    yield letter;
                    yield new EventEmitter().emit("error", new RangeError("in an argument"));
                    break;
                }
                default:
                    break outer;
            }
        }
        return "no failure";
    }
    else
        try {
            __uno.$capture(__uno_span, kind);
            outer: for (const letter of "abc") {
                switch (kind) {
                    case "thrown":
                        __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, letter));
                        throw new Error("thrown between items");
                    case "inner":
                        try {
                            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, letter)); // what is thrown in here
                            throw new TypeError("caught inside");
                        }
                        catch (error) {
                            __uno.$resume(__uno_span);
                            log.push(place(error) ?? error);
                            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "caught inside"));
                        }
                        finally {
                            __uno.$resume(__uno_span);
                            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "cleaned up"));
                        }
                        continue outer;
                    case "argument": {
                        __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, letter));
                        __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, new EventEmitter().emit("error", new RangeError("in an argument"))));
                        break;
                    }
                    default:
                        break outer;
                }
            }
            return __uno.$result(__uno_span, "no failure");
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
class Shape {
    #sides = 4;
    name = "a shape";
    describe(suffix = "") {
        return `${this.name} with ${this.#sides} sides${suffix}`;
    }
    // @trace
    *own() {
        const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_2) : void 0;
        if (!__uno_span) {
            this.#sides++;
            yield this.#sides;
        }
        else
            try {
                this.#sides++;
                __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, this.#sides));
            }
            catch (__uno_error) {
                throw __uno.$fail(__uno_span, __uno_error);
            }
            finally {
                __uno_span && __uno.$exit(__uno_span);
            }
    }
}
class Square extends Shape {
    // @trace
    *sides(count, ...rest) {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_3) : void 0;
        if (!__uno_span) {
            var count = count || 2;
            for (let side = 0; side < count; side++)
                yield [super.describe(), arguments.length, rest[side]?.toString()];
            yield* this.own();
        }
        else
            try {
                const __uno_arguments = arguments;
                const __uno_super = __uno.$superOf(k => super[k]);
                return yield* __uno.$drive(__uno_span, { sides: function* (__uno_parameter0) {
                        var count = __uno_parameter0;
                        var count = count || 2;
                        for (let side = 0; side < count; side++)
                            yield [__uno_super("describe").call(this), __uno_arguments.length, rest[side]?.toString()];
                        yield* this.own();
                    } }.sides, this, [count]);
            }
            catch (__uno_error) {
                throw __uno.$fail(__uno_span, __uno_error);
            }
            finally {
                __uno_span && __uno.$exit(__uno_span);
            }
    }
    // @trace
    async *slowly(count) {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
        if (!__uno_span) {
            yield super.describe("?");
            const { length } = arguments;
            yield [count, length, await Promise.resolve("awaited")];
            super.name = "a renamed shape";
            if (count > 1)
                throw new SyntaxError("async: " + this.describe());
            return "slow end";
        }
        else
            try {
                const __uno_arguments = arguments;
                const __uno_super = __uno.$superOf(k => super[k], (k, v) => super[k] = v);
                return yield* __uno.$driveAsync(__uno_span, { slowly: async function* () {
                        yield __uno_super("describe").call(this, "?");
                        const { length } = __uno_arguments;
                        yield [count, length, await Promise.resolve("awaited")];
                        __uno_super("name").v = "a renamed shape";
                        if (count > 1)
                            throw new SyntaxError("async: " + this.describe());
                        return "slow end";
                    } }.slowly, this);
            }
            catch (__uno_error) {
                throw __uno.$fail(__uno_span, __uno_error);
            }
            finally {
                __uno_span && __uno.$exit(__uno_span);
            }
    }
}
// @trace
async function* consumes(from) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_5) : void 0;
    if (!__uno_span) {
        try {
            for await (const item of from) {
                const sent = yield item;
                if (sent)
                    log.push(sent);
            }
        }
        catch (error) {
            yield place(error);
        }
        finally {
            log.push("consumed");
        }
    }
    else
        try {
            yield* __uno.$driveAsync(__uno_span, { consumes: async function* () {
                    try {
                        for await (const item of from) {
                            const sent = yield item;
                            if (sent)
                                log.push(sent);
                        }
                    }
                    catch (error) {
                        yield place(error);
                    }
                    finally {
                        log.push("consumed");
                    }
                } }.consumes, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace
function* nothing() {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_6) : void 0;
    if (!__uno_span) {
    }
    else
        try {
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
// @trace
const object = {
    *method() {
        const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_7) : void 0;
        if (!__uno_span) {
            yield this === object;
        }
        else
            try {
                __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, this === object));
            }
            catch (__uno_error) {
                throw __uno.$fail(__uno_span, __uno_error);
            }
            finally {
                __uno_span && __uno.$exit(__uno_span);
            }
    },
};
// Each of these is written once.
// @trace
function* makesFunctions() {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_8) : void 0;
    try {
        for (let index = 0; index < 2; index++)
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, () => `made ${index}`));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
const strings = (parts) => parts;
// @trace
function* tagged() {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_9) : void 0;
    try {
        for (let turn = 0; turn < 2; turn++)
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, strings `the same list`));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function* classes() {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_10) : void 0;
    try {
        __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, class Inner {
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
function* severalLines() {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_11) : void 0;
    try {
        __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, `a literal
of two lines`));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
// @trace
function* longOne() {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_12) : void 0;
    try {
        // xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        // xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        // xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        // xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        // xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        // xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        // xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        // xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, "of more than a thousand characters"));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno_span && __uno.$exit(__uno_span);
    }
}
function drain(iterator) {
    const items = [];
    try {
        for (let sent = 1;; sent++) {
            const { value, done } = iterator.next(sent);
            items.push(value);
            if (done)
                return items;
        }
    }
    catch (error) {
        return [...items, error.name, place(error)];
    }
}
async function drainSlowly(iterable) {
    const items = [];
    try {
        for await (const item of iterable)
            items.push(item);
        return items;
    }
    catch (error) {
        return [...items, error.name, place(error)];
    }
}
export async function run() {
    const early = fails("inner");
    const square = new Square();
    const lists = [...tagged()];
    const classList = [...classes(), ...classes()];
    return {
        plain: [drain(withoutSemicolons(2)), drain(withoutSemicolons(0))],
        failing: ["thrown", "inner", "argument", "none"].map((kind) => drain(fails(kind))),
        early: [early.next(), early.throw(new Error("thrown in")), early.return("stopped"), early.next(), early.next()],
        square: [drain(square.sides(2, "x", 1)), drain(square.sides(0))],
        slow: [await drainSlowly(square.slowly(1)), await drainSlowly(square.slowly(2))],
        consumed: await drainSlowly(consumes(square.slowly(3))),
        nothing: [...nothing()],
        object: [...object.method()],
        once: [[...makesFunctions()].map((made) => made()), lists[0] === lists[1], classList[0] === classList[1]],
        others: [...severalLines(), ...longOne()],
        lengths: [withoutSemicolons.length, square.slowly.length],
        counter,
        log,
    };
}