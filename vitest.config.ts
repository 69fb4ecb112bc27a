// How the tests are found and run; see CONTRIBUTING.md.
import { defineConfig } from "vitest/config";
import { OrderOfTests } from "./test/harness/order.js";

const config: ReturnType<typeof defineConfig> = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "test/cases/**", "test/rejects/**", "test/projects/**"],
    // They catch what hangs, also on a machine that is busy with something else.
    testTimeout: 180_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    sequence: { sequencer: OrderOfTests },
  },
});

export default config;
