// `uno-trace migrate`: decorators and wrappers of libraries, what becomes of them, and which are left and why.
import { describe, expect, test } from "vitest";
import { migrated } from "./migrated.js";

const NEST = 'import { Controller, Get, Injectable, applyDecorators } from "@nestjs/common";\n';
const OTEL = `${NEST}import { Span } from "nestjs-otel";\n`;
const DDTRACE = `${NEST}import { NoSpan, Span } from "nestjs-ddtrace";\n`;
const AUTOTEL = 'import { ctx, trace } from "autotel";\n';
const DATADOG = 'import tracer from "dd-trace";\n';

describe("decorators and wrappers that are left", () => {
  test.each([
    [
      "a function for options",
      `${OTEL}class A { @Span("a", (id) => ({ attributes: { id } })) async f(id: string) {} }`,
      "no object literal",
    ],
    [
      "a number as an attribute",
      `${OTEL}class A { @Span({ attributes: { n: 1 } }) async f() {} }`,
      "constant texts",
    ],
    ["a computed name", `${OTEL}class A { @Span(NAME) async f() {} }`, "its name is computed"],
    ["a computed key", `${OTEL}class A { @Span() async [key]() {} }`, "its name is computed"],
    [
      "a class without a name",
      `${OTEL}export default class { @Span() async f() {} }`,
      "its class has no name",
    ],
    [
      "a class that hides its name",
      `${OTEL}class A { static name = "b"; @Span() async f() {} }`,
      "its class has no name",
    ],
    [
      "a promise of a synchronous method",
      `${OTEL}class A { @Span() f() { return go(); } }`,
      "it may return a promise",
    ],
    ["a generator", `${OTEL}class A { @Span() *f() { yield 1; } }`, "a generator's span"],
    ["a default that calls", `${OTEL}class A { @Span() async f(a = go()) {} }`, "a parameter's default"],
    ["another decorator below", `${OTEL}class A { @Span() @Retry(3) async f() {} }`, "`@Retry` may wrap"],
    [
      "several decorators in one",
      `${OTEL}class A { @Span() @applyDecorators(Retry()) async f() {} }`,
      "`@applyDecorators` may wrap",
    ],
    [
      "a class that Nest does not create",
      `${DDTRACE}class A { @Span() async f() {} }`,
      "no provider or controller",
    ],
    [
      "a static method of a provider",
      `${DDTRACE}@Injectable() class A { @Span() static async f() {} }`,
      "static or private",
    ],
    [
      "another decorator above, where all are inside",
      `${DDTRACE}@Injectable() class A { @Retry() @Span() async f() {} }`,
      "`@Retry` may wrap",
    ],
    [
      "a class with a base",
      `${DDTRACE}@Span() @Injectable() class A extends B { async f() {} }`,
      "inherited",
    ],
    [
      "a class with a function in a field",
      `${DDTRACE}@Span() @Injectable() class A { f = () => 1; async g() {} }`,
      "which has no span now",
    ],
    [
      "a class with a method that may return a promise",
      `${DDTRACE}@Span() @Injectable() class A { f() { return go(); } }`,
      "it may return a promise",
    ],
    ["a class for a decorator of methods", `${OTEL}@Span() class A { async f() {} }`, "no span for a class"],
    [
      "a synchronous method",
      'import { Trace } from "autotel/decorators";\nclass A { @Trace() f(): number { return 1; } }',
      "async methods alone",
    ],
    [
      "a method that reads its context",
      'import { Trace } from "autotel/decorators";\nclass A { @Trace() async f() { this.ctx.setAttribute("a", 1); } }',
      "the context that the decorator hands it",
    ],
    [
      "options of autotel",
      'import { Trace } from "autotel/decorators";\nclass A { @Trace("a", { withMetrics: true }) async f() {} }',
      "no directive can say its options",
    ],
    ["a function elsewhere", `${AUTOTEL}const f = trace("f", go);`, "stands elsewhere"],
    [
      "autotel's context",
      `${AUTOTEL}const f = trace("f", async () => { ctx.setAttribute("a", 1); });`,
      "autotel's context",
    ],
    [
      "more options",
      `${AUTOTEL}const f = trace({ name: "f", withMetrics: true }, async () => 1);`,
      "no directive can say its options",
    ],
    ["a name that is guessed", `${AUTOTEL}exports.f = trace(async () => 1);`, "guesses its name"],
    ["a result that may be a thenable", `${AUTOTEL}const f = trace("f", () => db.select());`, "thenable"],
    [
      "a callback",
      `${AUTOTEL}app.use(trace("f", async (error, request, response, next) => {}));`,
      "how many parameters",
    ],
    [
      "dd-trace with a callback",
      `${DATADOG}const f = tracer.wrap("f", async (done) => {});`,
      "takes for a callback",
    ],
    [
      "dd-trace with options",
      `${DATADOG}const f = tracer.wrap("f", { resource: "r" }, async () => {});`,
      "`resource` of dd-trace",
    ],
    [
      "dd-trace with a tag of its own",
      `${DATADOG}const f = tracer.wrap("f", { tags: { "manual.keep": "1" } }, async () => {});`,
      "a meaning of its own",
    ],
    [
      "dd-trace with options that are computed",
      `${DATADOG}const f = tracer.wrap("f", () => ({}), async () => {});`,
      "no object literal",
    ],
    [
      "dd-trace's span",
      `${DATADOG}const f = () => tracer.trace("f", async (span) => { span.setTag("a", 1); });`,
      "methods of its own",
    ],
    [
      "dd-trace's done",
      `${DATADOG}const f = () => tracer.trace("f", async (span, done) => { done(); });`,
      "more than the span",
    ],
  ])("%s", async (_, source, reason) => {
    const { code, err } = await migrated(`${source}\n`);
    expect(code).toBe(1);
    expect(err).toMatch(/^a\.ts:\d+:\d+: left: [^\n]*$/);
    expect(err).toContain(reason);
  });

  test.each([
    [
      "names that only look like theirs",
      'import { Span, trace } from "./mine.js";\nclass A { @Span() async f() {} }\nexport const f = trace("f", async () => 1); // autotel\n',
    ],
    [
      "a name that is shadowed",
      'import { trace } from "autotel";\nexport const f = (trace: any) => trace("f", async () => 1);\n',
    ],
  ])("nothing of %s", async (_, source) => {
    expect(await migrated(source)).toMatchObject({ code: 0, err: "", text: source });
  });
});

const HANDED = `class A {\n  @Span()\n  async f() {}\n}\n`;

test.each([
  [
    "under another name",
    { "spans.ts": 'export { Span as Spanned } from "nestjs-otel";\n' },
    "Spanned as Span",
  ],
  ["as it was imported", { "spans.ts": 'import { Span } from "nestjs-otel";\nexport { Span };\n' }, "Span"],
  ["with all of a package", { "spans.ts": 'export const a = 1;\nexport * from "nestjs-otel";\n' }, "Span"],
  [
    "with all of a file",
    {
      "spans.ts": 'export * from "./other";\nexport * from "./own";\n',
      "own.ts": 'export { Span } from "nestjs-otel";\n',
      "other.ts": 'export * from "./spans";\n',
    },
    "Span",
  ],
])("a decorator that a file of the project hands on, %s", async (_, files, name) => {
  const { code, text } = await migrated(`import { ${name} } from "./spans.js";\n${HANDED}`, "a.ts", files);
  expect(code).toBe(0);
  expect(text).toBe('import "./spans.js";\nclass A {\n  // @trace\n  async f() {}\n}\n');
});

test.each([
  ["of its own", 'export * from "nestjs-otel";\nexport function Span() { return () => {}; }\n'],
  ["that changes", 'import { Span as S } from "nestjs-otel";\nexport let Span = S;\n'],
  ["of one of two packages", 'export * from "nestjs-otel";\nexport * from "other";\n'],
])("nothing of a decorator that a file hands on: %s", async (_, spans) => {
  const source = `import { Span } from "./spans.js";\n${HANDED}`;
  expect((await migrated(source, "a.ts", { "spans.ts": spans })).text).toBe(source);
});

describe("decorators and wrappers that become directives", () => {
  test.each([
    [
      "a line of its own",
      `${OTEL}class A {\n  // why\n  @Span("x")\n  @Get()\n  async f() {}\n}\n`,
      'import { Controller, Get, Injectable, applyDecorators } from "@nestjs/common";\nclass A {\n  // why\n  // @trace name="x"\n  @Get()\n  async f() {}\n}\n',
    ],
    [
      "in the line",
      `${OTEL}class A { @Span() async f() {} @Span() static async g() {} }\n`,
      'class A { /* @trace */ async f() {} /* @trace name="Function.g" */ static async g() {} }\n',
    ],
    [
      "a class",
      `${DDTRACE}@Span()\n@Injectable()\nexport class A {\n  constructor(readonly b: B) {}\n  async f() {}\n  @NoSpan()\n  g() { return go(); }\n  @Span("h") async h() {}\n}\n`,
      '// @trace\n@Injectable()\nexport class A {\n  constructor(readonly b: B) {}\n  async f() {}\n  // @no-trace\n  g() { return go(); }\n  /* @trace name="h" */ async h() {}\n}\n',
    ],
    [
      "Amplication's names",
      'import { Traceable, Span } from "@amplication/opentelemetry-nestjs";\nimport { Injectable } from "@nestjs/common";\n@Traceable() @Injectable() class A { async f() {} @Span("x") async g() {} }\n',
      '/* @trace */ @Injectable() class A { async f() {} /* @trace name="A.x" */ async g() {} }\n',
    ],
    [
      "several lines",
      `${AUTOTEL}export const f = trace(\n  "a.f",\n  async (id: string) => {\n    return id;\n  },\n);\n`,
      '// @trace name="a.f"\nexport const f = async (id: string) => {\n    return id;\n  };\n',
    ],
    [
      "members",
      `${DATADOG}export const o = { f: tracer.wrap("f", async () => 1) };\nclass A { g = tracer.wrap("A.g", async () => 1); }\nexport const h = tracer.wrap("h", async () => 1);\n`,
      'export const o = { /* @trace name="f" */ f: async () => 1 };\nclass A { /* @trace name="A.g" */ g = async () => 1; }\n// @trace\nexport const h = async () => 1;\n',
    ],
  ])("%s", async (_, source, expected) => {
    const { code, err, text } = await migrated(source);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(text).toContain(expected);
  });
});
