import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "leaf", "fn": "leaf", "kind": 0, "file": "input.ts", "line": 14, "column": 1 };
}
function __uno_1() {
  return { "name": "parallel", "fn": "parallel", "kind": 0, "file": "input.ts", "line": 20, "column": 1 };
}
function __uno_2() {
  return { "name": "sync", "fn": "sync", "kind": 0, "file": "input.ts", "line": 27, "column": 1 };
}
function __uno_3() {
  return { "name": "callbacks", "fn": "callbacks", "kind": 0, "file": "input.ts", "line": 32, "column": 1 };
}
function __uno_4() {
  return { "name": "emits", "fn": "emits", "kind": 0, "file": "input.ts", "line": 41, "column": 1 };
}
function __uno_5() {
  return { "name": "forgets", "fn": "forgets", "kind": 0, "file": "input.ts", "line": 46, "column": 1 };
}
function __uno_6() {
  return { "name": "stream", "fn": "stream", "kind": 0, "file": "input.ts", "line": 51, "column": 1 };
}
function __uno_7() {
  return { "name": "consumes", "fn": "consumes", "kind": 0, "file": "input.ts", "line": 57, "column": 1 };
}
function __uno_8() {
  return { "name": "siblings", "fn": "siblings", "kind": 0, "file": "input.ts", "line": 64, "column": 1 };
}
import { AsyncLocalStorage } from "node:async_hooks";
import { EventEmitter } from "node:events";
const wait = (rounds) => new Promise((resolve) => {
  let left = rounds;
  const step = () => left-- > 0 ? setImmediate(step) : resolve();
  step();
});
const own = new AsyncLocalStorage();
async function leaf(_name, ms) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_0) : void 0;
  try {
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, wait(ms)));
    return __uno.$returnedAsync(__uno_span, own.getStore());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function parallel() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, Promise.all([leaf("slow", 6), leaf("fast", 1)])));
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, Promise.race([leaf("winner", 1), leaf("loser", 4)])));
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, wait(6)));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function sync() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
  try {
    return __uno.$returned(__uno_span, own.getStore());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function callbacks(done) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
  try {
    queueMicrotask(sync);
    setTimeout(() => {
      sync();
      done();
    }, 1);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function emits(emitter) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
  try {
    emitter.emit("event");
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function forgets() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
  try {
    leaf("late one", 8);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function* stream() {
  const __uno_span = __uno.$state.on ? __uno.$start(__uno_6) : void 0;
  if (!__uno_span) {
    yield await leaf("in the stream", 1);
    yield await leaf("again", 1);
  } else try {
    yield* __uno.$driveAsync(__uno_span, { stream: async function* () {
      yield await leaf("in the stream", 1);
      yield await leaf("again", 1);
    } }.stream, this);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function consumes() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
  try {
    return await __uno.$leave(__uno_span, (0, { consumes: async () => {
      const seen = [];
      for await (const item of stream()) seen.push(item, sync());
      return seen;
    } }.consumes)());
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function siblings() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_8) : void 0;
  try {
    const first = leaf("first child", 2);
    sync();
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, first));
    sync();
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function run() {
  return own.run("own store", async () => {
    await parallel();
    await new Promise(callbacks);
    const emitter = new EventEmitter().on("event", sync);
    emits(emitter);
    await siblings();
    const seen = await consumes();
    await forgets();
    sync();
    await wait(12);
    return [seen, sync()];
  });
}
export {
  run
};
