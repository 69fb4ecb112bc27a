// docs/opentelemetry.md: its set-ups are short and do what it says, and it names exactly the variables that are read.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { readEnvironment } from "../../runtime/environment.js";
import { readOtlpEnvironment } from "../../runtime/exporters/otlp-environment.js";
import { readKnownMethods } from "../../runtime/middleware/request-facts.js";
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

test.each([
  [
    "CommonJS",
    "app.cjs",
    'const { createServer, get } = require("node:http"); const { trace } = require("uno-trace/runtime");',
  ],
  [
    "ES modules",
    "app.mjs",
    'import { createServer, get } from "node:http"; import { trace } from "uno-trace/runtime";',
  ],
])("the set-up of instrumentations records requests around traced functions: %s", async (_, name, load) => {
  const setUp = blocksOf(readPage("docs/opentelemetry.md")).find(({ file }) => file === "tracing.ts");
  const files = { "tracing.mjs": setUp?.text as string, [name]: load + SERVER };
  const project = makeProject(files, { "@opentelemetry": installed("@opentelemetry") });
  const { received, port } = await listen();
  const { stderr, status } = await run(["--import", "./tracing.mjs", name], {
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
});

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
        // Its argument is read when there is a sampler to give it to.
        return name === "OTEL_TRACES_SAMPLER" ? "traceidratio" : undefined;
      },
    },
  );
  readEnvironment(variables);
  readOtlpEnvironment(variables);
  readKnownMethods(variables);
  const page = sectionOf(readPage("docs/opentelemetry.md"), "## Environment variables");
  const documented = rowsOf(page).flatMap(([name = ""]) => codesOf(name));
  expect(documented.sort()).toEqual([...seen].sort());
});
