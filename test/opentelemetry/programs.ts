// For the oracle: a program that uses @opentelemetry/api alone, and what it saw.

/** Notes what the program sees on its way; both libraries have to show it the same. */
export type See = (...values: unknown[]) => void;

/** A name and a body, to be run under the SDK and under this library. */
export type Program = readonly [name: string, run: (see: See) => unknown];

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A span context of nowhere. */
export const ELSEWHERE = {
  traceId: "0af7651916cd43dd8448eb211c80319c",
  spanId: "b7ad6b7169203331",
  traceFlags: 1,
} as const;
