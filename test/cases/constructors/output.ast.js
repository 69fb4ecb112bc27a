import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "Base.constructor", "fn": "Base.constructor", "kind": 0, "file": "input.ts", "line": 6, "column": 3 }; }
function __uno_1() { return { "name": "Derived.constructor", "fn": "Derived.constructor", "kind": 0, "file": "input.ts", "line": 14, "column": 3 }; }
function __uno_2() { return { "name": "Throws.constructor", "fn": "Throws.constructor", "kind": 0, "file": "input.ts", "line": 26, "column": 3 }; }
function __uno_3() { return { "name": "Conditional.constructor", "fn": "Conditional.constructor", "kind": 0, "file": "input.ts", "line": 34, "column": 3 }; }
function __uno_4() { return { "name": "Returns.constructor", "fn": "Returns.constructor", "kind": 0, "file": "input.ts", "line": 45, "column": 3 }; }
const log = [];
class Base {
    name;
    base = log.push("base field");
    // @trace
    constructor(name) {
        this.name = name;
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
        try {
            log.push(`base ${new.target.name}`);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
}
class Derived extends Base {
    extra;
    field = log.push("derived field");
    // @trace
    constructor(name, extra = 3) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
        try {
            log.push("before super");
            super(`${name}!`);
            this.extra = extra;
            log.push(`extra ${this.extra}`);
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
}
class Throws extends Base {
    // @trace
    constructor() {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
        try {
            super("throws");
            throw new Error("constructor failed");
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
}
class Conditional extends Base {
    // @trace
    constructor(early) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
        try {
            if (early) {
                super("early");
                return;
            }
            super("late");
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
}
class Returns {
    // @trace
    constructor() {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
        try {
            // biome-ignore lint: this is the case
            return [1, 2, 3];
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
}
export function run() {
    const derived = new Derived("name");
    log.push(JSON.stringify(derived), derived instanceof Base, Derived.length, Derived.name);
    try {
        new Throws();
    }
    catch (error) {
        log.push(error.message);
    }
    log.push(new Conditional(true).name, new Conditional(false).name, new Returns());
    return log;
}