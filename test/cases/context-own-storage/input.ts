import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";

const own = new AsyncLocalStorage<string>();
const other = new AsyncLocalStorage<number>();
const tick = () => new Promise<void>((resolve) => setImmediate(resolve));
const log: unknown[] = [];
const note = (where: string) => log.push([where, own.getStore(), other.getStore()]);

// @trace
function leaf() {
  return own.getStore();
}

// @trace
function enters(store: string) {
  own.enterWith(store);
  return leaf();
}

// @trace
async function entersAsync(store: string) {
  own.enterWith(store);
  note("after entering");
  await tick();
  note("after a tick");
  own.enterWith(`${store}, again`);
  await tick();
  return leaf();
}

// @trace
async function entersLater(store: string) {
  await null;
  own.enterWith(store);
  return leaf();
}

// @trace
function* entersInGenerator() {
  own.enterWith("entered by a generator");
  yield leaf();
  own.enterWith("entered at the second step");
  yield leaf();
}

// @trace
async function* entersInAsyncGenerator() {
  own.enterWith("entered by an async generator");
  yield leaf();
  await tick();
  yield leaf();
}

// @trace
function runs() {
  return own.run("store of run", () => other.run(7, () => [leaf(), own.getStore(), other.getStore()]));
}

// @trace
function throwsInRun() {
  own.run("store of a run that throws", () => {
    leaf();
    throw new Error("thrown in run");
  });
}

// @trace
function exits() {
  return own.exit(() => [leaf(), own.getStore()]);
}

// @trace
async function runsAsync() {
  return own.run("store of an async run", async () => {
    await tick();
    const inner = leaf();
    await other.run(9, async () => {
      await tick();
      note("inside both");
    });
    note("inside one");
    return inner;
  });
}

// @trace
function binds() {
  const bound = AsyncResource.bind(() => [leaf(), own.getStore()]);
  const snapshot = AsyncLocalStorage.snapshot();
  return { bound, snapshot };
}

class Job extends AsyncResource {
  // @trace
  work() {
    return this.runInAsyncScope(leaf);
  }
}

export async function run() {
  return own.run("outermost", async () => {
    enters("entered by a sync function");
    note("after a sync function");
    const pending = entersAsync("entered by an async function");
    note("beside an async function");
    await pending;
    note("after an async function");
    await entersLater("entered behind an await");
    note("after one that enters later");
    for (const step of entersInGenerator()) note(`consumer: ${step}`);
    note("after a generator");
    for await (const step of entersInAsyncGenerator()) note(`async consumer: ${step}`);
    note("after an async generator");
    log.push(runs(), exits(), await runsAsync());
    try {
      throwsInRun();
    } catch {
      note("after a throw");
    }
    const { bound, snapshot } = own.run("when it was bound", binds);
    log.push(bound(), snapshot(leaf), new Job("job").work());
    own.disable();
    note("disabled");
    leaf();
    enters("after disable");
    note("at the end");
    return log;
  });
}
