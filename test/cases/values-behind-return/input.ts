// What stands behind `return` decides whether a span waits for it: its status tells whether it did.
const wait = () => new Promise<void>((resolve) => setTimeout(resolve, 2));
const log: unknown[] = [];

async function failing(what: string): Promise<never> {
  await wait();
  throw new Error(what);
}

/** Rejected, and handled by somebody else. */
function dropped(): Promise<never> {
  const promise = Promise.reject(new Error("dropped"));
  promise.catch(() => {});
  return promise;
}

// @trace
function left(plain: boolean) {
  return plain ? failing("left of a condition") : "right";
}

// @trace
function right(plain: boolean) {
  return plain ? "left" : (failing("right of a condition") as Promise<string>);
}

// @trace
function sequence() {
  return void log.push("first of a sequence"), failing("last of a sequence")!;
}

// @trace
function first(known: Promise<string> | undefined) {
  return known ?? failing("behind two question marks");
}

// @trace
function breaks() {
  for (;;) {
    try {
      return dropped();
    } finally {
      break;
    }
  }
  return "broke out";
}

// @trace
function continues() {
  for (const _ of [1]) {
    try {
      return dropped();
    } finally {
      continue;
    }
  }
  return "went on";
}

// @trace
function throws() {
  try {
    return dropped();
  } finally {
    throw new Error("thrown over a promise");
  }
}

// @trace
async function computed() {
  return { ["th" + "en"]: (_: unknown, reject: (error: Error) => void) => setTimeout(reject, 2, new Error("computed then")) };
}

// @trace
async function spread(thenable: object) {
  return { ...thenable };
}

// @trace
async function quoted() {
  return { "then": (_: unknown, reject: (error: Error) => void) => setTimeout(reject, 2, new Error("quoted then")) };
}

// @trace
async function ofClass() {
  return class {
    static then(_: unknown, reject: (error: Error) => void) {
      setTimeout(reject, 2, new Error("then of a class"));
    }
  };
}

// @trace
async function literal() {
  return { value: 1, other: { then: "no function" } };
}

class Holder {
  value = Promise.resolve("set");
  // @trace
  set next(value: Promise<string>) {
    this.value = value;
    // biome-ignore lint: what a setter returns nobody sees
    return dropped();
  }
}

const attempt = async (run: () => unknown) => {
  try {
    return await run();
  } catch (error) {
    return (error as Error).message;
  }
};

export async function run() {
  const holder = new Holder();
  const thenable = { then: (_: unknown, reject: (error: Error) => void) => setTimeout(reject, 2, new Error("spread then")) };
  for (const call of [() => left(true), () => left(false), () => right(true), () => right(false), sequence, () => first(undefined), breaks, continues, throws, computed, () => spread(thenable), quoted, ofClass, literal])
    log.push(await attempt(call));
  holder.next = Promise.resolve("assigned");
  log.push(await holder.value);
  return log;
}
