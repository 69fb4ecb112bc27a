// A program with spans made by hand in; what it returns and which spans it makes, before and after its migration, out.
import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { run as runCommand } from "../../cli/run.js";
import { unoTrace } from "../../esbuild-plugin/index.js";
import { run } from "../toolchains/processes.js";
import { makeProject, REPOSITORY } from "../toolchains/temporary-project.js";

/** One span, as far as a migration has to keep it. */
export interface SeenSpan {
  readonly name: string;
  readonly parent: string | null;
  readonly kind: number;
  /** 2: it failed. Unset and `ok` are the same here, since a traced function says `ok` by itself. */
  readonly failed: boolean;
  readonly message: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly string[];
}

/** What a run shows: the results and errors of the program's calls, and its spans in the order of their ends. */
export interface Seen {
  readonly result: unknown;
  readonly spans: readonly SeenSpan[];
}

/** A program before and after, and what the command said. */
export interface BeforeAfter {
  readonly before: Seen;
  /** With this library's own tracer. */
  readonly after: Seen;
  /** With the SDK that the program had, into which traced functions write by its API. */
  readonly beside: Seen;
  readonly text: string;
  readonly out: string;
  readonly err: string;
}

const REPORT = `
const named = new Map();
export const report = (spans, result) => {
  for (const span of spans) named.set(span.spanContext().spanId, span.name);
  const parentOf = (span) => named.get(span.parentSpanContext?.spanId ?? span.parentSpanId) ?? null;
  const own = (key) => !/^code\\.|^thread\\./.test(key);
  console.log(JSON.stringify({ result, spans: spans.map((span) => ({
    name: span.name, parent: parentOf(span), kind: span.kind, failed: span.status.code === 2,
    message: span.status.code === 2 ? span.status.message : undefined,
    attributes: Object.fromEntries(Object.entries(span.attributes).filter(([key]) => own(key)).sort()),
    events: span.events.map(({ name, attributes }) => [name, attributes?.["exception.message"]].filter(Boolean).join(" ")),
  })) }));
};
`;

const SDK = `
import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { report } from "./report.mjs";
const exporter = new InMemorySpanExporter();
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
const { run } = await import(process.argv[2]);
const result = await run();
report(exporter.getFinishedSpans(), result);
`;

const OWN = `
import { InMemorySpanExporter, setupMonitoring } from "uno-trace/runtime";
import { registerTracerProvider } from "uno-trace/opentelemetry";
import { report } from "./report.mjs";
const exporter = new InMemorySpanExporter();
const monitoring = setupMonitoring({ exporter });
registerTracerProvider();
const { run } = await import(process.argv[2]);
const result = await run();
await monitoring.forceFlush();
report(exporter.getFinishedSpans(), result);
`;

/** dd-trace's own spans, from the place where it would send them. */
export const DATADOG: string = `
import tracer from "dd-trace";
import { report } from "./report.mjs";
const spans = [];
tracer.init({ startupLogs: false, plugins: false, flushInterval: 0 });
tracer._tracer._exporter.export = (trace) => spans.push(...trace);
const { run } = await import(process.argv[2]);
const result = await run();
const idOf = (id) => String(id);
report(spans.toSorted((a, b) => a.start + a.duration - b.start - b.duration).map((span) => ({
  name: span.name, kind: 0, spanContext: () => ({ spanId: idOf(span.span_id) }), parentSpanId: idOf(span.parent_id),
  status: { code: span.error ? 2 : 0, message: span.meta["error.message"] }, attributes: span.meta, events: [],
})), result);
process.exit();
`;

/** What a program of another library needs. */
export interface Library {
  /** Folder with its packages. */
  readonly modules?: string;
  /** Packages that the program imports. */
  readonly links?: readonly string[];
  /** How the program runs before; with OpenTelemetry's SDK if this says nothing. */
  readonly driver?: string;
}

const LINKS = ["@opentelemetry/api", "@opentelemetry/context-async-hooks", "@opentelemetry/sdk-trace-base"];

/** Migrates `program.ts` and runs it in all ways; other files may stand beside it. */
export async function beforeAfter(
  files: Readonly<Record<string, string>>,
  { modules = join(REPOSITORY, "node_modules"), links = [], driver = SDK }: Library = {},
): Promise<BeforeAfter> {
  const drivers = { "report.mjs": REPORT, "sdk.mjs": SDK, "own.mjs": OWN, "before-driver.mjs": driver };
  const project = makeProject({ "package.json": { type: "module" }, ...drivers, ...files });
  try {
    const runIn = async (driver: string, outfile: string): Promise<Seen> => {
      const { stdout, stderr, status } = await run([driver, `./${outfile}`], { cwd: project.folder });
      if (status !== 0) throw new Error(`${driver} ${outfile}: ${stderr}`);
      return JSON.parse(stdout) as Seen;
    };
    const compile = async (outfile: string, traced: boolean) => {
      const entryPoints = [project.path("program.ts")];
      const options = {
        bundle: true,
        platform: "node",
        format: "esm",
        target: "es2022",
        packages: "external",
      } as const;
      const plugins = traced ? [unoTrace()] : [];
      await build({
        ...options,
        entryPoints,
        plugins,
        absWorkingDir: project.folder,
        outfile: project.path(outfile),
      });
    };
    for (const name of [...LINKS, ...links]) linkPackage(project.path("node_modules"), name, modules);
    await compile("before.mjs", false);
    const before = await runIn("before-driver.mjs", "before.mjs");
    const { out, err } = await migrate(project.folder);
    await compile("after.mjs", true);
    const after = await runIn("own.mjs", "after.mjs");
    const beside = await runIn("sdk.mjs", "after.mjs");
    return { before, after, beside, text: project.read("program.ts"), out, err };
  } finally {
    project.remove();
  }
}

function linkPackage(folder: string, name: string, modules: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(join(modules, name), path, "dir");
}

async function migrate(cwd: string): Promise<{ readonly out: string; readonly err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = {
    cwd,
    color: false,
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
  };
  await runCommand(["migrate", "program.ts"], io);
  return { out: out.join("\n"), err: err.join("\n") };
}
