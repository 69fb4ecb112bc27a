const wait = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
const log: unknown[] = [];
const tasks: Promise<unknown>[] = [];
let last: Promise<string> | undefined;

// @trace
function quiet(): Promise<string> {
  const promise = Promise.reject<string>(new Error("nobody waits for it"));
  promise.catch(() => log.push("handled by the function itself"));
  last = promise;
  return promise;
}

// @trace result
function logged(): Promise<string> {
  const promise = wait().then(() => "value of logged");
  promise.then((value) => log.push(value));
  last = promise;
  return promise;
}

// @trace
function begin(work: () => Promise<string>) {
  const task = work();
  tasks.push(task);
  return task;
}

class Loader {
  ready: Promise<string> | undefined;
  // @trace
  load() {
    this.ready ??= Promise.reject(new Error("kept in a member"));
    return this.ready;
  }
  // @trace
  assign() {
    return (this.ready = Promise.reject(new Error("assigned on the way out")));
  }
}

// @trace
const handsBack = (promise: Promise<string>) => promise;

// @trace result
function total(a: number, b: number) {
  const sum = a + b;
  log.push(sum);
  return sum;
}

// @trace
function local() {
  const promise = wait().then(() => "nobody else holds it");
  return promise;
}

// @trace
function sometimes(quietly: boolean) {
  const promise = Promise.reject<string>(new Error(quietly ? "handled on one path" : "handled on no path"));
  if (quietly) promise.catch(() => log.push("handled by a branch"));
  return promise;
}

// @trace
function beforeTheHandler(early: boolean) {
  const promise = Promise.reject<string>(new Error("returned before the handler"));
  if (early) return promise;
  promise.catch(() => log.push("handled behind the first return"));
  return promise;
}

// @trace
function another() {
  let promise = Promise.resolve("the one that was handled");
  promise.catch(() => log.push("never"));
  promise = Promise.reject(new Error("not the one that was handled"));
  return promise;
}

// @trace
function shadowed() {
  const promise = Promise.reject<string>(new Error("the outer one, handled"));
  promise.catch(() => log.push("handled outside the block"));
  {
    const promise = Promise.reject<string>(new Error("the inner one, handled by nobody"));
    return promise;
  }
}

// @trace
function assertedTarget() {
  let promise = Promise.resolve("handled before the assignment");
  promise.catch(() => log.push("never"));
  (promise as unknown) = Promise.reject(new Error("assigned through an assertion"));
  return promise;
}

// @trace
function loopTarget() {
  let promise = Promise.resolve("handled before the loop");
  promise.catch(() => log.push("never"));
  (function () {
    for (promise of [Promise.reject(new Error("assigned by a loop"))]);
  })();
  return promise;
}

// @trace
function caught() {
  const promise = Promise.resolve("handled, and hidden by what is caught");
  promise.catch(() => log.push("never"));
  try {
    throw Promise.reject(new Error("caught under the same name"));
  } catch (promise) {
    return promise as Promise<string>;
  }
}

// @trace
function aliased(promise: Promise<string>) {
  const other = promise;
  return other;
}

// @trace
function reassigned(promise: Promise<string>) {
  let other: Promise<string>;
  other = promise;
  return other;
}

// @trace
function either(fresh: boolean, promise: Promise<string>) {
  return fresh ? Promise.resolve("fresh") : promise;
}

// @trace
function nested() {
  const promise = Promise.reject<string>(new Error("handled by way of a nested function"));
  const holder = {
    get() {
      return promise;
    },
  };
  tasks.push(holder.get());
  return promise;
}

// @trace
function chained() {
  const promise = wait().then(() => Promise.reject<string>(new Error("handled at the end of a chain")));
  void promise.then(() => log.push("never")).catch(() => log.push("handled by the chain"));
  return promise;
}

export async function run() {
  quiet();
  await wait();
  for (const dropped of [() => sometimes(true), () => sometimes(false), () => beforeTheHandler(true), () => beforeTheHandler(false), another, shadowed, assertedTarget, loopTarget, caught, chained]) {
    dropped();
    await wait();
  }
  const promise = logged();
  log.push(promise === last, await promise);
  begin(async () => {
    throw new Error("handled by the list of tasks");
  });
  const loader = new Loader();
  loader.load();
  tasks.push(loader.ready as Promise<string>);
  loader.assign();
  const held = Promise.reject<string>(new Error("held by the list of tasks"));
  tasks.push(held);
  aliased(held);
  reassigned(held);
  either(false, held);
  nested();
  tasks.push(loader.ready as Promise<string>);
  const settled = Promise.allSettled(tasks);
  const own = Promise.resolve("handed back");
  log.push(handsBack(own) === own, total(1, 2), await local());
  log.push((await settled).map(({ status }) => status));
  return log;
}
