// A program with traced functions of each kind, and a test of it that asks for spans, mocks, stacks and a snapshot.

const MAIN = `import { stock } from "./stock";
export interface Item { id: string; price: number }
// @trace
export function total(items: readonly Item[]): number {
  let sum = 0; for (const { price } of items) sum += price;
  return sum;
}
// @trace
export const twice = (value: number): number => value * 2;
// @trace
export async function load(id: string): Promise<string> {
  const found = await Promise.resolve(id);
  if (!found) { const why = "here"; throw new Error(why); }
  return found + stock();
}
// @trace
export function* each(count: number): Generator<number> { yield count; yield* [1, 2]; }
// @trace
export class Cart {
  constructor(public readonly size: number) {}
  grow(): number { return this.size + 1; }
}
`;
const STOCK = `export function stock(): string { return "real"; }\n`;
/** Sets tracing up, and names the spans. */
export const COLLECT = `import { InMemorySpanExporter, setupMonitoring } from "uno-trace/runtime";
const exporter = new InMemorySpanExporter();
const monitoring = setupMonitoring({ exporter });
export async function spanNames(): Promise<string> {
  await monitoring.forceFlush();
  return exporter.getFinishedSpans().map(({ name }) => name).sort().join(" ");
}
`;
const TEST = `import { spanNames } from "./collect";
import { Cart, each, load, total, twice } from "./main";
jest.mock("./stock", () => ({ stock: () => "mocked" }));
const look = (value: unknown): void => { expect(value).toMatchInlineSnapshot(); };
test("all", async () => {
  expect(total([{ id: "a", price: 2 }])).toBe(2);
  expect(twice(2)).toBe(4);
  expect([...each(3)]).toEqual([3, 1, 2]);
  expect(new Cart(1).grow()).toBe(2);
  expect(await load("a")).toBe("amocked");
  const error = await load("").catch((cause: Error) => cause) as Error;
  expect(error.stack).toMatch(/at load \\(.*src\\/main\\.ts:13:43\\)/);
  look({ a: 1 });
  expect(await spanNames()).toBe("Cart.grow each load load look total twice");
});
`;
/** What Jest writes into the test. */
export const WRITTEN = 'toMatchInlineSnapshot(`\n{\n  "a": 1,\n}\n`); };\ntest("all"';

/** The program with its test. `look` and the mock are selected by the glob, the rest by directives. */
export const FILES: Readonly<Record<string, string | object>> = {
  "src/main.ts": MAIN,
  "src/stock.ts": STOCK,
  "src/collect.ts": COLLECT,
  "src/main.test.ts": TEST,
  "uno-trace.json": { include: ["src/main.test.ts"] },
};
