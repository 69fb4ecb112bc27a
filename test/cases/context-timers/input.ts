import { EventEmitter, on, once } from "node:events";
import * as timers from "node:timers/promises";

// @trace args=label
function leaf(label: string) {
  return label;
}

const until = () => {
  let done = () => {};
  const promise = new Promise<void>((resolve) => {
    done = resolve;
  });
  return { done, promise };
};

// @trace
async function waitsFor(begin: (done: () => void) => void) {
  const { done, promise } = until();
  begin(done);
  leaf("before it fires");
  await promise;
  leaf("after it fired");
}

// @trace
function timeout(done: () => void) {
  setTimeout(() => {
    leaf("in setTimeout");
    done();
  }, 1);
}

// @trace
function immediate(done: () => void) {
  setImmediate((label) => {
    leaf(label);
    done();
  }, "in setImmediate");
}

// @trace
function interval(done: () => void) {
  let count = 0;
  const timer = setInterval(() => {
    leaf(`in setInterval ${++count}`);
    if (count < 2) return;
    clearInterval(timer);
    done();
  }, 1);
}

// @trace
function tick(done: () => void) {
  process.nextTick((label: string) => {
    leaf(label);
    done();
  }, "in nextTick");
}

// @trace
function microtask(done: () => void) {
  queueMicrotask(() => {
    leaf("in queueMicrotask");
    done();
  });
}

// @trace
function nested(done: () => void) {
  setTimeout(() => {
    process.nextTick(() => {
      Promise.resolve().then(() => {
        leaf("in a promise in a tick in a timeout");
        setImmediate(done);
      });
    });
  }, 1);
}

// @trace
async function promised() {
  leaf(await timers.setTimeout(1, "after the promised timeout"));
  leaf(await timers.setImmediate("after the promised immediate"));
  let count = 0;
  for await (const label of timers.setInterval(1, "in the promised interval")) {
    leaf(label);
    if (++count === 2) break;
  }
}

// @trace
async function emitted() {
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
}

const shared = new EventEmitter();
shared.on("event", () => leaf("listener added outside"));

// @trace
function emits() {
  shared.emit("event");
  leaf("sibling of the listener");
}

// @trace
function cleared() {
  const timer = setTimeout(() => leaf("never"), 1);
  clearTimeout(timer);
  clearImmediate(setImmediate(() => leaf("never")));
}

export async function run() {
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
