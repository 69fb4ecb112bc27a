// A traced program, set up by environment variables alone, sends to receivers that others wrote: what they understood of it.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { unoTrace } from "../../esbuild-plugin/index.js";
import { packagesOf } from "../harness/installs.js";
import { run } from "../toolchains/processes.js";

const FOLDER = import.meta.dirname;
const BUILT = join(FOLDER, ".build");

beforeAll(async () => {
  await packagesOf("test/backends");
  mkdirSync(BUILT, { recursive: true });
  await build({
    bundle: true,
    platform: "node",
    packages: "external",
    absWorkingDir: FOLDER,
    entryPoints: ["program/app.ts"],
    outfile: ".build/app.mjs",
    format: "esm",
    plugins: [unoTrace()],
  });
}, 600_000);

const servers: ChildProcess[] = [];
afterAll(() => {
  for (const server of servers) server.kill();
});

/** A receiver that runs until the tests end. */
interface Backend {
  readonly url: string;
  /** What it has printed since. */
  readonly lines: readonly string[];
}

async function startBackend(name: string): Promise<Backend> {
  const server = spawn(process.execPath, [`servers/${name}.mjs`], {
    cwd: FOLDER,
    stdio: ["ignore", "pipe", "inherit"],
  });
  servers.push(server);
  const lines: string[] = [];
  const reader = createInterface({ input: server.stdout as NonNullable<ChildProcess["stdout"]> });
  // What else it logs is no address.
  const url = await new Promise<string>((resolve, reject) => {
    reader.on("line", (line) => (line.startsWith("http://127") ? resolve(line) : lines.push(line)));
    server.once("exit", (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  return { url, lines };
}

type Attributes = Readonly<Record<string, unknown>>;

/** A span, as the program or a receiver knows it. */
interface KnownSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: number;
  readonly start: string;
  readonly end: string;
  readonly status: { readonly code: number; readonly message?: string };
  readonly attributes: Attributes;
  readonly events: readonly { name: string; time: string; attributes: Attributes }[];
  readonly links: readonly { traceId: string; spanId: string }[];
  readonly resource: Attributes;
}

async function runProgram(env: Readonly<Record<string, string>>): Promise<KnownSpan[]> {
  const { status, stdout, stderr } = await run(["--import", "uno-trace/register", "app.mjs"], {
    cwd: BUILT,
    env: { OTEL_SERVICE_NAME: "orders", OTEL_RESOURCE_ATTRIBUTES: "team=caf%C3%A9", ...env },
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const spans = JSON.parse(stdout) as KnownSpan[];
  expect(spans.map(({ name }) => name).sort()).toEqual([
    "consume",
    "load",
    "load",
    "order",
    "pages",
    "publish",
    "refuse",
    "unset",
  ]);
  return byId(spans);
}

function byId<S extends { readonly spanId: string }>(spans: readonly S[]): S[] {
  return [...spans].sort((a, b) => a.spanId.localeCompare(b.spanId));
}

/** What Elastic's receiver prints; whole numbers are texts from protobuf, and numbers from JSON. */
interface ElasticRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Attributes };
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string };
      readonly spans: readonly ElasticSpan[];
    }[];
  }[];
}

interface ElasticSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status?: { readonly code?: string; readonly message?: string };
  readonly attributes?: Attributes;
  readonly events?: readonly { name: string; timeUnixNano: string; attributes: Attributes }[];
  readonly links?: readonly { traceId: string; spanId: string }[];
}

const KINDS = ["INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"].map((kind) => `SPAN_KIND_${kind}`);
const STATUS = ["UNSET", "OK", "ERROR"].map((code) => `STATUS_CODE_${code}`);

function fromElastic(request: ElasticRequest): KnownSpan[] {
  return request.resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ scope, spans }) => {
      expect(scope.name).toBe("uno-trace");
      return spans.map((span) => ({
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId ?? "",
        name: span.name,
        kind: KINDS.indexOf(span.kind),
        start: span.startTimeUnixNano,
        end: span.endTimeUnixNano,
        status: {
          code: Math.max(STATUS.indexOf(span.status?.code ?? ""), 0),
          ...(span.status?.message && { message: span.status.message }),
        },
        attributes: span.attributes ?? {},
        events: (span.events ?? []).map(({ name, timeUnixNano, attributes }) => ({
          name,
          time: timeUnixNano,
          attributes,
        })),
        links: (span.links ?? []).map(({ traceId, spanId }) => ({ traceId, spanId })),
        resource: resource.attributes,
      }));
    }),
  );
}

/** Numbers as texts: JSON has whole ones as texts, as its mapping of protobuf asks, and these receivers leave it at that. */
function levelled(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, member) =>
    typeof member === "number" ? String(member) : member,
  );
}

it.each(["http/protobuf", "http/json"])("Elastic's receiver understands %s", async (protocol) => {
  const backend = await startBackend("elastic");
  const known = await runProgram({
    OTEL_EXPORTER_OTLP_ENDPOINT: backend.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
  });
  const received = () => backend.lines.flatMap((line) => fromElastic(JSON.parse(line) as ElasticRequest));
  await vi.waitFor(() => expect(received()).toHaveLength(known.length));
  expect(levelled(byId(received()))).toEqual(levelled(known));
});

/** A span, as Genkit's server stores it: times in milliseconds, no events and no links. */
interface GenkitSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly displayName: string;
  readonly spanKind: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly status?: { readonly code: number; readonly message?: string };
  readonly attributes: Attributes;
  readonly instrumentationLibrary: { readonly name: string };
}

it("Genkit's server stores compressed JSON, and gives it back", async () => {
  const { url } = await startBackend("genkit");
  const known = await runProgram({
    OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/api/otlp`,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_EXPORTER_OTLP_COMPRESSION: "gzip",
  });
  const stored: GenkitSpan[] = [];
  for (const id of new Set(known.map(({ traceId }) => traceId))) {
    const trace = (await (await fetch(`${url}/api/traces/${id}`)).json()) as {
      spans: Record<string, GenkitSpan>;
    };
    stored.push(...Object.values(trace.spans));
  }
  const milliseconds = (nano: string): number => Math.round(Number(nano) / 1e6);
  const expected = known.map(({ kind, status, ...span }) => ({
    traceId: span.traceId,
    spanId: span.spanId,
    displayName: span.name,
    spanKind: KINDS[kind]?.slice("SPAN_KIND_".length),
    startTime: milliseconds(span.start),
    endTime: milliseconds(span.end),
    attributes: span.attributes,
    ...(span.parentSpanId !== "" && { parentSpanId: span.parentSpanId }),
    ...(status.code !== 0 && { status }),
  }));
  expect(levelled(byId(stored))).toMatchObject(levelled(expected) as object[]);
});
