// The tenth function: handles one request with the nine others.
import type * as steps from "./steps.js";

/** The nine functions, as they are or wrapped. */
export type Steps = typeof steps;

export interface Reply {
  readonly id: string;
  readonly receipt: string;
  readonly items: number;
}

// @trace kind=server
export async function handle(steps: Steps, body: unknown): Promise<Reply> {
  const order = steps.validate(body as never);
  const customer = await steps.findCustomer(order.customer);
  const total = steps.discounted(steps.priceOf(order.lines), customer);
  const tax = steps.taxOf(total);
  const reserved = await steps.reserve(order.lines);
  const id = await steps.save(order, total + tax);
  const receipt = steps.receiptOf(order, customer, total, tax);
  return { id, receipt, items: steps.audit(id, reserved) };
}
