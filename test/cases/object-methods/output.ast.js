import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "api.get", "fn": "api.get", "kind": 0, "file": "input.ts", "line": 4, "column": 3 }; }
function __uno_1() { return { "name": "api.arrow", "fn": "api.arrow", "kind": 0, "file": "input.ts", "line": 7, "column": 10 }; }
function __uno_2() { return { "name": "api.fetch", "fn": "api.fetch", "kind": 0, "file": "input.ts", "line": 8, "column": 9 }; }
function __uno_3() { return { "name": "api.list", "fn": "api.list", "kind": 0, "file": "input.ts", "line": 12, "column": 4 }; }
function __uno_4() { return { "name": "api.computed key", "fn": "api.computed key", "kind": 0, "file": "input.ts", "line": 16, "column": 4 }; }
function __uno_5() { return { "name": "child.get", "fn": "child.get", "kind": 0, "file": "input.ts", "line": 32, "column": 3 }; }
function __uno_6() { return { "name": "child.get total", "fn": "child.get total", "kind": 0, "file": "input.ts", "line": 36, "column": 7 }; }
// @trace
const api = {
    base: "api base",
    get(id) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
        try {
            return `${this.base} ${id}`;
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    },
    arrow: (id) => {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
        try {
            return id * 2;
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    },
    async fetch(id) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
        try {
            __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
            return __uno.$returnedAsync(__uno_span, this.get(id));
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    },
    *list() {
        const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_3) : void 0;
        if (!__uno_span) {
            yield 1;
            yield 2;
        }
        else
            try {
                __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, 1));
                __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, 2));
            }
            catch (__uno_error) {
                throw __uno.$fail(__uno_span, __uno_error);
            }
            finally {
                __uno_span && __uno.$exit(__uno_span);
            }
    },
    ["computed key"]() {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_4) : void 0;
        try {
            return "by computed key";
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    },
    nested: {
        untouched() {
            return "not marked: only direct members are";
        },
    },
    get size() {
        return 3;
    },
};
const child = {
    __proto__: api,
    // @trace
    get(id) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
        try {
            return `child of ${super.get(id)}`;
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    },
    // @trace
    get total() {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
        try {
            return super.size + 1;
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
    return [
        api.get(1),
        api.arrow(2),
        await api.fetch(3),
        [...api.list()],
        api["computed key"](),
        api.nested.untouched(),
        api.size,
        child.get(4),
        child.total,
        api.get.name,
    ];
}