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

export async function run() {
  quiet();
  await wait();
  const promise = logged();
  log.push(promise === last, await promise);
  begin(async () => {
    throw new Error("handled by the list of tasks");
  });
  const loader = new Loader();
  loader.load();
  tasks.push(loader.ready as Promise<string>);
  loader.assign();
  tasks.push(loader.ready as Promise<string>);
  const settled = Promise.allSettled(tasks);
  const own = Promise.resolve("handed back");
  log.push(handsBack(own) === own, total(1, 2), await local());
  log.push((await settled).map(({ status }) => status));
  return log;
}
