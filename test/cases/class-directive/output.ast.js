import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "Service.make", "fn": "Service.make", "kind": 2, "file": "input.ts", "line": 9, "column": 10, "attributes": { "layer": "service" } }; }
function __uno_1() { return { "name": "own name", "fn": "Service.handle", "kind": 1, "file": "input.ts", "line": 14, "column": 3, "attributes": { "layer": "service" } }; }
function __uno_2() { return { "name": "Service.field", "fn": "Service.field", "kind": 2, "file": "input.ts", "line": 23, "column": 11, "attributes": { "layer": "service" } }; }
// @trace kind=client attr.layer=service
export class Service {
    name;
    constructor(name) {
        this.name = name;
    }
    get label() {
        return `label of ${this.name}`;
    }
    static make(name) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
        try {
            return __uno.$returned(__uno_span, new Service(name));
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    // @trace kind=server name="own name"
    handle() {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
        try {
            return this.label;
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    // @no-trace
    skip() {
        return "skipped method";
    }
    field = () => {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_2) : void 0;
        try {
            return "field value";
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    };
}
export const run = () => {
    const service = Service.make("svc");
    return [service.handle(), service.skip(), service.field(), service.label];
};