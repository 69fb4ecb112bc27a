import { setTimeout as delay } from "node:timers/promises";
import { Scanner } from "./scanner.js";

export function* numbers(text: string): Generator<number> {
  const scanner = new Scanner(text);
  while (!scanner.done) {
    yield scanner.number();
    scanner.next();
  }
}

// @trace
const plus = (sum: number, value: number): number => sum + value;

export function total(text: string): number {
  return [...numbers(text)].reduce((sum, value) => plus(sum, value), 0);
}

/** A function that works as long as it is worth a span. */
export function checksum(text: string): number {
  let sum = 7;
  for (let round = 0; round < 400; round++)
    for (let at = 0; at < text.length; at++) sum = (sum * 31 + text.charCodeAt(at)) | 0;
  return sum;
}

/** Waits, which no profile sees. */
export async function load(): Promise<string> {
  await delay(3);
  return "12 345 6789 ".repeat(400);
}
