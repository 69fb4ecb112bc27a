import * as __uno from "uno-trace/runtime";
function __uno_0() { return { "name": "Derived.all", "fn": "Derived.all", "kind": 0, "file": "input.ts", "line": 15, "column": 4 }; }
function __uno_1() { return { "name": "WithOwnCall.callsIt", "fn": "WithOwnCall.callsIt", "kind": 0, "file": "input.ts", "line": 29, "column": 4 }; }
function __uno_2() { return { "name": "plain", "fn": "plain", "kind": 0, "file": "input.ts", "line": 36, "column": 1 }; }
const log = [];
class Base {
    greeting = "greeting of the instance";
    get greet() {
        log.push("member is read");
        return function (name) {
            return `${this.greeting}, ${name}`;
        };
    }
}
class Derived extends Base {
    // @trace
    *all(name) {
        const __uno_span = __uno.$start(__uno_0);
        try {
            const __uno_arguments = arguments;
            const __uno_super = __uno.$superOf(k => super[k]);
            return yield* __uno.$drive(__uno_span, { all: function* (__uno_parameter0) {
                    var name = __uno_parameter0;
                    // biome-ignore lint: the moved body declares its parameter again
                    var name = name || "nobody";
                    yield __uno_super("greet").call(this, (log.push("argument is evaluated"), name));
                    yield __uno_super("greet").call(this, __uno_arguments[0]);
                } }.all, this, [name]);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno.$exit(__uno_span);
        }
    }
}
const own = Object.assign(() => "called itself", { call: () => "its own call" });
Object.defineProperty(Base.prototype, "own", { value: own });
class WithOwnCall extends Base {
    // @trace
    *callsIt() {
        const __uno_span = __uno.$start(__uno_1);
        try {
            const __uno_super = __uno.$superOf(k => super[k]);
            return yield* __uno.$drive(__uno_span, { callsIt: function* () {
                    yield __uno_super("own").v === own;
                    yield __uno_super("own").call(this, "a method that has a call of its own");
                } }.callsIt, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno.$exit(__uno_span);
        }
    }
}
// @trace
function* plain() {
    const __uno_span = __uno.$start(__uno_2);
    try {
        return yield* __uno.$drive(__uno_span, { plain: function* () {
                yield this === undefined;
            } }.plain, this);
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno.$exit(__uno_span);
    }
}
/** Replaces `Function.prototype.call` and `apply` while `work` runs; returns how often they were called. */
function watched(work) {
    const { call, apply } = Function.prototype;
    let calls = 0;
    Function.prototype.call = function (...args) {
        calls++;
        return Reflect.apply(this, args[0], args.slice(1));
    };
    Function.prototype.apply = function (self, args) {
        calls++;
        return Reflect.apply(this, self, args);
    };
    try {
        return [work(), calls];
    }
    finally {
        Function.prototype.call = call;
        Function.prototype.apply = apply;
    }
}
export function run() {
    return [
        watched(() => [...new Derived().all("you")]),
        watched(() => [...plain()]),
        watched(() => [...new WithOwnCall().callsIt()]),
        log,
    ];
}