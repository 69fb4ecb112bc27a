// Every form of function, throwing below others of its kind; `calls` has one call for each, untraced.
const tick = () => new Promise((resolve) => setImmediate(resolve));

function plain(depth) {
  if (depth > 0) return plain(depth - 1);
  throw new Error("plain");
}

const arrow = (depth) => {
  if (depth > 0) return arrow(depth - 1);
  throw new Error("arrow");
};

const concise = (depth) => (depth > 0 ? concise(depth - 1) : plain(0));

class Base {
  constructor(depth) {
    this.depth = depth;
    if (depth > 0) new Base(depth - 1);
    else throw new Error("constructor");
  }
}

class Derived extends Base {
  constructor(depth) {
    super(depth);
    this.derived = true;
  }
}

class Order {
  static open(depth) {
    if (depth > 0) return Order.open(depth - 1);
    throw new Error("static method");
  }

  #secret(depth) {
    if (depth > 0) return this.#secret(depth - 1);
    throw new Error("private method");
  }

  submit(depth) {
    if (depth > 0) return this.submit(depth - 1);
    return this.#secret(1);
  }

  get total() {
    throw new Error("getter");
  }

  set total(value) {
    throw new Error(`setter ${value}`);
  }

  field = (depth) => {
    if (depth > 0) return this.field(depth - 1);
    throw new Error("field");
  };

  async pay(depth) {
    await tick();
    if (depth > 0) {
      const paid = await this.pay(depth - 1);
      return paid;
    }
    throw new Error("async method");
  }

  static async make(depth) {
    await tick();
    if (depth > 0) return await Order.make(depth - 1);
    throw new Error("async static method");
  }

  async #audit(depth) {
    await tick();
    if (depth > 0) return await this.#audit(depth - 1);
    throw new Error("async private method");
  }

  audit(depth) {
    return this.#audit(depth);
  }

  async collects(depth) {
    for await (const item of [depth]) if (item > 0) return await this.collects(item - 1);
    throw new Error("async method whose body moves");
  }

  static async loads(depth) {
    for await (const item of [depth]) if (item > 0) return await Order.loads(item - 1);
    throw new Error("async static method whose body moves");
  }

  async #checks(depth) {
    for await (const item of [depth]) if (item > 0) return await this.#checks(item - 1);
    throw new Error("async private method whose body moves");
  }

  checks(depth) {
    return this.#checks(depth);
  }

  *lines(depth) {
    if (depth > 0) yield* this.lines(depth - 1);
    throw new Error("generator method");
  }

  async *pages(depth) {
    if (depth > 0) yield* this.pages(depth - 1);
    throw new Error("async generator method, before it waits");
  }

  async *[Symbol.asyncIterator]() {
    await tick();
    yield* this.pages(0);
  }
}

class Rush extends Order {
  async pay(depth) {
    await tick();
    return await super.pay(depth);
  }
}

const shop = {
  sell(depth) {
    if (depth > 0) return shop.sell(depth - 1);
    throw new Error("object method");
  },
  async ship(depth) {
    await tick();
    if (depth > 0) return await shop.ship(depth - 1);
    throw new Error("async object method");
  },
  async stores(depth) {
    for await (const item of [depth]) if (item > 0) return await shop.stores(item - 1);
    throw new Error("async object method whose body moves");
  },
  "async-moved": async () => {
    for await (const item of [tick()]) throw new Error(`async arrow of a quoted property, moved: ${item}`);
  },
  "async-quoted": async () => {
    await tick();
    throw new Error("async arrow of a quoted property");
  },
};

function callback(depth) {
  return [depth].map(function each(item) {
    if (item > 0) return callback(item - 1);
    throw new Error("callback");
  });
}

const anonymous = (depth) => [depth].map((item) => [item].map(() => plain(0)));

async function early(depth) {
  if (depth > 0) return await early(depth - 1);
  throw new Error("async, before it waits");
}

async function late(depth) {
  await tick();
  if (depth > 0) {
    const value = await late(depth - 1);
    return value;
  }
  throw new Error("async, after it waited");
}

const asyncArrow = async (depth) => {
  await tick();
  if (depth > 0) return await asyncArrow(depth - 1);
  throw new Error("async arrow");
};

const asyncConcise = async (depth) => await (depth > 0 ? asyncConcise(depth - 1) : late(0));

async function tail(depth) {
  await tick();
  if (depth > 0) return tail(depth - 1);
  throw new Error("async, returned without await");
}

function* generator(depth) {
  if (depth > 0) yield* generator(depth - 1);
  throw new Error("generator");
}

function* looping(depth) {
  if (depth > 0) for (const item of looping(depth - 1)) yield item;
  throw new Error("generator in a loop");
}

async function* asyncGenerator(depth) {
  await tick();
  if (depth > 0) yield* asyncGenerator(depth - 1);
  throw new Error("async generator");
}

async function* asyncLooping(depth) {
  await tick();
  if (depth > 0) for await (const item of asyncLooping(depth - 1)) yield item;
  throw new Error("async generator in a loop");
}

// @no-trace
async function untraced(depth) {
  await tick();
  return await mixed(depth);
}

async function mixed(depth) {
  await tick();
  if (depth > 0) return await untraced(depth - 1);
  return [...generator(0)].map(plain);
}

async function all(depth) {
  return await Promise.all([tick(), late(depth)]);
}

async function any(depth) {
  try {
    return await Promise.any([late(depth)]);
  } catch (error) {
    throw error.errors[0];
  }
}

async function collect(items) {
  for await (const item of items) throw new Error(`nothing to collect: ${item}`);
}

/** What assertion libraries do: no frame above the function that was called. */
function hidden(depth) {
  if (depth > 0) return hidden(depth - 1);
  const error = { message: "hidden" };
  Error.captureStackTrace(error, hidden);
  throw error;
}

async function hiddenLater(depth) {
  await tick();
  return await hidden(depth);
}

// @no-trace
export const calls = {
  plain: () => plain(11),
  arrow: () => arrow(11),
  concise: () => concise(3),
  constructor: () => new Base(4),
  derivedConstructor: () => new Derived(4),
  staticMethod: () => Order.open(4),
  privateMethod: () => new Order().submit(4),
  getter: () => new Order().total,
  setter: () => {
    new Order().total = 3;
  },
  field: () => new Order().field(4),
  objectMethod: () => shop.sell(4),
  callback: () => callback(4),
  anonymous: () => anonymous(1),
  hidden: () => hidden(4),
  hiddenLater: () => hiddenLater(4),
  early: () => early(11),
  late: () => late(11),
  asyncArrow: () => asyncArrow(4),
  asyncConcise: () => asyncConcise(4),
  tail: () => tail(4),
  asyncMethod: () => new Order().pay(11),
  asyncInherited: () => new Rush().pay(3),
  asyncStaticMethod: () => Order.make(4),
  asyncPrivateMethod: () => new Order().audit(4),
  asyncObjectMethod: () => shop.ship(4),
  quoted: () => shop["async-quoted"](),
  movedMethod: () => new Order().collects(3),
  movedStaticMethod: () => Order.loads(3),
  movedPrivateMethod: () => new Order().checks(3),
  movedObjectMethod: () => shop.stores(3),
  movedQuoted: () => shop["async-moved"](),
  all: () => all(3),
  any: () => any(3),
  mixed: () => mixed(3),
  generator: () => [...generator(4)],
  looping: () => [...looping(4)],
  generatorMethod: () => [...new Order().lines(4)],
  asyncGenerator: () => collect(asyncGenerator(4)),
  asyncLooping: () => collect(asyncLooping(4)),
  asyncGeneratorMethod: () => collect(new Order().pages(4)),
  asyncIterator: () => collect(new Order()),
};
