// How the tests are found and run; see CONTRIBUTING.md.
import { defineConfig } from "vitest/config";
import { EXCLUDED, partTests } from "./test/harness/isolation.js";
import { OrderOfTests } from "./test/harness/order.js";

const { alone, shared } = partTests();

const config: ReturnType<typeof defineConfig> = defineConfig({
  test: {
    exclude: [...EXCLUDED],
    // They catch what hangs, also on a machine that is busy with something else.
    testTimeout: 180_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    sequence: { sequencer: OrderOfTests },
    projects: [
      { extends: true, test: { name: "alone", include: [...alone] } },
      { extends: true, test: { name: "shared", include: [...shared], isolate: false } },
    ],
  },
});

export default config;
