// Prints its own stacks: those of errors, of captured places, of the console, and as objects.
// Which of Node's own frames stand below a program depends on what `--import` loads.
function print(title, stack) {
  const frames = String(stack).split("\n    at ");
  console.log(title, frames.filter((frame) => !/node:/.test(frame)).join("\n  "));
}

function raises(depth) {
  if (depth > 0) return raises(depth - 1);
  throw new Error(`raised at ${depth}`);
}

class Account {
  #balance = 0;
  constructor(balance) {
    if (balance < 0) throw new RangeError("negative");
    this.#balance = balance;
  }
  get checked() {
    return this.#check();
  }
  #check() {
    throw new TypeError(`checked ${this.#balance}`);
  }
  static of = (balance) => new Account(balance);
}

async function waits() {
  await null;
  await Promise.all(
    [1].map(async (value) => {
      await value;
      raises(1);
    }),
  );
}

function* counts() {
  yield 1;
  raises(0);
}

function captures() {
  const holder = {};
  (function hidden() {
    (function top() {
      Error.captureStackTrace(holder, hidden);
    })();
  })();
  return holder.stack;
}

function sites() {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_, found) =>
    found
      .filter((site) => !site.getFileName().startsWith("node:"))
      .map((site) => site.getFunctionName())
      .join(" < ");
  try {
    return raises(2);
  } catch (error) {
    return error.stack;
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}

function limited() {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 2;
  try {
    raises(5);
  } catch (error) {
    return error.stack;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function caught(task) {
  try {
    task();
  } catch (error) {
    return new Error("outer", { cause: error }).cause.stack;
  }
}

print(
  "deep",
  caught(() => raises(3)),
);
print(
  "constructor",
  caught(() => Account.of(-1)),
);
print(
  "getter",
  caught(() => new Account(2).checked),
);
print(
  "generator",
  caught(() => [...counts()]),
);
print(
  "callback",
  caught(() => [3, 1, 2].sort((a, b) => raises(a - b > 0 ? 1 : 0))),
);
print(
  "parsed",
  caught(() => JSON.parse('{"a":', (_, value) => value)),
);
print("captured", captures());
print("sites", sites());
print("limited", limited());
await waits().catch(({ stack }) => print("async", stack));
console.trace("traced");
queueMicrotask(function last() {
  raises(1);
});
