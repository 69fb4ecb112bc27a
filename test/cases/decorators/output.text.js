var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __decorateClass = (decorators, target, key, kind) => {
  var result = kind > 1 ? void 0 : kind ? __getOwnPropDesc(target, key) : target;
  for (var i = decorators.length - 1, decorator; i >= 0; i--)
    if (decorator = decorators[i])
      result = (kind ? decorator(target, key, result) : decorator(result)) || result;
  if (kind && result) __defProp(target, key, result);
  return result;
};
import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "Controller.handle", "fn": "Controller.handle", "kind": 1, "file": "input.ts", "line": 25, "column": 3 };
}
function __uno_1() {
  return { "name": "Controller.get value", "fn": "Controller.get value", "kind": 0, "file": "input.ts", "line": 31, "column": 7 };
}
const log = [];
function record(label) {
  return (target, key, descriptor) => {
    log.push([label, typeof target, key, typeof descriptor?.value]);
  };
}
function wrapTwice(_target, _key, descriptor) {
  const original = descriptor.value;
  descriptor.value = function(n) {
    return original.call(this, n) * 2;
  };
}
let Controller = class {
  field = 1;
  handle(n) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
    try {
      return n + this.field;
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
  // @trace
  get value() {
    const __uno_span = __uno.$state.on ? __uno.$start(__uno_1) : void 0;
    try {
      return "accessor value";
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
};
__decorateClass([
  record("property decorator")
], Controller.prototype, "field", 2);
__decorateClass([
  record("method decorator"),
  wrapTwice
], Controller.prototype, "handle", 1);
__decorateClass([
  record("accessor decorator")
], Controller.prototype, "value", 1);
Controller = __decorateClass([
  record("class decorator")
], Controller);
const run = () => {
  const controller = new Controller();
  return [log, controller.handle(4), controller.value];
};
export {
  run
};
