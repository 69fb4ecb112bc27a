// The SDKs that the bridge is tested with, set up as docs/opentelemetry.md says: a program beside one in; what it did and sent out.
import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { expect } from "vitest";
import { unoTrace } from "../../esbuild-plugin/index.js";
import { blocksOf, readPage } from "../docs/page.js";
import { packagesOf } from "../harness/installs.js";
import { findNewerNode, type NewerNode } from "../harness/newer-node.js";
import { run } from "../toolchains/processes.js";
import { REPOSITORY } from "../toolchains/temporary-project.js";
import { type Collector, collect, type SentSpan } from "./collector.js";

const FOLDER = import.meta.dirname;

/** Sets the SDKs up as a user does, but to send to this process. */
export const environment = (port: number): Readonly<Record<string, string>> => ({
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

/** SDK 3 of OpenTelemetry has a folder of its own, since it needs another version of the API, and a newer Node. */
const OTEL3 = join(FOLDER, "otel3");
/** What runs it. */
export const node3: NewerNode = findNewerNode(22, 15);

/** Programs, built, and the SDKs to run them with. */
export class Peers {
  readonly #name: string;
  readonly #collectors: Collector[] = [];

  /** @param name of the folder of these programs: test files run side by side */
  constructor(name: string) {
    this.#name = name;
  }

  /** Where a program is, and where it finds its packages. */
  folderOf(sdk: string): string {
    return join(sdk === "otel3" ? OTEL3 : FOLDER, ".build", this.#name);
  }

  async prepare(): Promise<void> {
    await packagesOf("test/newer-node", "test/bridge", "test/bridge/otel3");
    const built = this.folderOf("otel");
    await buildPrograms(built);
    for (const folder of [built, this.folderOf("otel3")]) {
      mkdirSync(folder, { recursive: true });
      for (const name of ["app.mjs", "app.cjs", "bundle.mjs"])
        if (folder !== built) copyFileSync(join(built, name), join(folder, name));
      for (const { file, text } of blocksOf(readPage("docs/opentelemetry.md")))
        if (file !== undefined) writeFileSync(join(folder, basename(file).replace(/\.ts$/, ".mjs")), text);
    }
    this.#copyPackage();
  }

  /** A link would lead to this repository's version of the API, which SDK 3 does not work with. */
  #copyPackage(): void {
    const copy = join(this.folderOf("otel3"), "node_modules/uno-trace");
    rmSync(copy, { recursive: true, force: true });
    for (const name of ["package.json", "dist"])
      cpSync(join(REPOSITORY, name), join(copy, name), { recursive: true });
  }

  /** A collector that runs until `close`. */
  async collect(): Promise<Collector> {
    const collector = await collect();
    this.#collectors.push(collector);
    return collector;
  }

  async runBeside(
    sdk: string,
    { imports = [`./${nameOf(sdk)}.mjs`], app = "app.mjs", env = {} }: Variant = {},
  ): Promise<Outcome> {
    const collector = await this.collect();
    const args = [...imports.flatMap((each) => ["--import", each]), app];
    const { status, stdout, stderr } = await run(args, {
      cwd: this.folderOf(sdk),
      node: sdk === "otel3" ? node3.path : undefined,
      env: { ...environment(collector.port), ...env },
    });
    expect(status, stderr).toBe(0);
    return { ...(JSON.parse(stdout) as Outcome), stderr, spans: collector.spans };
  }

  close(): void {
    for (const collector of this.#collectors) collector.close();
  }
}

async function buildPrograms(folder: string): Promise<void> {
  const options = { bundle: true, platform: "node", packages: "external", absWorkingDir: FOLDER } as const;
  const entryPoints = ["program/app.ts"];
  const plugins = [unoTrace()];
  const outfile = (name: string) => join(folder, name);
  await build({ ...options, entryPoints, outfile: outfile("app.mjs"), format: "esm", plugins });
  await build({ ...options, entryPoints, outfile: outfile("app.cjs"), format: "cjs", plugins });
  // The runtime goes into the bundle, the API does not.
  await build({
    ...options,
    packages: "bundle",
    external: ["@opentelemetry/api"],
    entryPoints,
    outfile: outfile("bundle.mjs"),
    format: "esm",
    plugins,
  });
}

/** What a run printed, and what its SDK sent. */
export interface Outcome {
  readonly points: Readonly<Record<string, string>>;
  readonly state: string;
  readonly header: string;
  readonly stderr: string;
  readonly spans: readonly SentSpan[];
}

/** How a program is run. */
export interface Variant {
  readonly imports?: readonly string[];
  readonly app?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The name of its set-up on the page. */
export const nameOf = (sdk: string): string => sdk.replace("otel3", "otel");

/** `child < parent`, sorted; what the SDK adds on its own is left out. */
export function treeOf({ spans }: Outcome): string[] {
  const names = new Map(spans.map(({ id, name }) => [id, name]));
  return spans
    .filter(({ name }) => !isRequest(name))
    .map(({ name, parent }) => `${name} < ${parent === "" ? "-" : (names.get(parent) ?? parent)}`)
    .sort();
}

const isRequest = (name: string) => /^GET|^127/.test(name);

/** Spans of the program below their parents. */
export const TREE: readonly string[] = [
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
