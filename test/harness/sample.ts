// How much of itself a `*.sampled.test.ts` runs: a sample in `npm test`, all of it in `npm run test:long`.

/** vitest.config.ts says so. */
export const isSample: boolean = process.env.SAMPLE !== undefined;

/** All of it, or each so many of them, beginning with the first. */
export function sampleOf<T>(all: readonly T[], each: number): readonly T[] {
  return isSample ? all.filter((_, index) => index % each === 0) : all;
}

/** Registers what a sample leaves out whole. */
export function inFull(register: () => void): void {
  if (!isSample) register();
}
