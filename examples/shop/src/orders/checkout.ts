// What the orders service does. Traced by the comments: no rule in uno-trace.json is about this file.
import { type Line, type Priced, reserve } from "./inventory-client.js";
import { charge, checkFraud } from "./payment.js";

export interface OrderRequest {
  readonly customer: string;
  readonly lines: readonly Line[];
}

export interface Order extends OrderRequest {
  readonly id: number;
  readonly total: number;
}

const orders: Order[] = [];

// @trace name="checkout" args=request.customer result=id,total
export async function placeOrder(request: OrderRequest): Promise<Order> {
  const lines = await reserve(request.lines);
  const total = [...amounts(lines)].reduce((sum, amount) => sum + amount, 0);
  await checkFraud(total);
  await charge(request.customer, total);
  const order = { id: orders.length + 1, total, ...request };
  orders.push(order);
  return order;
}

/* @trace */
function* amounts(lines: readonly Priced[]): Generator<number> {
  for (const { price, quantity } of lines) {
    const discount = quantity >= 10 ? 0.9 : 1;
    yield Math.round(price * quantity * discount);
  }
}
