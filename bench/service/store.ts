// The service's database: keeps texts under keys, over a socket; one line of JSON asks, one answers, in order.
import { createServer } from "node:net";
import { linesOf } from "./lines.js";
import { CUSTOMERS } from "./stock.js";

/** What is asked: a value comes with what is to be kept. */
export interface Question {
  readonly key: string;
  readonly value?: string;
}

const kept = new Map(CUSTOMERS.map((customer, id) => [`customer:c-${id}`, JSON.stringify(customer)]));
const MAX_KEPT = 10_000;

function answer({ key, value }: Question): string | null {
  if (value === undefined) return kept.get(key) ?? null;
  if (kept.size < MAX_KEPT) kept.set(key, value);
  return key;
}

const server = createServer((socket) => {
  const take = linesOf((line) => socket.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`));
  socket.setEncoding("utf8").on("data", take);
  // The service is killed at its end.
  socket.on("error", () => socket.destroy());
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : undefined });
});
