// One traced program beside NodeSDK, Sentry and dd-trace, set up as docs/opentelemetry.md says: what each one sent.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unoTrace } from "../../esbuild-plugin/index.js";
import { blocksOf, readPage } from "../docs/page.js";
import { run } from "../toolchains/processes.js";
import { type Collector, collect, type SentSpan } from "./collector.js";

const FOLDER = import.meta.dirname;
const BUILT = join(FOLDER, ".build");

/** Sets the SDKs up as a user does, but to send to this process. */
const environment = (port: number) => ({
  TARGET: `http://127.0.0.1:${port}/target`,
  OTEL_SERVICE_NAME: "orders",
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
  OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
  OTEL_METRICS_EXPORTER: "none",
  OTEL_LOGS_EXPORTER: "none",
  SENTRY_DSN: `http://key@127.0.0.1:${port}/1`,
  DD_TRACE_AGENT_URL: `http://127.0.0.1:${port}`,
  DD_INSTRUMENTATION_TELEMETRY_ENABLED: "false",
  DD_REMOTE_CONFIGURATION_ENABLED: "false",
  DD_TRACE_STARTUP_LOGS: "false",
  DD_SERVICE: "orders",
});

beforeAll(async () => {
  if (!existsSync(join(FOLDER, "node_modules/dd-trace"))) {
    const options = ["--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    execFileSync("npm", ["ci", ...options], { cwd: FOLDER, stdio: "inherit" });
  }
  const link = join(FOLDER, "node_modules/uno-trace");
  if (!existsSync(link)) symlinkSync("../../..", link, "dir");
  mkdirSync(BUILT, { recursive: true });
  for (const { file, text } of blocksOf(readPage("docs/opentelemetry.md")))
    if (file !== undefined) writeFileSync(join(BUILT, basename(file).replace(/\.ts$/, ".mjs")), text);
  const options = { bundle: true, platform: "node", packages: "external", absWorkingDir: FOLDER } as const;
  const entryPoints = ["program/app.ts"];
  await build({ ...options, entryPoints, outfile: ".build/app.mjs", format: "esm", plugins: [unoTrace()] });
  await build({ ...options, entryPoints, outfile: ".build/app.cjs", format: "cjs", plugins: [unoTrace()] });
  // The runtime goes into the bundle, the API does not.
  await build({
    ...options,
    packages: "bundle",
    external: ["@opentelemetry/api"],
    entryPoints,
    outfile: ".build/bundle.mjs",
    format: "esm",
    plugins: [unoTrace()],
  });
}, 300_000);

/** What a run printed, and what its SDK sent. */
interface Outcome {
  readonly points: Readonly<Record<string, string>>;
  readonly state: string;
  readonly header: string;
  readonly stderr: string;
  readonly spans: readonly SentSpan[];
}

const collectors: Collector[] = [];
afterAll(() => {
  for (const collector of collectors) collector.close();
});

async function runBeside(
  sdk: string,
  { imports = [`./${sdk}.mjs`], app = "app.mjs", env = {} }: Variant = {},
): Promise<Outcome> {
  const collector = await collect();
  collectors.push(collector);
  const args = [...imports.flatMap((each) => ["--import", each]), app];
  const { status, stdout, stderr } = await run(args, {
    cwd: BUILT,
    env: { ...environment(collector.port), ...env },
  });
  expect(status, stderr).toBe(0);
  return { ...(JSON.parse(stdout) as Outcome), stderr, spans: collector.spans };
}

interface Variant {
  readonly imports?: readonly string[];
  readonly app?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** `child < parent`, sorted; what the SDK adds on its own is left out. */
function treeOf({ spans }: Outcome): string[] {
  const names = new Map(spans.map(({ id, name }) => [id, name]));
  return spans
    .filter(({ name }) => !isRequest(name))
    .map(({ name, parent }) => `${name} < ${parent === "" ? "-" : (names.get(parent) ?? parent)}`)
    .sort();
}

const isRequest = (name: string) => /^GET|^127/.test(name);

const TREE = [
  "aside < -",
  "brief < order",
  "created < order",
  "fails < order",
  "foreign < order",
  "item < order",
  "item < order",
  "leaf < created",
  "leaf < foreign",
  "leaf < foreign",
  "leaf < item",
  "leaf < item",
  "leaf < letters",
  "leaf < numbers",
  "leaf < reads",
  "leaf < with span",
  "letters < order",
  "numbers < order",
  "order < -",
  "reads < order",
  "with span < order",
  "wrapped < order",
];

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

describe.each(["otel", "sentry", "datadog"])("beside %s", (sdk) => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await runBeside(sdk);
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
    const exceptions = { otel: ["exception"], sentry: [], datadog: ["TypeError"] }[sdk];
    expect(named(outcome, "fails").events).toEqual(exceptions);
    expect(named(outcome, "order").events).toEqual(sdk === "sentry" ? [] : ["packed"]);
  });

  test("a new trace is linked to its caller's", () => expect(named(outcome, "aside").links).toBe(1));

  test("registered after the runtime was loaded", async () => {
    const late = await runBeside(sdk, { imports: ["uno-trace/runtime", `./${sdk}.mjs`] });
    expect(treeOf(late)).toEqual(TREE);
  });

  test("from CommonJS", async () => {
    const common = await runBeside(sdk, { app: "app.cjs" });
    expect(treeOf(common)).toEqual(TREE);
    expect(pointsOf(common)).toEqual(POINTS);
  });

  test("from a bundle with the runtime in it", async () => {
    const bundle = await runBeside(sdk, { app: "bundle.mjs" });
    expect(treeOf(bundle)).toEqual(TREE);
    expect(pointsOf(bundle)).toEqual(POINTS);
  });

  test("not where it is switched off", async () => {
    const off = await runBeside(sdk, { env: { UNO_TRACE_BRIDGE: "off" } });
    expect(treeOf(off)).toEqual(["foreign < -"]);
    expect(off.state).toBe("paid 7");
  });

  test("not where something of ours is set up", async () => {
    const own = await runBeside(sdk, { imports: [`./${sdk}.mjs`, "uno-trace/register"] });
    // Both send to the same place.
    expect(treeOf(own)).toEqual(OWN_TREE);
  });
});

test("on demand, whatever is set up", async () => {
  const imports = ["./sentry.mjs", "uno-trace/register", "./main.mjs"];
  // For this library alone: Sentry does not look at it.
  const outcome = await runBeside("sentry", { imports, env: { OTEL_TRACES_EXPORTER: "none" } });
  expect(treeOf(outcome)).toEqual(TREE);
});

test("not where OpenTelemetry is switched off", async () => {
  const off = await runBeside("sentry", { env: { OTEL_SDK_DISABLED: "true" } });
  expect(treeOf(off)).toEqual(["foreign < -"]);
});

test("an SDK that samples nothing gets nothing, and the program notices nothing", async () => {
  const none = await runBeside("otel", { env: { OTEL_TRACES_SAMPLER: "always_off" } });
  expect(none.spans).toEqual([]);
  expect(none.state).toBe("paid 7");
  expect(none.stderr).toBe("");
});
