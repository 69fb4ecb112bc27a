var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __param = (this && this.__param) || function (paramIndex, decorator) {
    return function (target, key) { decorator(target, key, paramIndex); }
};
import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "Derived.all", "fn": "Derived.all", "kind": 0, "file": "input.ts", "line": 18, "column": 4, "args": ["name"] }; }
function __uno_1() { return { "name": "Derived.traced", "fn": "Derived.traced", "kind": 0, "file": "input.ts", "line": 33, "column": 4 }; }
function __uno_2() { return { "name": "value", "fn": "value", "kind": 0, "file": "input.ts", "line": 36, "column": 19 }; }
function __uno_3() { return { "name": "greeting", "fn": "greeting", "kind": 0, "file": "input.ts", "line": 38, "column": 22 }; }
function __uno_4() { return { "name": "own", "fn": "own", "kind": 0, "file": "input.ts", "line": 40, "column": 17 }; }
function __uno_5() { return { "name": "Derived.assigns", "fn": "Derived.assigns", "kind": 0, "file": "input.ts", "line": 45, "column": 4 }; }
function __uno_6() { return { "name": "Derived.decorates", "fn": "Derived.decorates", "kind": 0, "file": "input.ts", "line": 56, "column": 4 }; }
function __uno_7() { return { "name": "Derived.later", "fn": "Derived.later", "kind": 0, "file": "input.ts", "line": 70, "column": 10 }; }
function __uno_8() { return { "name": "redeclares", "fn": "redeclares", "kind": 0, "file": "input.ts", "line": 78, "column": 1 }; }
function __uno_9() { return { "name": "object.list", "fn": "object.list", "kind": 0, "file": "input.ts", "line": 90, "column": 4 }; }
// Bodies that hold a `yield*` move into a function of their own, where `super`, `arguments` and parameters are others.
const none = [];
class Base {
    label = "base label";
    greet(name) {
        return `${this.label}: ${name}`;
    }
    get value() {
        return 40;
    }
}
class Derived extends Base {
    static key = "greet";
    // @trace args=name
    *all(name, ..._rest) {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
        try {
            __uno.$capture(__uno_span, name);
            const __uno_arguments = arguments;
            const __uno_super = __uno.$superOf(k => super[k]);
            return yield* __uno.$drive(__uno_span, { all: function* () {
                    yield* none;
                    yield __uno_super("greet").call(this, name);
                    yield __uno_super(Derived.key).call(this, `${name} computed`);
                    yield __uno_super("value").v;
                    yield (() => __uno_super("greet").call(this, "from an arrow"))();
                    yield this.label;
                    yield __uno_arguments.length;
                    yield (() => __uno_arguments[0])();
                    yield { arguments: __uno_arguments }.arguments.length;
                    yield new.target;
                    yield new (class extends (__uno_arguments[0] === "you" ? Base : Object) {
                    })() instanceof Base;
                } }.all, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    // @trace
    *traced(..._rest) {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
        try {
            const __uno_arguments = arguments;
            const __uno_super = __uno.$superOf(k => super[k]);
            return yield* __uno.$drive(__uno_span, { traced: function* () {
                    yield* none;
                    // @trace
                    const value = () => {
                        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
                        try {
                            return __uno_super("value").v;
                        }
                        catch (__uno_error) {
                            throw __uno.$fail(__uno_span, __uno_error);
                        }
                        finally {
                            __uno_span && __uno.$exit(__uno_span);
                        }
                    };
                    // @trace
                    const greeting = () => {
                        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
                        try {
                            return __uno.$returned(__uno_span, __uno_super("greet").call(this, "from a traced arrow"));
                        }
                        catch (__uno_error) {
                            throw __uno.$fail(__uno_span, __uno_error);
                        }
                        finally {
                            __uno_span && __uno.$exit(__uno_span);
                        }
                    };
                    // @trace
                    const own = () => {
                        const __uno_span = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
                        try {
                            return __uno_arguments;
                        }
                        catch (__uno_error) {
                            throw __uno.$fail(__uno_span, __uno_error);
                        }
                        finally {
                            __uno_span && __uno.$exit(__uno_span);
                        }
                    };
                    yield [value(), greeting(), own().length, __uno_super("value").v];
                } }.traced, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    // @trace
    *assigns() {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_5) : void 0;
        try {
            const __uno_super = __uno.$superOf(k => super[k], (k, v) => super[k] = v);
            return yield* __uno.$drive(__uno_span, { assigns: function* () {
                    yield* none;
                    const self = this;
                    __uno_super("greet").v = function () {
                        return "replaced on the instance";
                    };
                    yield this.greet("x");
                    yield self.label;
                } }.assigns, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    // @trace
    *decorates(..._names) {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_6) : void 0;
        try {
            const __uno_arguments = arguments;
            const __uno_super = __uno.$superOf(k => super[k]);
            return yield* __uno.$drive(__uno_span, { decorates: function* () {
                    yield* none;
                    const seen = [];
                    const note = (what) => (_target, _key, _index) => void seen.push(what);
                    class Inner {
                        method() { }
                        parameter(_value) { }
                    }
                    __decorate([
                        note(__uno_arguments.length)
                    ], Inner.prototype, "method", null);
                    __decorate([
                        __param(0, note(__uno_super("greet").call(this, "from a decorator")))
                    ], Inner.prototype, "parameter", null);
                    yield [seen, typeof Inner];
                } }.decorates, this);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    // @trace
    async *later(name) {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_7) : void 0;
        if (!__uno_span) {
            yield super.greet(name);
            await null;
            yield super[Derived.key](`${arguments.length}`);
        }
        else
            try {
                const __uno_arguments = arguments;
                const __uno_super = __uno.$superOf(k => super[k]);
                yield* __uno.$driveAsync(__uno_span, { later: async function* () {
                        yield __uno_super("greet").call(this, name);
                        await null;
                        yield __uno_super(Derived.key).call(this, `${__uno_arguments.length}`);
                    } }.later, this);
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
function* redeclares(options, other = 1) {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_8) : void 0;
    if (!__uno_span) {
        yield* none;
        // biome-ignore lint: this is the case
        var options = options || { n: 7 };
        yield options.n;
        other++;
        yield other;
    }
    else
        try {
            return yield* __uno.$drive(__uno_span, { redeclares: function* (__uno_parameter0) {
                    var options = __uno_parameter0;
                    yield* none;
                    // biome-ignore lint: this is the case
                    var options = options || { n: 7 };
                    yield options.n;
                    other++;
                    yield other;
                } }.redeclares, this, [options]);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
}
const object = {
    __proto__: new Base(),
    // @trace
    *list() {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_9) : void 0;
        if (!__uno_span) {
            yield* none;
            yield super.greet("object literal");
        }
        else
            try {
                const __uno_super = __uno.$superOf(k => super[k]);
                return yield* __uno.$drive(__uno_span, { list: function* () {
                        yield* none;
                        yield __uno_super("greet").call(this, "object literal");
                    } }.list, this);
            }
            catch (__uno_error) {
                throw __uno.$fail(__uno_span, __uno_error);
            }
            finally {
                __uno_span && __uno.$exit(__uno_span);
            }
    },
};
export async function run() {
    const later = [];
    for await (const item of new Derived().later("async"))
        later.push(item);
    return [
        [...new Derived().all("you", 1, 2)],
        [...new Derived().traced("a", "b")],
        [...new Derived().assigns()],
        [...new Derived().decorates("a", "b")],
        later,
        [...redeclares(undefined)],
        [...redeclares({ n: 1 }, 5)],
        [...object.list()],
    ];
}