// Rounds of the event loop, not milliseconds: on a busy machine two timers may both be due.
const wait = (rounds: number) =>
  new Promise<void>((resolve) => {
    let left = rounds;
    const step = () => (left-- > 0 ? setImmediate(step) : resolve());
    step();
  });

// @trace args=label
function leaf(label: string) {
  return label;
}

// @trace args=label
async function task(label: string, ms: number, fails = false) {
  await wait(ms);
  leaf(`at the end of ${label}`);
  if (fails) throw new Error(`${label} failed`);
  return label;
}

// @trace args=label
function derived(label: string, ms: number) {
  return wait(ms).then(() => leaf(`behind ${label}`));
}

// @trace
async function all() {
  return Promise.all([task("slow of all", 9), task("fast of all", 1), derived("derived of all", 5)]);
}

// @trace
async function race() {
  const first = await Promise.race([task("winner", 1), task("loser", 5)]);
  leaf("after the race");
  return first;
}

// @trace
async function any() {
  const first = await Promise.any([task("refused", 1, true), task("accepted", 5)]);
  leaf("after any");
  return first;
}

// @trace
async function allSettled() {
  const settled = await Promise.allSettled([task("kept", 1), task("broken", 5, true)]);
  leaf("after all settled");
  return settled.map(({ status }) => status);
}

// @trace
async function failsFast() {
  try {
    await Promise.all([task("breaks it", 1, true), task("goes on", 5)]);
  } catch (error) {
    leaf("in the catch clause");
    throw error;
  } finally {
    leaf("in the finally clause");
  }
}

// @trace
function chain() {
  return Promise.resolve("in a chain")
    .then(leaf)
    .then(() => task("in the middle of a chain", 1))
    .finally(() => leaf("in finally"))
    .then(() => leaf("at the end of the chain"));
}

// @trace
async function awaitsForeign(outside: Promise<string>) {
  leaf(await outside);
  leaf(await { then: (resolve: (label: string) => void) => resolve("behind a thenable") } as unknown as string);
}

// @trace
async function interleaved(label: string) {
  for (let i = 0; i < 3; i++) {
    await null;
    leaf(`${label} ${i}`);
  }
}

// @trace
async function forgets() {
  task("ends after its parent", 3);
  queueMicrotask(() => leaf("in a microtask of one that forgets"));
}

class Queue {
  #tail: Promise<unknown> = Promise.resolve();
  // @trace
  push(work: () => Promise<string>) {
    const done = this.#tail.then(work);
    this.#tail = done.catch(() => {});
    return done;
  }
}

// @trace
async function worker(queue: Queue, label: string) {
  return queue.push(() => task(label, 1));
}

export async function run() {
  const log: unknown[] = [await all(), await race(), await any(), await allSettled()];
  log.push(await failsFast().catch((error: Error) => error.message));
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
