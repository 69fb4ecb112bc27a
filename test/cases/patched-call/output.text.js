import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "Derived.all", "fn": "Derived.all", "kind": 0, "file": "input.ts", "line": 15, "column": 4 };
}
function __uno_1() {
  return { "name": "WithOwnCall.callsIt", "fn": "WithOwnCall.callsIt", "kind": 0, "file": "input.ts", "line": 29, "column": 4 };
}
function __uno_2() {
  return { "name": "plain", "fn": "plain", "kind": 0, "file": "input.ts", "line": 36, "column": 1 };
}
const log = [];
class Base {
  greeting = "greeting of the instance";
  get greet() {
    log.push("member is read");
    return function(name) {
      return `${this.greeting}, ${name}`;
    };
  }
}
class Derived extends Base {
  // @trace
  *all(name) {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_0) : void 0;
    if (!__uno_span) {
      var name = name || "nobody";
      yield super.greet((log.push("argument is evaluated"), name));
      yield super.greet(arguments[0]);
    } else try {
      var name = name || "nobody";
      __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, super.greet((log.push("argument is evaluated"), name))));
      __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, super.greet(arguments[0])));
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
}
const own = Object.assign(() => "called itself", { call: () => "its own call" });
Object.defineProperty(Base.prototype, "own", { value: own });
class WithOwnCall extends Base {
  // @trace
  *callsIt() {
    const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_1) : void 0;
    if (!__uno_span) {
      yield super["own"] === own;
      yield super["own"]("a method that has a call of its own");
    } else try {
      __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, super["own"] === own));
      __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, super["own"]("a method that has a call of its own")));
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
}
function* plain() {
  const __uno_span = __uno.$state.on ? __uno.$enterGenerator(__uno_2) : void 0;
  if (!__uno_span) {
    yield this === void 0;
  } else try {
    __uno.$resume(__uno_span, yield __uno.$yields(__uno_span, this === void 0));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function watched(work) {
  const { call, apply } = Function.prototype;
  let calls = 0;
  Function.prototype.call = function(...args) {
    calls++;
    return Reflect.apply(this, args[0], args.slice(1));
  };
  Function.prototype.apply = function(self, args) {
    calls++;
    return Reflect.apply(this, self, args);
  };
  try {
    return [work(), calls];
  } finally {
    Function.prototype.call = call;
    Function.prototype.apply = apply;
  }
}
function run() {
  return [
    watched(() => [...new Derived().all("you")]),
    watched(() => [...plain()]),
    watched(() => [...new WithOwnCall().callsIt()]),
    log
  ];
}
export {
  run
};
