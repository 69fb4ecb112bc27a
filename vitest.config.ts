// How the tests are found and run; see CONTRIBUTING.md.
import { defineConfig } from "vitest/config";
import { OrderOfTests } from "./test/harness/order.js";

const NO_TESTS = ["**/node_modules/**", "test/cases/**", "test/rejects/**", "test/projects/**"];
/** What installs packages, or whole set-ups of a user's; `npm test` holds a sample of each. */
const LONG = "test/**/*.long.test.ts";
/** Run by both; see test/harness/sample.ts. */
const SAMPLED = "test/**/*.sampled.test.ts";

/** What loads the runtime, or takes the place of a module or of the working directory, has a process for each file. */
const ISOLATED = [
  "test/*.test.ts",
  "test/{bridge,examples,faults,instrumentation,opentelemetry,runtime,stacks}/**/*.test.ts",
  "test/nest/plugin.test.ts",
  "test/next/with-uno-trace.test.ts",
  "test/toolchains/bundlers/built.test.ts",
  "test/toolchains/bundlers/rollup-kind.test.ts",
  "test/toolchains/loaders.test.ts",
  "test/toolchains/rejects.test.ts",
  "test/transformers/helpers.test.ts",
  "test/transformers/other-transformers.test.ts",
  "test/view/command.test.ts",
  "test/view/exporters.test.ts",
];

const config: ReturnType<typeof defineConfig> = defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "short",
          include: ISOLATED,
          exclude: [...NO_TESTS, LONG],
          env: { SAMPLE: "1" },
        },
      },
      {
        // One process serves many of the other files, and starts once.
        extends: true,
        test: {
          name: "short, shared",
          include: ["test/**/*.test.ts"],
          exclude: [...NO_TESTS, LONG, ...ISOLATED],
          env: { SAMPLE: "1" },
          isolate: false,
        },
      },
      { extends: true, test: { name: "long", include: [LONG, SAMPLED], exclude: NO_TESTS } },
    ],
    // They catch what hangs, also on a machine that is busy with something else.
    testTimeout: 180_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    sequence: { sequencer: OrderOfTests },
  },
});

export default config;
