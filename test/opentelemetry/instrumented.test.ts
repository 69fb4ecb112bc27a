// A server, a database and HTTP clients under the real instrumentations: the same spans as with the SDK, and traced
// functions in between with right parents in both directions.
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unoTrace } from "../../esbuild-plugin/index.js";
import { run } from "../toolchains/processes.js";
import { installed, makeProject, type TemporaryProject } from "../toolchains/temporary-project.js";

const PROGRAM = join(import.meta.dirname, "instrumented/app.ts");
const SET_UP = ["--require", join(import.meta.dirname, "instrumented/set-up.cjs")];
const SET_UP_ESM = ["--import", join(import.meta.dirname, "instrumented/set-up.mjs")];

interface Recorded {
  readonly name: string;
  readonly kind: number;
  readonly scope: string;
  readonly context: { readonly traceId: string; readonly spanId: string };
  readonly parent?: { readonly spanId: string; readonly isRemote?: boolean };
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  readonly status: { readonly code: number };
}

let database: PGLiteSocketServer;
let project: TemporaryProject;

beforeAll(async () => {
  database = new PGLiteSocketServer({ db: await PGlite.create(), port: 0, host: "127.0.0.1" });
  await database.start();
  const links = Object.fromEntries(
    ["@opentelemetry", "express", "pg"].map((name) => [name, installed(name)]),
  );
  project = makeProject({}, links);
  for (const [name, plugins] of [
    ["plain", []],
    ["traced", [unoTrace({ config: { include: ["test/opentelemetry/instrumented/app.ts"] } })]],
  ] as const) {
    await build({
      entryPoints: [PROGRAM],
      outfile: project.path(`${name}.cjs`),
      bundle: true,
      platform: "node",
      format: "cjs",
      packages: "external",
      plugins: [...plugins],
    });
  }
});

afterAll(async () => {
  await database.stop();
  project.remove();
});
async function record(
  program: "plain" | "traced",
  provider: "sdk" | "ours",
  setUp: readonly string[] = SET_UP,
): Promise<Recorded[]> {
  const port = database.getServerConn().split(":")[1] as string;
  const { stdout, stderr, status } = await run([...setUp, project.path(`${program}.cjs`)], {
    cwd: project.folder,
    env: { PROVIDER: provider, DATABASE_PORT: port },
  });
  expect([status, stderr]).toEqual([0, ""]);
  const [answers = "", spans = ""] = stdout.split("\n");
  expect(JSON.parse(answers)).toEqual([
    '{"id":7,"title":"book"}',
    '{"id":8,"title":"book"}',
    'relation "nothing" does not exist',
    "ECONNREFUSED",
  ]);
  return JSON.parse(spans) as Recorded[];
}

/** Each span's name below its parent's; `from` tells what is of another library. */
function linesOf(spans: readonly Recorded[], parent?: string, indent = ""): string[] {
  return spans
    .filter((span) => span.parent?.spanId === parent)
    .flatMap((span) => {
      const from = /instrumentation-(.*)$/.exec(span.scope)?.[1];
      const mark = `${from === undefined ? "" : ` (${from})`}${span.status.code === 2 ? " failed" : ""}`;
      return [`${indent}${span.name}${mark}`, ...linesOf(spans, span.context.spanId, `${indent}  `)];
    });
}

/** A tree of all that was recorded; ids, ports and stacks differ from run to run. */
function treeOf(spans: readonly Recorded[], parent?: string): unknown[] {
  return spans
    .filter((span) => span.parent?.spanId === parent)
    .map(({ context, parent: above, attributes, events, ...span }) => ({
      ...span,
      isRemote: above?.isRemote,
      attributes: withoutPorts(attributes),
      events: events.map((event) => ({ ...event, attributes: withoutPorts(event.attributes) })),
      children: treeOf(spans, context.spanId),
    }));
}

function withoutPorts(attributes: Readonly<Record<string, unknown>>): unknown {
  const entries = Object.entries(attributes).filter(([name]) => name !== "exception.stacktrace");
  return entries.map(([name, value]) => [
    name,
    /port$/.test(name) ? "port" : String(value).replace(/:\d{4,5}\b/, ":port"),
  ]);
}

describe("a program under the instrumentations of http, undici, express and pg", () => {
  it("makes the same spans as with the SDK", async () => {
    const expected = await record("plain", "sdk");
    const actual = await record("plain", "ours");
    expect(treeOf(actual)).toEqual(treeOf(expected));
    expect(expected).toHaveLength(19);
  });

  it.each([
    ["", SET_UP],
    [", also when the set-up loads another copy of the runtime", SET_UP_ESM],
  ])("has its traced functions between them, with right parents in both directions%s", async (_, setUp) => {
    const spans = await record("traced", "ours", setUp);
    expect(new Set(spans.map(({ context }) => context.traceId)).size).toBe(1);
    expect(`\n${linesOf(spans).join("\n")}\n`).toBe(`
main
  visit
    askByHttp
      GET (http)
        GET /orders/:id (http)
          request handler (express)
            showOrder
              loadOrder
                pg-pool.connect (pg)
                  pg.connect (pg)
                pg.query:SELECT postgres (pg)
    askByFetch
      GET (undici)
        GET /orders/:id (http)
          request handler (express)
            showOrder
              loadOrder
                pg-pool.connect (pg)
                pg.query:SELECT postgres (pg)
    askByFetch
      GET (undici) failed
        GET /broken (http) failed
          request handler (express)
            failOrder
              inTransaction
                pg-pool.connect (pg)
                pg.query:BEGIN postgres (pg)
                pg.query:SELECT postgres (pg) failed
                pg.query:ROLLBACK postgres (pg)
    askByHttp failed
      GET (http) failed
`);
  });
});
