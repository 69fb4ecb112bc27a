import { AsyncLocalStorage } from "node:async_hooks";
import { EventEmitter } from "node:events";

// Rounds of the event loop, not milliseconds: on a busy machine two timers may both be due.
const wait = (rounds: number) =>
  new Promise<void>((resolve) => {
    let left = rounds;
    const step = () => (left-- > 0 ? setImmediate(step) : resolve());
    step();
  });
const own = new AsyncLocalStorage<string>();

// @trace
async function leaf(_name: string, ms: number) {
  await wait(ms);
  return own.getStore();
}

// @trace
async function parallel() {
  await Promise.all([leaf("slow", 6), leaf("fast", 1)]);
  await Promise.race([leaf("winner", 1), leaf("loser", 4)]);
  await wait(6);
}

// @trace
function sync() {
  return own.getStore();
}

// @trace
function callbacks(done: () => void) {
  queueMicrotask(sync);
  setTimeout(() => {
    sync();
    done();
  }, 1);
}

// @trace
function emits(emitter: EventEmitter) {
  emitter.emit("event");
}

// @trace
async function forgets() {
  leaf("late one", 8);
}

// @trace
async function* stream() {
  yield await leaf("in the stream", 1);
  yield await leaf("again", 1);
}

// @trace
async function consumes() {
  const seen: unknown[] = [];
  for await (const item of stream()) seen.push(item, sync());
  return seen;
}

// @trace
async function siblings() {
  const first = leaf("first child", 2);
  sync();
  await first;
  sync();
}

export async function run() {
  return own.run("own store", async () => {
    await parallel();
    await new Promise<void>(callbacks);
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
