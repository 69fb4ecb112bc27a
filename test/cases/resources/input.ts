const log: string[] = [];

// @trace
function closing() {}

class Handle {
  constructor(readonly name: string) {
    log.push(`open ${name}`);
  }
  [Symbol.dispose]() {
    log.push(`close ${this.name}`);
    closing();
  }
  async [Symbol.asyncDispose]() {
    await null;
    closing();
    log.push(`closed later ${this.name}`);
  }
}

// @trace
function sync() {
  using a = new Handle("first handle");
  using b = new Handle("second handle");
  log.push(`use ${a.name} ${b.name}`);
  return "sync with resources";
}

// @trace
function* items() {
  using handle = new Handle("handle of a generator");
  yield handle.name;
  yield "never asked for";
}

// @trace
async function* pages() {
  await using handle = new Handle("handle of an async generator");
  yield handle.name;
  yield "never asked for either";
}

// @trace
async function fails() {
  await using a = new Handle("handle of one that fails");
  throw new Error(`failed with ${a.name}`);
}

// @trace
async function later() {
  await using a = new Handle("async handle");
  log.push(`use ${a.name}`);
  return "async with resources";
}

export async function run() {
  const results: unknown[] = [sync(), await later()];
  for (const item of items()) {
    results.push(item);
    break;
  }
  for await (const page of pages()) {
    results.push(page);
    break;
  }
  results.push(await fails().catch((error: Error) => error.message));
  closing();
  return [...results, log];
}
