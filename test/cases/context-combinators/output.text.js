import * as __uno from "uno-trace/abi";
function __uno_0() {
  return { "name": "leaf", "fn": "leaf", "kind": 0, "file": "input.ts", "line": 10, "column": 1, "args": ["label"] };
}
function __uno_1() {
  return { "name": "task", "fn": "task", "kind": 0, "file": "input.ts", "line": 15, "column": 1, "args": ["label"] };
}
function __uno_2() {
  return { "name": "derived", "fn": "derived", "kind": 0, "file": "input.ts", "line": 23, "column": 1, "args": ["label"] };
}
function __uno_3() {
  return { "name": "all", "fn": "all", "kind": 0, "file": "input.ts", "line": 28, "column": 1 };
}
function __uno_4() {
  return { "name": "race", "fn": "race", "kind": 0, "file": "input.ts", "line": 33, "column": 1 };
}
function __uno_5() {
  return { "name": "any", "fn": "any", "kind": 0, "file": "input.ts", "line": 40, "column": 1 };
}
function __uno_6() {
  return { "name": "allSettled", "fn": "allSettled", "kind": 0, "file": "input.ts", "line": 47, "column": 1 };
}
function __uno_7() {
  return { "name": "failsFast", "fn": "failsFast", "kind": 0, "file": "input.ts", "line": 54, "column": 1 };
}
function __uno_8() {
  return { "name": "chain", "fn": "chain", "kind": 0, "file": "input.ts", "line": 66, "column": 1 };
}
function __uno_9() {
  return { "name": "awaitsForeign", "fn": "awaitsForeign", "kind": 0, "file": "input.ts", "line": 75, "column": 1 };
}
function __uno_10() {
  return { "name": "interleaved", "fn": "interleaved", "kind": 0, "file": "input.ts", "line": 81, "column": 1 };
}
function __uno_11() {
  return { "name": "forgets", "fn": "forgets", "kind": 0, "file": "input.ts", "line": 89, "column": 1 };
}
function __uno_12() {
  return { "name": "Queue.push", "fn": "Queue.push", "kind": 0, "file": "input.ts", "line": 97, "column": 3 };
}
function __uno_13() {
  return { "name": "worker", "fn": "worker", "kind": 0, "file": "input.ts", "line": 105, "column": 1 };
}
const wait = (rounds) => new Promise((resolve) => {
  let left = rounds;
  const step = () => left-- > 0 ? setImmediate(step) : resolve();
  step();
});
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
async function task(label, ms, fails = false) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_1) : void 0;
  try {
    __uno.$capture(__uno_span, label);
    __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, wait(ms)));
    leaf(`at the end of ${label}`);
    if (fails) throw new Error(`${label} failed`);
    return __uno.$returnedAsync(__uno_span, label);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function derived(label, ms) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_2) : void 0;
  try {
    __uno.$capture(__uno_span, label);
    return __uno.$returned(__uno_span, wait(ms).then(() => leaf(`behind ${label}`)));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function all() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_3) : void 0;
  try {
    return __uno.$returnedAsync(__uno_span, Promise.all([task("slow of all", 9), task("fast of all", 1), derived("derived of all", 5)]));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function race() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_4) : void 0;
  try {
    const first = __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, Promise.race([task("winner", 1), task("loser", 5)])));
    leaf("after the race");
    return __uno.$returnedAsync(__uno_span, first);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function any() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_5) : void 0;
  try {
    const first = __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, Promise.any([task("refused", 1, true), task("accepted", 5)])));
    leaf("after any");
    return __uno.$returnedAsync(__uno_span, first);
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function allSettled() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_6) : void 0;
  try {
    const settled = __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, Promise.allSettled([task("kept", 1), task("broken", 5, true)])));
    leaf("after all settled");
    return __uno.$returnedAsync(__uno_span, settled.map(({ status }) => status));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function failsFast() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_7) : void 0;
  try {
    try {
      __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, Promise.all([task("breaks it", 1, true), task("goes on", 5)])));
    } catch (error) {
      __uno.$resume(__uno_span);
      leaf("in the catch clause");
      throw error;
    } finally {
      __uno.$resume(__uno_span);
      leaf("in the finally clause");
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
function chain() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_8) : void 0;
  try {
    return __uno.$returned(__uno_span, Promise.resolve("in a chain").then(leaf).then(() => task("in the middle of a chain", 1)).finally(() => leaf("in finally")).then(() => leaf("at the end of the chain")));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function awaitsForeign(outside) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_9) : void 0;
  try {
    leaf(__uno.$resume(__uno_span, await __uno.$suspend(__uno_span, outside)));
    leaf(__uno.$resume(__uno_span, await __uno.$suspend(__uno_span, { then: (resolve) => resolve("behind a thenable") })));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function interleaved(label) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_10) : void 0;
  try {
    for (let i = 0; i < 3; i++) {
      __uno.$resume(__uno_span, await __uno.$suspend(__uno_span, null));
      leaf(`${label} ${i}`);
    }
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function forgets() {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_11) : void 0;
  try {
    task("ends after its parent", 3);
    queueMicrotask(() => leaf("in a microtask of one that forgets"));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
class Queue {
  #tail = Promise.resolve();
  // @trace
  push(work) {
    const __uno_span = __uno.$state.on ? __uno.$enter(__uno_12) : void 0;
    try {
      const done = this.#tail.then(work);
      this.#tail = done.catch(() => {
      });
      return __uno.$returned(__uno_span, done, true);
    } catch (__uno_error) {
      throw __uno.$fail(__uno_span, __uno_error);
    } finally {
      __uno_span && __uno.$exit(__uno_span);
    }
  }
}
async function worker(queue, label) {
  const __uno_span = __uno.$state.on ? __uno.$enter(__uno_13) : void 0;
  try {
    return __uno.$returnedAsync(__uno_span, queue.push(() => task(label, 1)));
  } catch (__uno_error) {
    throw __uno.$fail(__uno_span, __uno_error);
  } finally {
    __uno_span && __uno.$exit(__uno_span);
  }
}
async function run() {
  const log = [await all(), await race(), await any(), await allSettled()];
  log.push(await failsFast().catch((error) => error.message));
  leaf("outside");
  await wait(8);
  log.push(await chain());
  const outside = task("begun outside", 1);
  await awaitsForeign(outside);
  const both = [interleaved("one"), interleaved("two")];
  leaf("sibling of both");
  await Promise.all(both);
  await forgets();
  leaf("sibling of what was forgotten");
  await wait(6);
  const queue = new Queue();
  log.push(await Promise.all([worker(queue, "first in the queue"), worker(queue, "second in the queue")]));
  return log;
}
export {
  run
};
