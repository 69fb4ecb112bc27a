// The bank, which this example only imitates.
import { setTimeout as wait } from "node:timers/promises";

// @trace kind=client args=customer,amount attr.server.address=bank.example
export async function charge(customer: string, amount: number): Promise<void> {
  await wait(customer.length + (amount % 10));
}

// @trace args=amount min=100ms -- only the checks that keep the customer waiting
export async function checkFraud(amount: number): Promise<void> {
  if (amount >= 50_000) await wait(150);
}
