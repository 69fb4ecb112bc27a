// @trace
export function add(a: number, b = 2): number {
  return a + b;
}

// @trace
function outer(this: unknown, ...rest: number[]): string {
  // @trace
  function inner(n: number) {
    if (n > 2) return `big ${n}`;
    return "small one";
  }
  return rest.map(inner).join();
}

// @trace
const expression = function (a: number) {
  return [arguments.length, a, new.target === undefined];
};

// @trace
const named = function own(n: number): number {
  return n <= 1 ? 1 : n * own(n - 1);
};

// @trace
function throws(): never {
  throw new RangeError("thrown by throws");
}

// @trace
function finallyWins() {
  try {
    return "from the try block";
  } finally {
    // biome-ignore lint: this is the case
    return "from the finally block";
  }
}

// @trace
function breaksOut() {
  const seen: number[] = [];
  outer: for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      if (j === 1) continue outer;
      if (i === 2) break outer;
      seen.push(i * 10 + j);
    }
  }
  return seen;
}

export function run() {
  const log: unknown[] = [add(1), outer.call(null, 1, 2, 3), expression.call(null, 5), named(3), finallyWins(), breaksOut()];
  try {
    throws();
  } catch (error) {
    log.push((error as Error).message);
  }
  log.push([add, outer, expression, named].map((fn) => [fn.name, fn.length]));
  return log;
}
