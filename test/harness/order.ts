// The test files of a run in, in an order that leaves no processor idle out; begins to install what some of them need.
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { beginInstalling } from "./installs.js";

/** What the tests beside other SDKs need. */
const PEERS = ["test/newer-node", "test/bridge", "test/bridge/otel3"];

/** Folders with a lock file of their own, by the tests that need them; in the order in which they are installed. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  "test/bridge/bridge.long.test.ts": PEERS,
  "test/bridge/otel3.long.test.ts": PEERS,
  "test/bridge/sentry.long.test.ts": PEERS,
  "test/hosts/minifiers.long.test.ts": ["test/hosts"],
  "test/packages/types.long.test.ts": ["test/hosts"],
  "test/packages/pnpm.long.test.ts": ["test/hosts"],
  "test/loader/tools.long.test.ts": ["test/loader"],
  "test/build/rich.long.test.ts": ["test/build"],
  "test/next/next.long.test.ts": ["test/next"],
  "test/next/dev.long.test.ts": ["test/next"],
  "test/docs/next.long.test.ts": ["test/next"],
  "test/migrate/libraries.long.test.ts": ["test/migrate"],
  "test/nest/nest.long.test.ts": ["test/nest"],
  "test/hosts/tsup.long.test.ts": ["test/hosts"],
  "test/engines/bun.long.test.ts": ["test/engines"],
  "test/engines/runtime.long.test.ts": ["test/engines"],
  "test/jest29/jest29.long.test.ts": ["test/jest29", "test/next"],
  "test/clickhouse/clickhouse.long.test.ts": ["test/clickhouse"],
  "test/queues/queues.long.test.ts": ["test/queues"],
  "test/pools/contexts.long.test.ts": ["test/pools", "test/newer-node"],
  "test/logs/loggers.long.test.ts": ["test/logs", "test/newer-node"],
  "test/docs/logs.long.test.ts": ["test/logs", "test/newer-node"],
  "test/backends/backends.long.test.ts": ["test/backends"],
};

/** The longest ones; Vitest, which knows no durations in a fresh clone, would begin with the largest files. */
const LONG: readonly string[] = [
  "test/cases.test.ts",
  "test/toolchains/init.long.test.ts",
  "test/toolchains/tspc.sampled.test.ts",
  "test/conformance/fuzz/fuzz.sampled.test.ts",
  "test/bridge/cases.sampled.test.ts",
  "test/examples/shop.test.ts",
  "test/docs/runtime.test.ts",
  "test/bench/sample.long.test.ts",
  "test/conformance/sample.sampled.test.ts",
  "test/opentelemetry/instrumented.test.ts",
];

/**
 * The order of a run: the longest tests come first, lest one of them runs alone at the end; those that wait for packages
 * come last, and their packages are installed while the others run. Whoever runs other files installs nothing.
 */
export class OrderOfTests extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const foldersOf = ({ moduleId }: TestSpecification) =>
      Object.entries(FOLDERS).find(([file]) => moduleId.endsWith(file))?.[1] ?? [];
    const waiting = sorted.filter((file) => foldersOf(file).length > 0);
    const folders = [...new Set(waiting.flatMap(foldersOf))];
    beginInstalling(folders);
    const long = LONG.flatMap((name) => sorted.filter(({ moduleId }) => moduleId.endsWith(name)));
    const rest = sorted.filter((file) => !long.includes(file) && !waiting.includes(file));
    return [...long, ...rest, ...waiting];
  }
}
