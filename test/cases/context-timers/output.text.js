import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "leaf", "fn": "leaf", "kind": 0, "file": "input.ts", "line": 5, "column": 1, "args": ["label"] };
}
function __uno_1() {
  return { "name": "waitsFor", "fn": "waitsFor", "kind": 0, "file": "input.ts", "line": 18, "column": 1 };
}
function __uno_2() {
  return { "name": "timeout", "fn": "timeout", "kind": 0, "file": "input.ts", "line": 27, "column": 1 };
}
function __uno_3() {
  return { "name": "immediate", "fn": "immediate", "kind": 0, "file": "input.ts", "line": 35, "column": 1 };
}
function __uno_4() {
  return { "name": "interval", "fn": "interval", "kind": 0, "file": "input.ts", "line": 43, "column": 1 };
}
function __uno_5() {
  return { "name": "tick", "fn": "tick", "kind": 0, "file": "input.ts", "line": 54, "column": 1 };
}
function __uno_6() {
  return { "name": "microtask", "fn": "microtask", "kind": 0, "file": "input.ts", "line": 62, "column": 1 };
}
function __uno_7() {
  return { "name": "nested", "fn": "nested", "kind": 0, "file": "input.ts", "line": 70, "column": 1 };
}
function __uno_8() {
  return { "name": "promised", "fn": "promised", "kind": 0, "file": "input.ts", "line": 82, "column": 1 };
}
function __uno_9() {
  return { "name": "emitted", "fn": "emitted", "kind": 0, "file": "input.ts", "line": 93, "column": 1 };
}
function __uno_10() {
  return { "name": "emits", "fn": "emits", "kind": 0, "file": "input.ts", "line": 114, "column": 1 };
}
function __uno_11() {
  return { "name": "cleared", "fn": "cleared", "kind": 0, "file": "input.ts", "line": 120, "column": 1 };
}
import { EventEmitter, on, once } from "node:events";
import * as timers from "node:timers/promises";
function leaf(label) {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_0) : void 0;
  try {
    __uno.$capture(__uno_span, label);
    return label;
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
const until = () => {
  let done = () => {
  };
  const promise = new Promise((resolve) => {
    done = resolve;
  });
  return { done, promise };
};
async function waitsFor(begin) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    const { done, promise } = until();
    begin(done);
    leaf("before it fires");
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, promise));
    leaf("after it fired");
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function timeout(done) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
  try {
    setTimeout(() => {
      leaf("in setTimeout");
      done();
    }, 1);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function immediate(done) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
  try {
    setImmediate((label) => {
      leaf(label);
      done();
    }, "in setImmediate");
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function interval(done) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
  try {
    let count = 0;
    const timer = setInterval(() => {
      leaf(`in setInterval ${++count}`);
      if (count < 2) return;
      clearInterval(timer);
      done();
    }, 1);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function tick(done) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
  try {
    process.nextTick((label) => {
      leaf(label);
      done();
    }, "in nextTick");
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function microtask(done) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
  try {
    queueMicrotask(() => {
      leaf("in queueMicrotask");
      done();
    });
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function nested(done) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
  try {
    setTimeout(() => {
      process.nextTick(() => {
        Promise.resolve().then(() => {
          leaf("in a promise in a tick in a timeout");
          setImmediate(done);
        });
      });
    }, 1);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function promised() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_8) : void 0;
  try {
    return await __uno.$leave(__uno_span, (0, { promised: async () => {
      leaf(await timers.setTimeout(1, "after the promised timeout"));
      leaf(await timers.setImmediate("after the promised immediate"));
      let count = 0;
      for await (const label of timers.setInterval(1, "in the promised interval")) {
        leaf(label);
        if (++count === 2) break;
      }
    } }.promised)());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function emitted() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_9) : void 0;
  try {
    return await __uno.$leave(__uno_span, (0, { emitted: async () => {
      const emitter = new EventEmitter();
      emitter.on("event", () => leaf("listener added by emitted"));
      setTimeout(() => emitter.emit("event", "value of once"), 1);
      const [value] = await once(emitter, "event");
      leaf(value);
      setTimeout(() => {
        emitter.emit("event", "first of on");
        emitter.emit("event", "second of on");
      }, 1);
      let count = 0;
      for await (const [label] of on(emitter, "event")) {
        leaf(label);
        if (++count === 2) break;
      }
    } }.emitted)());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
const shared = new EventEmitter();
shared.on("event", () => leaf("listener added outside"));
function emits() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_10) : void 0;
  try {
    shared.emit("event");
    leaf("sibling of the listener");
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function cleared() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_11) : void 0;
  try {
    const timer = setTimeout(() => leaf("never"), 1);
    clearTimeout(timer);
    clearImmediate(setImmediate(() => leaf("never")));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function run() {
  for (const begin of [timeout, immediate, interval, tick, microtask, nested]) {
    await waitsFor(begin);
    leaf("outside");
  }
  await promised();
  await emitted();
  emits();
  cleared();
  leaf("outside again");
  await timers.setTimeout(3);
  return "see the tree";
}
export {
  run
};
