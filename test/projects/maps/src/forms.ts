// Every form of function, with names and literals at many places of each; `fail` throws where its name says.
const log: unknown[] = [];

enum Mode {
  Fast = 10,
  Slow = 20,
}

function plain<T extends string>(first: T, second = "second default", ...rest: number[]): string {
  const joined = rest.map((value) => value * 3 + Mode.Slow).join("joined by");
  if (joined === "never joined") return first;
  for (const letter of "letters of a loop") log.push(letter satisfies string);
  return `template ${first} middle ${second as string} tail`;
}

const arrow = (value: number): number => {
  const doubled = value * 2;
  return doubled + 101;
};

const concise = (value: number) => arrow(value) + arrow(102) + arrow(103);

const returnsObject = (key: string) => ({ key, nested: { literal: "nested literal", list: [1001, 1002] } });

abstract class Base<Item> {
  protected readonly items: Item[] = [];
  abstract describe(): string;

  constructor(
    readonly title: string,
    private count = 201,
  ) {
    log.push("base constructor", title, count);
  }

  get size(): number {
    return this.items.length + this.count + 202;
  }

  set size(wanted: number) {
    if (wanted < 203) throw new RangeError("size too small");
    this.count = wanted;
  }
}

class Store extends Base<string> {
  static instances = 301;
  #secret = "private field";
  readonly field = (suffix: string) => this.#secret + suffix + "field literal";

  constructor(title: string) {
    super(title, 302);
    Store.instances += 303;
    log.push("derived constructor", this.title);
  }

  override describe(): string {
    return super.size > 304 ? "large store" : `small ${this.#hidden("hidden argument")} store`;
  }

  #hidden(argument: string): string {
    return argument.concat("concatenated");
  }

  static create(name: string): Store {
    return new Store(name ?? "unnamed store");
  }

  async load(id: number): Promise<string> {
    const row = await fetchRow(id, "load option");
    if (row.startsWith("missing")) throw new Error("row is missing");
    return `${row} of ${this.describe()}`;
  }

  *lines(limit: number): Generator<string> {
    for (let index = 0; index < limit; index++) {
      const sent: unknown = yield `line ${index}`;
      log.push("sent to generator", sent, arguments.length);
    }
  }

  async *pages(limit: number): AsyncGenerator<number> {
    for (let page = 0; page < limit; page++) yield page * 401;
    log.push("pages are over", super.size);
  }
}

async function fetchRow(id: number, option: string): Promise<string> {
  await Promise.resolve("first tick");
  const failing = id > 500;
  if (failing) throw new TypeError("failing row");
  return [option, "row", id].join("-");
}

const asyncArrow = async (id: number): Promise<string> => {
  const row = await fetchRow(id, "arrow option");
  return row.toUpperCase();
};

const asyncConcise = async (id: number) => (await asyncArrow(id)).padEnd(601, "padding");

function redeclared(parameter: string) {
  var parameter = parameter || "redeclared value";
  function inner() {
    return "inner function";
  }
  return parameter + inner();
}

const shop = {
  name: "object literal",
  sell(what: string) {
    return what + this.name + "sold";
  },
  async ship(what: string) {
    const sold = await this.sell(what);
    return sold + "shipped";
  },
  "quoted-key": function (value: string) {
    return value + "quoted function";
  },
  [`computed ${log.length}`](value: string) {
    return value + "computed method";
  },
};

export default function (value: string) {
  return value + "anonymous default";
}

export async function run(): Promise<unknown[]> {
  const store = Store.create("main store");
  for await (const page of store.pages(2)) log.push("page", page);
  log.push(plain("first argument"), concise(1), returnsObject("some key"), [...store.lines(2)]);
  log.push(await store.load(1), await asyncConcise(2), redeclared("own value"), await shop.ship("thing"));
  return log;
}

export async function fail(): Promise<never> {
  const store = Store.create("failing store");
  await store.load(501);
  throw new Error("not reached");
}
