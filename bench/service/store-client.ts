// The service's side of its database: questions in, answers out, over one connection that keeps their order.
import { connect } from "node:net";
import { linesOf } from "./lines.js";
import type { Question } from "./store.js";

const socket = connect(Number(process.env.STORE_PORT), "127.0.0.1");
const waiting: ((answer: string | null) => void)[] = [];
socket.setNoDelay(true).setEncoding("utf8");
socket.on(
  "data",
  linesOf((line) => waiting.shift()?.(JSON.parse(line))),
);

/** Asks for a value, or keeps one. */
export function ask(question: Question): Promise<string | null> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    socket.write(`${JSON.stringify(question)}\n`);
  });
}
