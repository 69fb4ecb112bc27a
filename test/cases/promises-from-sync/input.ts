const tick = () => new Promise<void>((resolve) => setImmediate(resolve));
const memo = new Map<number, Promise<string>>();

// @trace
function load(id: number): Promise<string> {
  const known = memo.get(id) ?? tick().then(() => `loaded ${id}`);
  memo.set(id, known);
  return known;
}

// @trace
function outer(id: number) {
  return load(id);
}

// @trace
function rejects(): Promise<never> {
  return Promise.reject(new Error("rejected promise"));
}

// @trace
function cancellable() {
  const promise = tick() as Promise<void> & { cancel?: () => string };
  promise.cancel = () => "cancelled";
  return promise;
}

class Query {
  runs = 0;
  // biome-ignore lint: a lazy query runs when it is awaited
  then(resolve: (rows: string) => void) {
    this.runs++;
    resolve(`rows of run ${this.runs}`);
  }
}

// @trace
function lazy(query: Query) {
  return query;
}

// @trace
async function lazyAsync(query: Query) {
  return query;
}

class Special extends Promise<string> {}

// @trace
function subclass() {
  return Special.resolve("special promise");
}

// @trace
function overridden() {
  const promise = Promise.resolve("dropped promise");
  try {
    return promise;
  } finally {
    // biome-ignore lint: this is the case
    return "finally wins";
  }
}

export async function run() {
  const log: unknown[] = [load(1) === load(1), await load(1), await outer(1)];
  log.push(await rejects().catch((error: Error) => error.message));
  const promise = cancellable();
  log.push(promise.cancel?.(), await promise);
  const query = new Query();
  log.push(lazy(query) === query, query.runs, await lazy(query), query.runs);
  const other = new Query();
  log.push(await lazyAsync(other), other.runs);
  const special = subclass();
  log.push(special instanceof Special, await special, overridden());
  return log;
}
