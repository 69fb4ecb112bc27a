// What an order service does for one request, in nine functions; marked for tracing.
import { createHash } from "node:crypto";
import { type Customer, PRICES } from "./stock.js";
import { ask } from "./store-client.js";

export interface Line {
  readonly sku: string;
  readonly quantity: number;
}

export interface Order {
  readonly customer: string;
  readonly lines: readonly Line[];
}

// @trace
export function validate(order: Order): Order {
  if (typeof order.customer !== "string" || !Array.isArray(order.lines)) throw new TypeError("no order");
  for (const { sku, quantity } of order.lines)
    if (!PRICES.has(sku) || !(quantity > 0)) throw new RangeError(`line ${sku} is wrong`);
  return order;
}

// @trace kind=client
export async function findCustomer(id: string): Promise<Customer> {
  const found = await ask({ key: `customer:${id}` });
  if (found === null) throw new RangeError(`no customer ${id}`);
  return JSON.parse(found);
}

// @trace
export function priceOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { sku, quantity }) => sum + (PRICES.get(sku) ?? 0) * quantity, 0);
}

// @trace
export function discounted(total: number, { discount }: Customer): number {
  return Math.round((total * (100 - discount)) / 100);
}

// @trace
export function taxOf(total: number): number {
  return Math.round(total * 0.19);
}

// @trace kind=client
export async function reserve(lines: readonly Line[]): Promise<string[]> {
  const wanted = lines.map(({ sku, quantity }) => `${sku}:${quantity}`);
  await ask({ key: "reserved", value: wanted.join(" ") });
  return wanted;
}

// @trace kind=client
export async function save(order: Order, total: number): Promise<string> {
  const value = JSON.stringify({ ...order, total });
  const id = createHash("sha256").update(value).digest("hex").slice(0, 16);
  await ask({ key: `order:${id}`, value });
  return id;
}

// @trace
export function receiptOf({ lines }: Order, { name }: Customer, total: number, tax: number): string {
  const rows = lines.map(({ sku, quantity }) => `${quantity} x ${sku} at ${PRICES.get(sku)}`);
  return [`Order of ${name}`, ...rows, `Tax ${tax}`, `Total ${total + tax}`].join("\n");
}

// @trace
export function audit(id: string, reserved: readonly string[]): number {
  return reserved.length + id.length;
}
