// `uno-trace migrate`: what is left and why, that the rest of a file stays as it is, and that a second run changes nothing.
import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { migrated } from "./migrated.js";
import { type TempProject, tempProject } from "./temp-project.js";

const HEAD = `import { trace, SpanKind, SpanStatusCode } from "@opentelemetry/api";
const tracer = trace.getTracer("t");
`;
const PLAIN = HEAD.replace(" SpanKind,", "");
const CATCH =
  "catch (e) { span.recordException(e); span.setStatus({ code: SpanStatusCode.ERROR }); throw e; }";
const END = "finally { span.end(); }";
const f = (body: string, callback = "async (span)", options = "") =>
  `export async function f(id: string) { return tracer.startActiveSpan("f", ${options}${callback} => { ${body} }); }`;

describe("left, with the reason", () => {
  test.each([
    ["no catch", f(`try { return id; } ${END}`), "it records no failure"],
    ["no finally", f(`try { return id; } ${CATCH}`), "does not end in a `finally`"],
    ["no try", f("span.end(); return id;"), "does not end in a `finally`"],
    [
      "more in the finally",
      f(`try { return id; } ${CATCH} finally { span.end(); log(); }`),
      "does not end in a `finally`",
    ],
    [
      "a conditional end",
      f(`try { if (id) span.end(); return id; } ${CATCH} ${END}`),
      "does not end in the `finally` alone",
    ],
    ["code before the try", f(`go(); try { return id; } ${CATCH} ${END}`), "code stands before the `try`"],
    ["the span handed on", f(`try { return await go(span); } ${CATCH} ${END}`), "handed on"],
    [
      "the span's context",
      f(`try { return await span.spanContext().traceId; } ${CATCH} ${END}`),
      "gives a value",
    ],
    [
      "the span asked",
      f(`try { if (span.isRecording()) go(); } ${CATCH} ${END}`),
      "`isRecording` of the span gives a value",
    ],
    [
      "a computed attribute",
      f(`try { span.setAttribute("a", go()); } ${CATCH} ${END}`),
      "computed by a call",
    ],
    [
      "an awaited attribute",
      f(`try { span.setAttribute("a", await go()); } ${CATCH} ${END}`),
      "computed by a call",
    ],
    [
      "another error",
      f(
        `try { go(); } catch (e) { span.recordException(e); span.setStatus({ code: 2 }); throw new Error("x"); } ${END}`,
      ),
      "does not always throw the error that it records",
    ],
    [
      "a status only",
      f(`try { go(); } catch (e) { span.setStatus({ code: 2 }); throw e; } ${END}`),
      "a status or an exception that it has not got now",
    ],
    [
      "a message of its own",
      f(
        `try { go(); } catch (e) { span.recordException(e); span.setStatus({ code: 2, message: "no" }); throw e; } ${END}`,
      ),
      "a status or an exception",
    ],
    [
      "an error thrown sometimes",
      f(
        `try { go(); } catch (e) { span.recordException(e); span.setStatus({ code: 2 }); if (id) return 1; throw e; } ${END}`,
      ),
      "throws some errors",
    ],
    [
      "a computed name",
      `export async function f(id: string) { return tracer.startActiveSpan(id, async (span) => { try { return id; } ${CATCH} ${END} }); }`,
      "its name is computed",
    ],
    [
      "links",
      f(`try { return id; } ${CATCH} ${END}`, "async (span)", "{ links: [] }, "),
      "no directive can say `links`",
    ],
    ["root", f(`try { return id; } ${CATCH} ${END}`, "async (span)", "{ root: true }, "), "`root: true`"],
    [
      "a computed kind",
      f(`try { return id; } ${CATCH} ${END}`, "async (span)", "{ kind: kindOf(id) }, "),
      "its kind is computed",
    ],
    [
      "spread options",
      f(`try { return id; } ${CATCH} ${END}`, "async (span)", "{ ...options }, "),
      "not all in sight",
    ],
    [
      "options elsewhere",
      f(`try { return id; } ${CATCH} ${END}`, "async (span)", "options, "),
      "no object literal",
    ],
    [
      "an attribute by a call",
      f(`try { return id; } ${CATCH} ${END}`, "async (span)", "{ attributes: { a: go() } }, "),
      "computed by a call",
    ],
    [
      "a context",
      f(`try { return id; } ${CATCH} ${END}`, "async (span)", "{}, context, "),
      "given a context",
    ],
    [
      "a callback elsewhere",
      `export const f = () => tracer.startActiveSpan("f", work);`,
      "its callback stands elsewhere",
    ],
    [
      "a part of a function",
      `export async function f() { go(); return tracer.startActiveSpan("f", async (span) => { try { return 1; } ${CATCH} ${END} }); }`,
      "a part of its function",
    ],
    [
      "a variable with the result",
      `export async function f() { const a = await tracer.startActiveSpan("f", async (span) => { try { return 1; } ${CATCH} ${END} }); }`,
      "a part of its function",
    ],
    [
      "no function",
      `tracer.startActiveSpan("f", (span) => { try { go(); } ${CATCH} ${END} });`,
      "in no function",
    ],
    [
      "a result that is dropped",
      `export async function f() { await tracer.startActiveSpan("f", async (span) => { try { return 1; } ${CATCH} ${END} }); }`,
      "dropped here",
    ],
    [
      "nobody waits",
      `export async function f() { tracer.startActiveSpan("f", async (span) => { try { await go(); } ${CATCH} ${END} }); }`,
      "nothing waits",
    ],
    [
      "a promise from a synchronous callback",
      f(`try { return go(); } ${CATCH} ${END}`, "(span)"),
      "it may return a promise",
    ],
    ["a promise that nothing awaits", f(`try { return go(); } ${CATCH} ${END}`), "without awaiting it"],
    [
      "a promise in a constant",
      f(`try { const p = go(); return p; } ${CATCH} ${END}`),
      "without awaiting it",
    ],
    [
      "a promise of a parameter",
      `export async function f(p: Promise<1>, q) { return tracer.startActiveSpan("f", async (span) => { try { return id ? p : q; } ${CATCH} ${END} }); }`,
      "without awaiting it",
    ],
    [
      "a promise in a field",
      `class A { f() { return tracer.startActiveSpan("f", async (span) => { try { return this.p; } ${CATCH} ${END} }); } }`,
      "without awaiting it",
    ],
    [
      "a tracer of its own for more",
      `export async function f() { const t = trace.getTracer("x"); return t.startActiveSpan("f", async (span) => { try { return [t]; } ${CATCH} ${END} }); }`,
      "its tracer makes other spans",
    ],
    [
      "a default that throws",
      `export function f(id = go()) { return tracer.startActiveSpan("f", async (span) => { try { return 1; } ${CATCH} ${END} }); }`,
      "would have to become async",
    ],
    [
      "a result that is no Promise",
      `export function f(): Thenable { return tracer.startActiveSpan("f", async (span) => { try { return 1; } ${CATCH} ${END} }); }`,
      "would have to become async",
    ],
    [
      "a generator",
      `export function* f() { return tracer.startActiveSpan("f", (span) => { try { return 1; } ${CATCH} ${END} }); }`,
      "a generator's span",
    ],
    [
      "a getter",
      `export class A { get f() { return tracer.startActiveSpan("f", (span) => { try { return 1; } ${CATCH} ${END} }); } }`,
      "accessor",
    ],
    [
      "a callback with its own this",
      `export function f() { return tracer.startActiveSpan("f", function (span) { try { return [this]; } ${CATCH} ${END} }); }`,
      "a `this`",
    ],
    [
      "a parameter declared again",
      f(`try { const id = 1; return [id]; } ${CATCH} ${END}`),
      "`id` would be declared twice",
    ],
    [
      "an attribute of a name declared inside",
      `export async function f() { return tracer.startActiveSpan("f", { attributes: { a: x } }, async (span) => { try { const x = 1; return [x]; } ${CATCH} ${END} }); }`,
      "`x` would be declared twice",
    ],
    [
      "a comment in what goes",
      f(
        `try { return id; } catch (e) { /* why */ span.recordException(e); span.setStatus({ code: 2 }); throw e; } ${END}`,
      ),
      "a comment stands in what would go",
    ],
    [
      "a tracer whose name a call gives",
      `export async function f() { const t = trace.getTracer(go()); return t.startActiveSpan("f", async (span) => { try { return 1; } ${CATCH} ${END} }); }`,
      "where its tracer comes from",
    ],
    [
      "an unknown tracer",
      `export async function f(tracer: any) { return tracer.startActiveSpan("f", async (span) => { try { return 1; } ${CATCH} ${END} }); }`,
      "where its tracer comes from",
    ],
    [
      "a tracer that is assigned",
      `let t = trace.getTracer("a"); t = other; export async function f() { return t.startActiveSpan("f", async (span) => { try { return 1; } ${CATCH} ${END} }); }`,
      "where its tracer comes from",
    ],
    [
      "a span inside",
      f(
        `try { const a = tracer.startActiveSpan("b", (s) => { s.end(); return 1; }); return [a]; } ${CATCH} ${END}`,
      ),
      "another span is made inside",
    ],
    [
      "a detached span",
      `export const f = () => { const span = tracer.startSpan("f"); span.end(); };`,
      "not the current one",
    ],
    ["a directive above", `// @trace\n${f(`try { return id; } ${CATCH} ${END}`)}`, "it has two spans now"],
    [
      "no-trace above",
      `// @no-trace\n${f(`try { return id; } ${CATCH} ${END}`)}`,
      "`@no-trace` stands above",
    ],
    [
      "another getCurrentSpan",
      `const getCurrentSpan = 1;\n${f(`try { span.addEvent("x"); return getCurrentSpan; } ${CATCH} ${END}`)}`,
      "`getCurrentSpan` is another thing",
    ],
  ])("%s", async (_, source, reason) => {
    const { code, err, text } = await migrated(`${HEAD}${source}\n`);
    expect(text).toBe(`${HEAD}${source}\n`);
    expect(code).toBe(1);
    expect(err).toMatch(/^a\.ts:\d+:\d+: left: /);
    expect(err).toContain(reason);
  });
});

const only = async (source: string) => {
  const { code, err, text } = await migrated(source);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return text;
};

test.each([
  "return await go();",
  "const a = await go(); return a;",
  "const { rows, n = 0 } = await go(); return { rows, n };",
  "const a = (await go()).rows; return a.map(make).filter(Boolean)[0]?.x ?? null;",
  "return id ? id.trim() : `x`;",
  "const [a] = await go(); if (a) return a; return new Order(id, String(id));",
])("what plainly is no promise: %s", async (code) => {
  const text = await only(`${PLAIN}${f(`try { ${code} } ${CATCH} ${END}`)}\n`);
  expect(text).toBe(`// @trace\nexport async function f(id: string) { ${code} }\n`);
});

test("imports of files keep what they do as they load, and types do nothing", async () => {
  const body = f(`try { return id; } ${CATCH} ${END}`, "async (span: Span)");
  const source = `import { SpanStatusCode } from "@opentelemetry/api";\nimport { tracer } from "./tracing.js";\nimport { Span } from "./types.js";\nimport { a, type Span as S } from "./types.js";\n${body}\na;\n`;
  const files = {
    "tracing.ts":
      'import { trace } from "@opentelemetry/api";\nexport const tracer = trace.getTracer("t");\n',
  };
  const { code, text } = await migrated(source, "a.ts", files);
  expect(code).toBe(0);
  expect(text).toBe(
    'import "./tracing.js";\nimport { a, type Span as S } from "./types.js";\n// @trace\nexport async function f(id: string) { return id; }\na;\n',
  );
});

test("tracers that another file hands on", async () => {
  const files = {
    "lib/index.ts": 'export { tracer as mine } from "./tracing.js";\nexport { a } from "./circle.js";\n',
    "lib/tracing.ts":
      'import { trace } from "@opentelemetry/api";\nexport const tracer = trace.getTracer("t");\n',
    "lib/circle.ts": 'export { a } from "./index.js";\n',
  };
  const body = f(`try { return id; } ${CATCH} ${END}`);
  const source = (name: string) =>
    `import { SpanStatusCode } from "@opentelemetry/api";\nimport { ${name} as tracer } from "./lib/index.js";\n${body}\n`;
  expect((await migrated(source("mine"), "a.ts", files)).code).toBe(0);
  expect((await migrated(source("a"), "a.ts", files)).err).toContain("where its tracer comes from");
});

describe("the rest of the file stays as it is", () => {
  test("comments, odd spaces, line ends of Windows and tabs", async () => {
    const source = `/* licence */\n\n${PLAIN}import other   from 'other';\n\n/** Does. */\nexport  async function f ( id :string )  {\n\treturn tracer.startActiveSpan("f", async (span) => {\n\t\ttry {\n\t\t\t// why\n\t\t\tconst t = \`x\n\t\t\ty\`;\n\n\t\t\treturn  await other( id,t ) /* so */;\n\t\t} ${CATCH} ${END}\n\t});\n}\nconst  z=1 ;`;
    const expected =
      "/* licence */\n\nimport other   from 'other';\n\n/** Does. */\n// @trace\nexport  async function f ( id :string )  {\n\t// why\n\tconst t = `x\n\t\t\ty`;\n\n\treturn  await other( id,t ) /* so */;\n}\nconst  z=1 ;";
    expect(await only(source)).toBe(expected);
    expect(await only(source.replaceAll("\n", "\r\n"))).toBe(expected.replaceAll("\n", "\r\n"));
  });

  test("imports and tracers go when nothing uses them, and no sooner", async () => {
    const body = f(`try { return id; } ${CATCH} ${END}`);
    const rest = "// @trace\nexport async function f(id: string) { return id; }\n";
    expect(await only(`${PLAIN}${body}\n`)).toBe(rest);
    expect(await only(`${PLAIN}${body}\nexport { tracer };\n`)).toBe(
      `import { trace } from "@opentelemetry/api";\nconst tracer = trace.getTracer("t");\n${rest}export { tracer };\n`,
    );
    expect(
      await only(
        `import * as api from '@opentelemetry/api';\nimport x, { SpanStatusCode } from "@opentelemetry/api";\n${body.replace("tracer.", 'api.trace.getTracer("x").')}\nx;\n`,
      ),
    ).toBe(`import x from "@opentelemetry/api";\n${rest}x;\n`);
  });

  test("a file that was a module by its imports alone stays one", async () => {
    const text = await only(`${PLAIN}${f(`try { return id; } ${CATCH} ${END}`).replace("export ", "")}\n`);
    expect(text).toBe("export {};\n// @trace\nasync function f(id: string) { return id; }\n");
  });

  test("CommonJS, and a tracer of another file", async () => {
    const body = `exports.f = async function () { return tracer.startActiveSpan('n', async (span) => { try { span.addEvent('a'); return 1; } ${CATCH} ${END} }); };\n`;
    const source = `"use strict";\nconst { trace, SpanStatusCode } = require("@opentelemetry/api");\nconst tracer = trace.getTracer("t");\n${body}`;
    const { code, text } = await migrated(source, "a.cjs");
    expect(code).toBe(0);
    expect(text).toBe(
      '"use strict";\nconst { getCurrentSpan } = require("uno-trace/runtime");\n// @trace name="n"\nexports.f = async function () { const span = getCurrentSpan();\nspan?.addEvent(\'a\'); return 1; };\n',
    );
    const other = {
      "lib/tracing.ts":
        'import { trace } from "@opentelemetry/api";\nexport const mine = trace.getTracer("t");\n',
    };
    const importing = `import { SpanStatusCode } from "@opentelemetry/api";\nimport { mine as tracer } from "./lib/tracing.js";\n${f(`try { return id; } ${CATCH} ${END}`)}\n`;
    expect((await migrated(importing, "a.ts", other)).text).toContain(
      "// @trace\nexport async function f(id: string) { return id; }\n",
    );
  });

  test("JSX, and names that are taken out of a namespace", async () => {
    const source = `import * as api from "@opentelemetry/api";\nconst { SpanStatusCode } = api;\nconst tracer = api.trace.getTracer("t");\nexport const P = ({ id }: Props) => {\n  return tracer.startActiveSpan("P", function (span) {\n    try {\n      return (\n        <p title="a\n        b">\n          text {id}\n        </p>\n      );\n    } ${CATCH} ${END}\n  });\n};\n`;
    const { code, text } = await migrated(source, "a.tsx");
    expect(code).toBe(0);
    expect(text).toBe(
      '// @trace\nexport const P = ({ id }: Props) => {\n  return (\n    <p title="a\n        b">\n      text {id}\n    </p>\n  );\n};\n',
    );
  });

  test("what is said of the span", async () => {
    const attributes = '{ kind: SpanKind.PRODUCER, attributes: { team: "a \\"b\\"", "x.y": "1" } }, ';
    const text = await only(
      `${HEAD}${f(`try { return id; } ${CATCH} ${END}`, "async (span)", attributes).replace('"f"', '"jobs.send \\\\ all"')}\n`,
    );
    expect(text).toBe(
      '// @trace name="jobs.send \\\\\\\\ all" kind=producer attr.team="a \\\\"b\\\\"" attr.x.y=1\nexport async function f(id: string) { return id; }\n'.replaceAll(
        "\\\\",
        "\\",
      ),
    );
  });
});

const SOURCE = `${PLAIN}${f(`try { return id; } ${CATCH} ${END}`)}\nexport const g = () => tracer.startActiveSpan("g", go);\n`;

const files = (project: TempProject) => project.read("src/a.ts");

test("--dry-run prints a diff that can be applied, and writes nothing", async () => {
  const project = tempProject({ "src/a.ts": SOURCE });
  const dry = await project.run("migrate", "--dry-run");
  expect(dry.code).toBe(1);
  expect(dry.err).toBe("src/a.ts:4:24: left: its callback stands elsewhere");
  expect(dry.out).toMatch(/\n1 span would be migrated in 1 file, 1 left$/);
  expect(files(project)).toBe(SOURCE);
  const patch = `${dry.out.split("\n").slice(0, -1).join("\n")}\n`;
  execFileSync("git", ["apply", "-p0"], { cwd: project.root, input: patch });
  const patched = files(project);
  project.write("src/a.ts", SOURCE);
  await project.run("migrate");
  expect(files(project)).toBe(patched);
});

test("--json says what was done and what was left", async () => {
  const project = tempProject({ "src/a.ts": SOURCE, "src/b.ts": "export const b = 1;\n" });
  const { code, out, err } = await project.run("migrate", "--json");
  expect({ code, err }).toEqual({ code: 1, err: "" });
  const left = [{ line: 5, column: 24, why: "its callback stands elsewhere" }];
  expect(JSON.parse(out)).toEqual([{ file: "src/a.ts", migrated: ["f"], left }]);
});

test("a project without any such span", async () => {
  const project = tempProject({ "a.ts": "export const a = 1;\n" });
  expect(await project.run("migrate")).toEqual({
    code: 0,
    out: "0 spans migrated in 0 files, 0 left",
    err: "",
  });
});
