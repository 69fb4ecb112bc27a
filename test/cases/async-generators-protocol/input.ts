const log: unknown[] = [];
const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

async function attempt(label: string, work: () => unknown) {
  try {
    log.push([label, await work()]);
  } catch (error) {
    log.push([label, error instanceof Error ? `${error.name}: ${error.message}` : error]);
  }
}

const settled = async (promises: Promise<unknown>[]) =>
  (await Promise.allSettled(promises)).map((each) =>
    each.status === "fulfilled" ? each.value : `rejected: ${each.reason?.message ?? each.reason}`,
  );

// @trace
async function* counts(limit: number): AsyncGenerator<number, string, unknown> {
  try {
    for (let i = 0; i < limit; i++) {
      await tick();
      log.push(["sent", yield i]);
    }
    return "counted";
  } catch (error) {
    log.push(["caught", (error as Error).message]);
    throw error;
  } finally {
    await tick();
    log.push("closed");
  }
}

// @trace
async function* awaitsItems() {
  yield Promise.resolve("an awaited item");
  yield* [Promise.resolve("awaited by delegation"), "plain"];
  try {
    yield Promise.reject(new Error("a rejected item"));
  } catch (error) {
    yield `caught ${(error as Error).message}`;
  }
  return Promise.resolve("an awaited result");
}

// @trace
async function* catchesResult() {
  yield "before the result";
  try {
    return Promise.reject(new Error("a rejected result"));
  } catch (error) {
    yield `still inside: ${(error as Error).message}`;
  }
}

// @trace
async function* stubborn(): AsyncGenerator<string, void> {
  try {
    yield "first of stubborn";
  } finally {
    yield "from the finally block";
  }
}

// @trace
async function* delegates(inner: AsyncIterable<unknown>): AsyncGenerator<unknown, unknown, unknown> {
  const result: unknown = yield* inner as AsyncGenerator;
  return ["result of the inner one", result];
}

function bare(methods: object): AsyncIterable<unknown> {
  let steps = 0;
  return {
    [Symbol.asyncIterator]: () =>
      ({
        next: async (value: unknown) => (log.push(["next", value]), { value: ++steps, done: steps > 2 }),
        ...methods,
      }) as AsyncIterator<unknown>,
  };
}

// @trace
async function* endless() {
  for (let i = 0; ; i++) yield i;
}

// @trace
async function inner(label: string) {
  await tick();
  return label;
}

// @trace
async function* transforms(source: AsyncIterable<number>) {
  for await (const n of source) yield await inner(`item ${n}`);
}

export async function run() {
  const queued = counts(3);
  await attempt("queued", () => settled([queued.next("a"), queued.next("b"), queued.next("c"), queued.next("d"), queued.next("e")]));
  const mixed = counts(5);
  await attempt("queued with a throw", () =>
    settled([mixed.next(), mixed.next("kept"), mixed.throw(new Error("thrown into the queue")), mixed.next(), mixed.return("x")]),
  );
  const stopped = counts(5);
  await attempt("queued with a return", () => settled([stopped.next(), stopped.return("stopped")]));
  await attempt("after a return", () => settled([stopped.next(), stopped.return("again")]));
  await attempt("return before the start", () => settled([counts(1).return("never began"), counts(1).return(Promise.resolve("awaited") as never)]));
  await attempt("throw before the start", () => settled([counts(1).throw(new Error("before the start"))]));
  const items = awaitsItems();
  await attempt("awaited items", async () => {
    const seen: unknown[] = [];
    for (let step = await items.next(); ; step = await items.next()) {
      seen.push(step);
      if (step.done) return seen;
    }
  });
  await attempt("a rejected result", async () => {
    const seen: unknown[] = [];
    for await (const item of catchesResult()) seen.push(item);
    return seen;
  });
  await attempt("stubborn", async () => {
    for await (const item of stubborn()) return item;
  });
  const kept = stubborn();
  await attempt("stubborn by hand", () => settled([kept.next(), kept.return("kept until the finally block is through" as never), kept.next(), kept.next()]));
  const lean = delegates(bare({}));
  await attempt("delegation without return", () => settled([lean.next("a"), lean.next("b"), lean.return("c"), lean.next("d")]));
  const full = delegates(bare({ throw: async (error: unknown) => ({ value: ["inner throw", error], done: false }) }));
  await attempt("delegation", () => settled([full.next("a"), full.throw("b"), full.next("c"), full.next("d")]));
  await attempt("delegation to a traced one", async () => {
    const seen: unknown[] = [];
    for await (const item of delegates(counts(2))) seen.push(item);
    return seen;
  });
  await attempt("endless", async () => {
    for await (const item of endless()) if (item === 3) return item;
  });
  await attempt("transforms", async () => {
    const seen: unknown[] = [];
    for await (const item of transforms(counts(2))) seen.push(item);
    return seen;
  });
  await attempt("interleaved consumers", async () => {
    const shared = counts(4);
    const seen: unknown[] = [];
    const consume = async (label: string) => {
      for await (const item of shared) seen.push([label, item]);
    };
    await Promise.all([consume("left"), consume("right")]);
    return seen;
  });
  const it = endless();
  await attempt("identity", () => [it[Symbol.asyncIterator]() === it, it instanceof endless, Object.prototype.toString.call(it)]);
  await attempt("another receiver", () => it.next.call({} as never));
  return log;
}
