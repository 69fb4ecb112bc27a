import { Payments, seen } from "./decorated.js";
import legacy, { table } from "./legacy.js";
import { Colour, Level, Money } from "./model.js";
import { log, Orders, Square } from "./services.js";
import { Supers } from "./supers.js";
import { Rendered, View } from "./view.js";

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function drain<T>(items: AsyncGenerator<T, unknown, string>, word: string): Promise<unknown[]> {
  const all: unknown[] = [];
  for (;;) {
    const { value, done } = await items.next(word);
    all.push(value);
    if (done) return all;
  }
}

const failed = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    return String(await work());
  } catch (error) {
    return String(error);
  }
};

/** What every build of this project has to return alike. */
export async function run(): Promise<unknown> {
  const orders = new Orders("o", 3, "n");
  const order = { id: "1", level: Level.High };
  const extra = orders.load as (...all: string[]) => Promise<string>;
  orders.hits = 5;
  return {
    loaded: [await orders.load("a"), await extra.call(orders, "b", "c"), await orders.shout("d")],
    ids: [...orders.ids()],
    pages: await collect(orders.pages()),
    mixed: await drain(new Supers("s").mixed(1, 2), "sent"),
    assigned: await orders.assigned("v"),
    plain: await orders.plain(order),
    label: Orders.create("s").label,
    kinds: [Orders.length, Orders.name, orders.load.length, orders.load.name, Orders.prototype.ids.constructor.name],
    paid: await new Payments(new Money(1)).pay(new Money(7), async ({ id }) => id, order),
    legacy: [legacy("", 2 as never), legacy.length, table.sum(1, 2, 3), table.size, await failed(() => table.later())],
    view: [Rendered(), View("v")],
    colour: Colour.Red,
    square: new Square(3).describe(),
    seen,
    log,
    metadata: (globalThis as Record<string, unknown>).knownMetadata,
  };
}
