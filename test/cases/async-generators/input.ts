const log: unknown[] = [];
const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

// @trace
async function* pages(limit: number): AsyncGenerator<number, string, unknown> {
  try {
    for (let i = 0; i < limit; i++) {
      await tick();
      log.push(["sent", yield i]);
    }
    return "all pages";
  } finally {
    await tick();
    log.push("closed");
  }
}

// @trace
async function* merged() {
  yield* pages(2);
  yield* [Promise.resolve("from a promise")];
}

// @trace
async function read(page: number) {
  await tick();
  return `page ${page}`;
}

// @trace
async function* consumer() {
  for await (const page of pages(4)) {
    if (page === 2) break;
    yield await read(page);
  }
}

// @trace
async function* fails() {
  yield 1;
  await tick();
  throw new Error("async generator failed");
}

export async function run() {
  for await (const item of merged()) log.push(item);
  for await (const item of consumer()) log.push(item);
  const stepped = pages(3);
  log.push(await stepped.next(), await stepped.next("value in"), await stepped.return("stopped"), await stepped.next());
  const both = pages(2);
  log.push(await Promise.all([both.next(), both.next(), both.next()]));
  try {
    for await (const item of fails()) log.push(item);
  } catch (error) {
    log.push((error as Error).message);
  }
  log.push(pages.constructor.name, Object.getPrototypeOf(pages(1)) === pages.prototype);
  return log;
}
