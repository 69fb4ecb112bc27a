var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
import * as __uno from "uno-trace/abi";
function __uno_0() { return { "name": "Controller.handle", "fn": "Controller.handle", "kind": 1, "file": "input.ts", "line": 25, "column": 3 }; }
function __uno_1() { return { "name": "Controller.get value", "fn": "Controller.get value", "kind": 0, "file": "input.ts", "line": 31, "column": 7 }; }
const log = [];
function record(label) {
    return (target, key, descriptor) => {
        log.push([label, typeof target, key, typeof descriptor?.value]);
    };
}
function wrapTwice(_target, _key, descriptor) {
    const original = descriptor.value;
    descriptor.value = function (n) {
        return original.call(this, n) * 2;
    };
}
let Controller = 
// @trace
class Controller {
    field = 1;
    // @trace kind=server
    handle(n) {
        const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
        try {
            return n + this.field;
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
    get value() {
        const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
        try {
            return "accessor value";
        }
        catch (__uno_error) {
            throw __uno.$fail(__uno_span, __uno_error);
        }
        finally {
            __uno_span && __uno.$exit(__uno_span);
        }
    }
};
__decorate([
    record("property decorator")
], Controller.prototype, "field", void 0);
__decorate([
    record("method decorator"),
    wrapTwice
], Controller.prototype, "handle", null);
__decorate([
    record("accessor decorator")
    // @trace
], Controller.prototype, "value", null);
Controller = __decorate([
    record("class decorator")
    // @trace
], Controller);
export const run = () => {
    const controller = new Controller();
    return [log, controller.handle(4), controller.value];
};