var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __param = (this && this.__param) || function (paramIndex, decorator) {
    return function (target, key) { decorator(target, key, paramIndex); }
};
import * as __uno from "uno-trace/runtime";
function __uno_0() { return { "name": "Derived.all", "fn": "Derived.all", "kind": 0, "file": "input.ts", "line": 15, "column": 4, "args": ["name"] }; }
function __uno_1() { return { "name": "Derived.traced", "fn": "Derived.traced", "kind": 0, "file": "input.ts", "line": 28, "column": 4 }; }
function __uno_2() { return { "name": "value", "fn": "value", "kind": 0, "file": "input.ts", "line": 30, "column": 19 }; }
function __uno_3() { return { "name": "greeting", "fn": "greeting", "kind": 0, "file": "input.ts", "line": 32, "column": 22 }; }
function __uno_4() { return { "name": "own", "fn": "own", "kind": 0, "file": "input.ts", "line": 34, "column": 17 }; }
function __uno_5() { return { "name": "Derived.assigns", "fn": "Derived.assigns", "kind": 0, "file": "input.ts", "line": 39, "column": 4 }; }
function __uno_6() { return { "name": "Derived.decorates", "fn": "Derived.decorates", "kind": 0, "file": "input.ts", "line": 49, "column": 4 }; }
function __uno_7() { return { "name": "Derived.later", "fn": "Derived.later", "kind": 0, "file": "input.ts", "line": 62, "column": 10 }; }
function __uno_8() { return { "name": "redeclares", "fn": "redeclares", "kind": 0, "file": "input.ts", "line": 70, "column": 1 }; }
function __uno_9() { return { "name": "object.list", "fn": "object.list", "kind": 0, "file": "input.ts", "line": 81, "column": 4 }; }
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
        const __uno_span = __uno.$enterGenerator(__uno_0);
        try {
            __uno.$capture(__uno_span, name);
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, super.greet(name)));
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, super[Derived.key](`${name} computed`)));
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, super.value));
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, (() => super.greet("from an arrow"))()));
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, this.label));
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, arguments.length));
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, (() => arguments[0])()));
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, { arguments }.arguments.length));
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, new.target));
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno.$exit(__uno_span);
        }
    }
    // @trace
    *traced(..._rest) {
        const __uno_span = __uno.$enterGenerator(__uno_1);
        try {
            // @trace
            const value = () => {
                const __uno_span = __uno.$enter(__uno_2);
                try {
                    return super.value;
                }
                catch (__uno_error) {
                    throw __uno.$fail(__uno_span, __uno_error);
                }
                finally {
                    __uno.$exit(__uno_span);
                }
            };
            // @trace
            const greeting = () => {
                const __uno_span = __uno.$enter(__uno_3);
                try {
                    return __uno.$returned(__uno_span, super.greet("from a traced arrow"));
                }
                catch (__uno_error) {
                    throw __uno.$fail(__uno_span, __uno_error);
                }
                finally {
                    __uno.$exit(__uno_span);
                }
            };
            // @trace
            const own = () => {
                const __uno_span = __uno.$start(__uno_4);
                try {
                    return arguments;
                }
                catch (__uno_error) {
                    throw __uno.$fail(__uno_span, __uno_error);
                }
                finally {
                    __uno.$exit(__uno_span);
                }
            };
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, [value(), greeting(), own().length, super.value]));
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno.$exit(__uno_span);
        }
    }
    // @trace
    *assigns() {
        const __uno_span = __uno.$enterGenerator(__uno_5);
        try {
            const self = this;
            super.greet = function () {
                return "replaced on the instance";
            };
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, this.greet("x")));
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, self.label));
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno.$exit(__uno_span);
        }
    }
    // @trace
    *decorates(..._names) {
        const __uno_span = __uno.$enterGenerator(__uno_6);
        try {
            const seen = [];
            const note = (what) => (_target, _key, _index) => void seen.push(what);
            class Inner {
                method() { }
                parameter(_value) { }
            }
            __decorate([
                note(arguments.length)
            ], Inner.prototype, "method", null);
            __decorate([
                __param(0, note(super.greet("from a decorator")))
            ], Inner.prototype, "parameter", null);
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, [seen, typeof Inner]));
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno.$exit(__uno_span);
        }
    }
    // @trace
    async *later(name) {
        const __uno_span = __uno.$start(__uno_7);
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
            __uno.$exit(__uno_span);
        }
    }
}
// @trace
function* redeclares(options, other = 1) {
    const __uno_span = __uno.$enterGenerator(__uno_8);
    try {
        // biome-ignore lint: this is the case
        var options = options || { n: 7 };
        __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, options.n));
        other++;
        __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, other));
    }
    catch (__uno_error) {
        throw __uno.$fail(__uno_span, __uno_error);
    }
    finally {
        __uno.$exit(__uno_span);
    }
}
const object = {
    __proto__: new Base(),
    // @trace
    *list() {
        const __uno_span = __uno.$enterGenerator(__uno_9);
        try {
            __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, super.greet("object literal")));
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno.$exit(__uno_span);
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