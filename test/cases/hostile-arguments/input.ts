const touched: string[] = [];
const touch = (what: string) => {
  touched.push(what);
  throw new Error(`${what} was run`);
};

// @trace args=value result
function takes(value: unknown) {
  return value;
}

// @trace args=value.user.name,value.list.length,value.password,value.deep.apiKey
function paths(value: unknown) {
  return typeof value;
}

// @trace args=password,user result
async function login(password: string, user: object) {
  await null;
  return { accessToken: password, user };
}

const traps = new Proxy(
  {},
  { get: (_, key) => touch(`trap get ${String(key)}`), has: () => touch("trap has"), ownKeys: () => touch("trap ownKeys"), getPrototypeOf: () => touch("trap getPrototypeOf"), getOwnPropertyDescriptor: () => touch("trap descriptor") },
);
const revoked = Proxy.revocable([], {});
revoked.revoke();

class Hostile {
  plain = "plain member";
  get computed() {
    return touch("getter");
  }
  toJSON() {
    return touch("toJSON");
  }
  toString() {
    return touch("toString");
  }
  valueOf() {
    return touch("valueOf");
  }
  get [Symbol.toStringTag]() {
    return touch("toStringTag");
  }
  [Symbol.toPrimitive]() {
    return touch("toPrimitive");
  }
  [Symbol.iterator]() {
    return touch("iterator");
  }
}

const cyclic: Record<string, unknown> = { name: "cyclic object" };
cyclic.self = { again: cyclic, list: [cyclic] };
const deep = (levels: number): object => (levels === 0 ? { end: "deepest" } : { in: deep(levels - 1) });
const own = Object.defineProperty({ visible: 1 }, "own", { enumerable: true, get: () => touch("own getter") });

const values: unknown[] = [
  new Hostile(),
  own,
  [new Hostile()],
  traps,
  { traps },
  Object.create(traps),
  revoked.proxy,
  cyclic,
  deep(9),
  Array.from({ length: 40 }, (_, index) => ({ index })),
  "x".repeat(5000).slice(0, 1030).length,
  Symbol("a symbol"),
  12345678901234567890n,
  { big: 1n, symbol: Symbol("inside"), [Symbol("key")]: "hidden", none: undefined, not: Number.NaN },
  { Authorization: "Bearer abc", headers: { "Set-Cookie": ["a=1"], "x-api-key": "k" }, nested: [{ PASSWORD: "p", refresh_token: "t" }] },
  new Map([["password", "kept out"]]),
  new Set(["secret text"]),
  Object.freeze(["frozen", "list"]),
  Object.create(null),
  new Date(Number.NaN),
  new (class extends Array {
    override toString(): never {
      return touch("toString of a list") as never;
    }
  })(),
  function named() {},
  null,
];

export async function run() {
  const log: unknown[] = [];
  for (const [index, value] of values.entries()) log.push([index, takes(value) === value]);
  paths({ user: { name: "Ada", secret: "s" }, list: [1, 2, 3], password: "p", deep: { apiKey: "k" } });
  paths(traps);
  paths(revoked.proxy);
  paths(undefined);
  paths({ get user() { return touch("getter on the path"); }, list: traps });
  const { accessToken } = await login("hunter2", { name: "Ada", pin: 1234, pinned: true, cardNumber: "4111" });
  log.push(accessToken, touched);
  return log;
}
