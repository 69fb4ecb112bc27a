const log: unknown[] = [];

// @trace
function* numbers(limit: number): Generator<number, string, unknown> {
  try {
    for (let i = 0; i < limit; i++) log.push(["sent", yield i]);
    return "all numbers";
  } catch (error) {
    log.push(["caught", (error as Error).message]);
    return "after catch";
  } finally {
    log.push("cleaned up");
  }
}

// @trace
function* delegating() {
  const result = yield* numbers(2);
  log.push(["delegate", result]);
  yield* [10, 20];
}

// @trace
function* consumer() {
  for (const n of numbers(5)) {
    if (n === 1) return;
    yield work(n);
  }
}

// @trace
function work(n: number) {
  return n * 100;
}

// @trace
function* fails() {
  yield 1;
  throw new Error("generator failed");
}

// @trace
function* never() {
  yield "never iterated";
}

export function run() {
  log.push([...delegating()], [...consumer()]);
  const sent = numbers(3);
  log.push(sent.next(), sent.next("first value"), sent.throw(new Error("thrown in")), sent.next());
  const stopped = numbers(3);
  stopped.next();
  log.push(stopped.return("stopped early"), stopped.next());
  const unstarted = numbers(3);
  log.push(unstarted.return("before the start"), unstarted.next());
  try {
    log.push([...fails()]);
  } catch (error) {
    log.push((error as Error).message);
  }
  never();
  log.push(Object.getPrototypeOf(never()) === never.prototype, never.constructor.name, numbers.length, numbers.name);
  try {
    Reflect.construct(numbers, []);
  } catch (error) {
    log.push((error as Error).name);
  }
  return log;
}
