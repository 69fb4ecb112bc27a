// docs/opentelemetry.md: its set-ups are short and do what it says, and it names exactly the variables that are read.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { supportsSyncHooks } from "import-in-the-middle/register-hooks.mjs";
import { describe, expect, test } from "vitest";
import { readOtlpEnvironment } from "../../runtime/exporters/otlp-environment.js";
import { proxyFor } from "../../runtime/http-client/environment-proxy.js";
import { readKnownMethods } from "../../runtime/middleware/request-facts.js";
import { readEnvironment } from "../../runtime/setup/monitoring-layers.js";
import { listen } from "../runtime/otlp/receiver.js";
import { run } from "../toolchains/processes.js";
import { installed, makeProject } from "../toolchains/temporary-project.js";
import { blocksOf, codesOf, readPage, rowsOf, sectionOf } from "./page.js";

const SERVER = `
const answer = trace({ name: "answer" }, (response) => response.end("ok"));
const server = createServer((request, response) => answer(response)).listen(0, () => {
  get({ port: server.address().port }, (response) => response.resume().on("end", () => server.close()));
});
`;

const PROGRAMS = {
  CommonJS: [
    "app.cjs",
    'const { createServer, get } = require("node:http"); const { trace } = require("uno-trace/runtime");',
  ],
  "ES modules": [
    "app.mjs",
    'import { createServer, get } from "node:http"; import { trace } from "uno-trace/runtime";',
  ],
} as const;

/** What the page says for one kind of program on one kind of Node. */
function setUpOf(hook: "sync" | "async" | "none"): string {
  const blocks = blocksOf(readPage("docs/opentelemetry.md"));
  const textOf = (name: string) => blocks.find(({ file }) => file === name)?.text as string;
  const text = textOf("tracing.ts");
  if (hook === "sync") return text;
  const without = text.replace(/^import .*import-in-the-middle.*\n/m, "").replace(/^register\(\);\n/m, "");
  expect(text.split("\n").length - without.split("\n").length).toBe(2);
  return hook === "none" ? without : textOf("old-node.ts") + without;
}

const isSync = supportsSyncHooks();
const SYNC = `on Node that has synchronous hooks${isSync ? "" : ` (${process.version} has none that work)`}`;

describe("the set-up of instrumentations records requests around traced functions", () => {
  test("CommonJS, without a hook", () => recordWith("none", "CommonJS"));
  test.runIf(isSync)(`ES modules, ${SYNC}`, () => recordWith("sync", "ES modules"));
  // Deprecated since Node 26, which says so on stderr.
  test("ES modules, by the asynchronous hook", () => recordWith("async", "ES modules", "--no-deprecation"));
});

async function recordWith(
  hook: "sync" | "async" | "none",
  program: keyof typeof PROGRAMS,
  ...flags: readonly string[]
): Promise<void> {
  const [name, load] = PROGRAMS[program];
  const files = { "tracing.mjs": setUpOf(hook), [name]: load + SERVER };
  const links = ["@opentelemetry", "import-in-the-middle"].map((each) => [each, installed(each)]);
  const project = makeProject(files, Object.fromEntries(links));
  const { received, port } = await listen();
  const { stderr, status } = await run([...flags, "--import", "./tracing.mjs", name], {
    cwd: project.folder,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://localhost:${port}` },
  });
  project.remove();
  expect([status, stderr]).toEqual([0, ""]);
  // The request that carries the spans is not among them.
  const spans = received.flatMap((each) => each.spans);
  const kindOf = (id: unknown) => spans.find(({ spanId }) => spanId === id)?.kind;
  expect(spans.map((span) => [span.name, kindOf(span.parentSpanId)])).toEqual([
    ["answer", 2],
    ["GET", 3],
    ["GET", undefined],
  ]);
}

describe("the three set-ups", () => {
  const page = readPage("docs/opentelemetry.md");
  const headings = rowsOf(page.slice(0, page.indexOf("\n## "))).map(
    ([, setUp = ""]) => /^\[([^\]]*)\]/.exec(setUp)?.[1] ?? "",
  );
  /** What a user writes: neither blank lines nor comments. */
  const linesOf = (text: string) => text.split("\n").filter((line) => line !== "" && !line.startsWith("//"));

  test.each(headings)("%s: ten lines at most", (heading) => {
    const section = sectionOf(page, `## ${heading}`);
    const blocks = blocksOf(section.slice(0, section.search(/^### |^- /m) >>> 0));
    const [scripts, shell] = [
      blocks.filter(({ info }) => info !== "sh"),
      blocks.filter(({ info }) => info === "sh"),
    ];
    const commands = shell.flatMap(({ text }) => linesOf(text)).length;
    expect(commands).toBeGreaterThan(0);
    // Several scripts are one for each SDK.
    for (const { text } of scripts) expect(linesOf(text).length + commands).toBeLessThanOrEqual(10);
    expect(commands).toBeLessThanOrEqual(10);
  });

  test("there are three", () => {
    expect(headings).toHaveLength(3);
  });

  test("the first one sends what a program does to the collector, as it is typed", async () => {
    const [block] = blocksOf(sectionOf(page, "## Straight to a collector"));
    const { received, port } = await listen();
    const project = makeProject({
      "package.json": { type: "module" },
      "app.js": 'import { trace } from "uno-trace/runtime"; trace({ name: "answer" }, () => {})();',
    });
    const typed = (block?.text ?? "").replace("http://collector:4318", `http://localhost:${port}`);
    const env = { ...process.env, NODE_OPTIONS: "" };
    await promisify(execFile)("sh", ["-c", typed], { cwd: project.folder, env });
    project.remove();
    expect(received.flatMap(({ spans }) => spans)).toMatchObject([{ name: "answer" }]);
    const attributes = JSON.stringify(received[0]?.request);
    expect(attributes).toContain('"orders"');
  });
});

test("the tables name every variable that is read, and no other", () => {
  const seen = new Set<string>();
  const variables = new Proxy<Record<string, string>>(
    {},
    {
      get(_, name) {
        seen.add(String(name));
        // Its argument is read when there is a sampler to give it to, exceptions when there is a proxy.
        if (name === "HTTP_PROXY") return "http://proxy";
        return name === "OTEL_TRACES_SAMPLER" ? "traceidratio" : undefined;
      },
    },
  );
  readEnvironment(variables);
  readOtlpEnvironment(variables);
  readKnownMethods(variables);
  for (const url of ["http://collector", "https://collector"]) proxyFor(new URL(url), variables);
  // Of CGI programs: nobody sets it to configure anything.
  seen.delete("REQUEST_METHOD");
  const page = sectionOf(readPage("docs/opentelemetry.md"), "## Environment variables");
  const documented = rowsOf(page).flatMap(([name = ""]) => codesOf(name));
  expect(documented.sort()).toEqual([...seen].sort());
});
