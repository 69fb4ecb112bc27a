// Two points in time in, one of them out: for 64-bit numbers, which `Math.max` does not take.

/** The later one. */
export function later(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

/** The earlier one. */
export function earlier(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}
