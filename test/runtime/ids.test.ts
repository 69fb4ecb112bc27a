// Ids.

import { expect, it } from "vitest";
import { fromHex, isSpanId, isTraceId, random32, toHex } from "../../runtime/ground/ids.js";
import { newTrace } from "../../runtime/span/traces.js";

it("does not repeat, and spreads over all bits", () => {
  const seen = new Set<number>();
  let ones = 0;
  for (let index = 0; index < 10_000; index++) {
    const word = random32();
    seen.add(word);
    ones += word < 0 ? 1 : 0;
  }
  expect(seen.size).toBeGreaterThan(9_990);
  expect(Math.abs(ones - 5000)).toBeLessThan(400);
});

it("makes trace ids of which each of the last seven bytes is random in all bits, and says so", () => {
  const count = 20_000;
  const ones = new Array<number>(128).fill(0);
  for (let index = 0; index < count; index++) {
    const trace = newTrace();
    expect(trace.randomFlag).toBe(2);
    const bits = BigInt(`0x${trace.id}`);
    for (let bit = 0; bit < 128; bit++) ones[bit] = (ones[bit] ?? 0) + Number((bits >> BigInt(bit)) & 1n);
  }
  // Seven times the standard deviation.
  for (let bit = 0; bit < 56; bit++) expect(Math.abs((ones[bit] ?? 0) - count / 2)).toBeLessThan(500);
  // The id is never zero.
  expect(ones[96]).toBe(count);
});

it("is hex and back", () => {
  for (const word of [0, 1, -1, 0x7fffffff, -0x80000000, 0x0a0b0c0d])
    expect(fromHex(toHex(word), 0)).toBe(word);
  expect(toHex(0x0a0b0c0d)).toBe("0a0b0c0d");
  expect([isTraceId("0".repeat(32)), isTraceId("a".repeat(32)), isSpanId("A".repeat(16))]).toEqual([
    false,
    true,
    false,
  ]);
});
