// One traced program beside NodeSDK, Sentry and dd-trace, set up as docs/opentelemetry.md says: what each one sent.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SentSpan } from "./collector.js";
import { nameOf, node3, type Outcome, Peers, TREE, treeOf } from "./peers.js";

const peers = new Peers("all");
beforeAll(() => peers.prepare(), 600_000);
afterAll(() => peers.close());

/** Neither knows of the other, and `min` drops a span. */
const OWN_TREE = TREE.filter((edge) => edge !== "brief < order")
  .map((edge) => ({ "foreign < order": "foreign < -", "leaf < foreign": "leaf < order" })[edge] ?? edge)
  .sort();

const POINTS = {
  before: "none",
  caller: "none",
  after: "none",
  "item 2": "item",
  "item 1": "item",
  "item 1 later": "item",
  "leaf of item 1": "leaf",
  "item 1 last": "item",
  "item 2 later": "item",
  "leaf of item 2": "leaf",
  "item 2 last": "item",
  "after all": "order",
  generator: "numbers",
  "consumer of 1": "order",
  "leaf of generator": "leaf",
  "consumer of 2": "order",
  "generator last": "numbers",
  "consumer of a": "order",
  "leaf of async generator": "leaf",
  "consumer of b": "order",
  aside: "aside",
  "leaf of thenable": "leaf",
  "after thenable": "reads",
  "leaf of foreign": "leaf",
  "later leaf of foreign": "leaf",
  "leaf of with span": "leaf",
  "leaf of created": "leaf",
  "in wrapped": "wrapped",
  "order last": "order",
};

const named = (outcome: Outcome, name: string) =>
  outcome.spans.find((span) => span.name === name) as SentSpan;

/** Points by the names of their spans. */
function pointsOf({ points, spans }: Outcome): Record<string, string> {
  const names = new Map(spans.map(({ id, name }) => [id, name]));
  return Object.fromEntries(Object.entries(points).map(([label, id]) => [label, names.get(id) ?? id]));
}

const PEERS = ["otel", "sentry", "datadog", ...(node3.path === undefined ? [] : ["otel3"])];
if (node3.path === undefined) test.skip(`beside otel3: ${node3.missing}`);

describe.each(PEERS)("beside %s", (sdk) => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await peers.runBeside(sdk);
  });

  test("the program does what it does", () => {
    expect(outcome.state).toBe("paid 7");
    expect(outcome.stderr).toBe("");
  });

  test("spans have their parents", () => expect(treeOf(outcome)).toEqual(TREE));

  test("the API's active span is the traced function's, inside alone", () => {
    expect(pointsOf(outcome)).toEqual(POINTS);
  });

  test("a request of the SDK's instrumentation is a child, and goes on from there", () => {
    const request = outcome.spans.find(({ id }) => outcome.header.includes(`-${id}-`)) as SentSpan;
    expect(request.kind).toBe("client");
    expect(request.parent).toBe(named(outcome, "order").id);
  });

  test("kinds, attributes and captured values", () => {
    const order = named(outcome, "order");
    expect(order.kind).toBe("client");
    expect(order.attributes).toMatchObject({
      "code.function.name": "order",
      "code.file.path": "program/app.ts",
      id: "7",
      "result.state": "paid 7",
      team: "payments",
      step: "done",
    });
    expect(named(outcome, "foreign").attributes).toMatchObject({ seen: "yes" });
    expect(named(outcome, "numbers").attributes).toHaveProperty(["uno.generator.items"]);
  });

  test("status and exceptions", () => {
    expect(named(outcome, "order").status).toBe("ok");
    expect(named(outcome, "fails").status).toBe("error");
    const exceptions = { otel: ["exception"], otel3: ["exception"], sentry: [], datadog: ["TypeError"] }[sdk];
    expect(named(outcome, "fails").events).toEqual(exceptions);
    expect(named(outcome, "order").events).toEqual(sdk === "sentry" ? [] : ["packed"]);
  });

  test("a new trace is linked to its caller's", () => expect(named(outcome, "aside").links).toBe(1));

  test("registered after the runtime was loaded", async () => {
    const late = await peers.runBeside(sdk, { imports: ["uno-trace/runtime", `./${nameOf(sdk)}.mjs`] });
    expect(treeOf(late)).toEqual(TREE);
  });

  test("from CommonJS", async () => {
    const common = await peers.runBeside(sdk, { app: "app.cjs" });
    expect(treeOf(common)).toEqual(TREE);
    expect(pointsOf(common)).toEqual(POINTS);
  });

  test("from a bundle with the runtime in it", async () => {
    const bundle = await peers.runBeside(sdk, { app: "bundle.mjs" });
    expect(treeOf(bundle)).toEqual(TREE);
    expect(pointsOf(bundle)).toEqual(POINTS);
  });

  test("not where it is switched off", async () => {
    const off = await peers.runBeside(sdk, { env: { UNO_TRACE_BRIDGE: "off" } });
    expect(treeOf(off)).toEqual(["foreign < -"]);
    expect(off.state).toBe("paid 7");
  });

  test("not where something of ours is set up", async () => {
    const own = await peers.runBeside(sdk, { imports: [`./${nameOf(sdk)}.mjs`, "uno-trace/register"] });
    // Both send to the same place.
    expect(treeOf(own)).toEqual(OWN_TREE);
  });
});

test("on demand, whatever is set up", async () => {
  const imports = ["./sentry.mjs", "uno-trace/register", "./main.mjs"];
  // For this library alone: Sentry does not look at it.
  const outcome = await peers.runBeside("sentry", { imports, env: { OTEL_TRACES_EXPORTER: "none" } });
  expect(treeOf(outcome)).toEqual(TREE);
});

test("not where OpenTelemetry is switched off", async () => {
  const off = await peers.runBeside("sentry", { env: { OTEL_SDK_DISABLED: "true" } });
  expect(treeOf(off)).toEqual(["foreign < -"]);
});

test("an SDK that samples nothing gets nothing, and the program notices nothing", async () => {
  const none = await peers.runBeside("otel", { env: { OTEL_TRACES_SAMPLER: "always_off" } });
  expect(none.spans).toEqual([]);
  expect(none.state).toBe("paid 7");
  expect(none.stderr).toBe("");
});
