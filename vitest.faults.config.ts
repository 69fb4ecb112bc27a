// `npm run test:faults`: the tests of docs/reliability.md, each whole. They are among those of vitest.config.ts as well.
import { defineConfig } from "vitest/config";
import { FAULTS } from "./test/faults/table.js";

const files = new Set(FAULTS.flatMap(({ tests }) => tests));

const config: ReturnType<typeof defineConfig> = defineConfig({
  test: {
    include: [...files].map((path) => `test/${path}`),
    testTimeout: 180_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
  },
});

export default config;
