const log: unknown[] = [];
const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

// @trace
async function load(id: number): Promise<string> {
  log.push(`load ${id}`);
  await tick();
  return `row ${id}`;
}

// @trace
async function loadAll(...ids: number[]) {
  const rows = await Promise.all(ids.map((id) => load(id)));
  return rows.join();
}

// @trace
async function fails(): Promise<never> {
  await tick();
  throw new TypeError("failed later");
}

// @trace
async function failsAtOnce(): Promise<never> {
  throw new TypeError("failed at once");
}

// @trace
async function catches() {
  try {
    return await fails();
  } catch (error) {
    return (error as Error).message;
  } finally {
    log.push("finally");
  }
}

// @trace
async function badDefault(a: number = JSON.parse("{ bad")) {
  return a;
}

// @trace
async function returnsPromise() {
  return load(9);
}

class Service {
  greeting = "hello there";
  // @trace
  async greet(name: string) {
    await tick();
    return `${this.greeting} ${name} ${arguments.length}`;
  }
}

class Loud extends Service {
  // @trace
  override async greet(name: string) {
    const quiet = await super.greet(name);
    return quiet.toUpperCase();
  }
}

class Settled extends Service {
  // @trace
  override async greet(name: string) {
    log.push(`synchronously ${name} ${arguments.length} ${new.target === undefined} ${super.greet.name}`);
    if (name === "") throw new RangeError("no name");
    return `settled ${name}`;
  }
  // @trace result
  static async answer() {
    return 42;
  }
}

// @trace
async function moved(..._all: number[]) {
  for await (const _ of [1]);
  return arguments.length;
}

export async function run() {
  const settled = new Settled().greet("one");
  log.push("after the call");
  log.push(await settled, settled instanceof Promise, await Settled.answer());
  log.push(await new Settled().greet("").catch((error: Error) => error.name));
  log.push(await loadAll(1, 2), await catches(), await new Loud().greet("you"), await returnsPromise(), await moved(1, 2, 3));
  for (const bad of [failsAtOnce(), badDefault()]) log.push(await bad.catch((error: Error) => error.name));
  log.push([load, fails, catches].map((fn) => [fn.name, fn.length, fn.constructor.name, "prototype" in fn].join()));
  return log;
}
