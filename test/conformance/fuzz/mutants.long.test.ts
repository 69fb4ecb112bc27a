// Deliberate faults of the product, each of which the fuzzer has to find.
import { expect, it } from "vitest";
import { fuzz } from "./fuzz-run.js";

// One with which each fault is met soon: those of moved bodies alone may take some thousand programs.
const SEED_OF_FAULTS = "10";

it("finds every deliberate fault", async () => {
  const args = ["--mutants", "--runs", "1000", "--seed", SEED_OF_FAULTS];
  const found = (await fuzz(...args)) as Record<string, number>;
  expect(Object.keys(found).length).toBeGreaterThan(10);
  const missed = Object.entries(found).filter(([, runs]) => runs === 0);
  expect(missed).toEqual([]);
});
