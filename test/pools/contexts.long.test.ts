// docs/context.md, "Libraries": for each row, in whose span a function finds itself that a real library runs, on two versions of Node.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPage, rowsOf, sectionOf } from "../docs/page.js";
import { packagesOf } from "../harness/installs.js";
import { findNewerNode } from "../harness/newer-node.js";
import { BROKERS, type Broker } from "../queues/brokers.js";
import { run } from "../toolchains/processes.js";
import manifest from "./package.json" with { type: "json" };

const OTHERS = { inside: "first", after: "second", bound: "second" };
const OWN = { inside: "second", after: "second", bound: "second" };

/** Of two callers, "first" and "second", what the second one's function sees; `after` is what it sees when it has waited. */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  queues: {
    "p-queue9": OTHERS,
    bottleneck: OTHERS,
    async: OTHERS,
    fastq: OTHERS,
    queue: OTHERS,
    cockatiel: OTHERS,
    "rxjs mergeMap": OTHERS,
    "p-queue": OWN,
    "p-limit": OWN,
    "p-throttle": OWN,
    "async-mutex": OWN,
    "async-sema": OWN,
    "generic-pool": OWN,
    tarn: OWN,
    opossum: OWN,
  },
  effects: {
    effect3: {
      deferred: "first",
      queue: "first",
      join: "first",
      semaphore: "first",
      sleep: "second",
      cached: "first",
      inside: "second",
      after: "second",
    },
    effect: {
      deferred: "second",
      queue: "second",
      join: "second",
      semaphore: "second",
      sleep: "second",
      cached: "first",
      inside: "second",
      after: "second",
    },
  },
  callbacks: {
    pg: { query: "first", bound: "second", connect: "first", notification: "opener", after: "second" },
    mysql2: { query: "first", bound: "second", getConnection: "first", after: "second" },
    mongodb: {
      checkedOut: "first",
      commandStarted: "second",
      commandSucceeded: "second",
      after: "second",
    },
    dataloader: { batch: "first", after: "second" },
    rxjs: {
      subscribe: "emitter",
      delay: "emitter",
      bufferTime: "subscriber",
      shareReplay: "first",
      after: "second",
    },
    sharp: { callback: "none", bound: "second", after: "second" },
    undici: {
      dispatch: "second",
      start: "first",
      response: "first",
      data: "first",
      end: "first",
      after: "second",
    },
    "node-schedule": { job: "first" },
    bluebird: { callback: "first", after: "second" },
    ws: { message: "opener" },
  },
};

const newer = findNewerNode(24, 0);
let broker: Broker;
beforeAll(async () => {
  await packagesOf("test/pools", "test/newer-node");
  broker = await (BROKERS.postgresql as () => Promise<Broker>)();
}, 600_000);
afterAll(() => broker?.stop());

describe.each([
  ["this Node", process.execPath],
  ["Node 24", newer.path],
])("on %s", (_, node) => {
  it.skipIf(node === undefined).each(Object.keys(EXPECTED))("%s", async (program) => {
    const args = [join("program", `${program}.mjs`), broker.url];
    const { status, stdout, stderr } = await run(args, { cwd: import.meta.dirname, node });
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout)).toEqual(EXPECTED[program]);
  });
});

describe("the page", () => {
  const section = sectionOf(readPage("docs/context.md"), "## Libraries");
  /** Names and versions as the page has them: `pg 8.23.1`. */
  const versionsIn = (text: string) =>
    [...text.matchAll(/([a-z][\w-]*) (\d+\.\d+\.\d+)/g)].map(([all]) => all);
  const known = Object.entries(manifest.dependencies).map(([name, version]) => {
    const [, alias, pinned] = /^npm:(.*)@(.*)$/.exec(version) ?? [undefined, name, version];
    return `${alias} ${pinned}`;
  });
  const THREADS = ["piscina", "workerpool"];

  it("names each library that is run here, in its version, and no other", () => {
    const run = known.filter((each) => !THREADS.includes(each.split(" ")[0] as string));
    expect([...new Set(versionsIn(section))].sort()).toEqual([...run].sort());
  });

  it("has a library in its table if it shows another's context, and only then", () => {
    const inTable = rowsOf(section).flatMap(([library]) => versionsIn(library as string));
    const foreign = Object.values(EXPECTED)
      .flatMap((programs) => Object.entries(programs))
      .filter(([, seen]) => isForeign(seen))
      .map(([name]) => ({ "p-queue9": "p-queue", effect3: "effect" })[name] ?? name.replace(/ .*/, ""));
    const named = new Set(inTable.map((each) => each.split(" ")[0]));
    expect([...named].sort()).toEqual([...new Set(foreign)].sort());
  });

  const isForeign = (seen: Readonly<Record<string, string>>) =>
    Object.values(seen).some((caller) => caller !== "second");
});
