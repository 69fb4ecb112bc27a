// Uses of tracing libraries that `uno-trace migrate` has no directive for: each is listed with its place, and none is passed over.
import { expect, test } from "vitest";
import { tempProject } from "./temp-project.js";

const API = 'import { context, trace } from "@opentelemetry/api";\nconst tracer = trace.getTracer("shop");\n';
const OWN_DECORATOR =
  'import { tracer } from "./tracing";\nexport function traced(name: string) {\n  return (_: unknown, key: string) => tracer.startSpan(key).end();\n}\n';

test.each([
  ["a tracer as an argument", `${API}run(tracer);`, "3:5: left: the tracer is handed on"],
  ["a tracer in an object", `${API}export const all = { tracer };`, "3:22: left: the tracer is handed on"],
  [
    "a tracer that is taken apart",
    `${API}const { startSpan } = tracer;`,
    "3:23: left: the tracer is handed on",
  ],
  [
    "a tracer that is returned",
    `${API}export function own() { return tracer; }`,
    "3:32: left: the tracer is handed on",
  ],
  [
    "a method without its tracer",
    `${API}export const spans = { start: tracer.startActiveSpan };`,
    "3:31: left: the method is handed on",
  ],
  ["a method by a computed name", `${API}tracer[how]("a");`, "3:1: left: which of the tracer's methods"],
  [
    "a context by hand",
    `${API}context.with(trace.setSpan(context.active(), span), () => work());`,
    "3:1: left: it runs code in a context by hand",
  ],
  [
    "a span in a context",
    `${API}const held = trace.setSpan(context.active(), span);`,
    "3:14: left: it puts a span into a context by hand",
  ],
  [
    "a tracer of elsewhere",
    "class A { m() { this.tracer.startSpan('m').end(); } }",
    "1:17: left: where its tracer comes from",
  ],
  [
    "a span of dd-trace that is ended by hand",
    'import tracer from "dd-trace";\nconst span = tracer.startSpan("a");',
    "2:14: left: a span that is ended by hand stays",
  ],
  [
    "dd-trace's scope",
    'import tracer from "dd-trace";\ntracer.scope().activate(span, () => work());',
    "2:1: left: it makes a span the current one by hand",
  ],
  [
    "autotel's withTracing",
    'import { withTracing } from "autotel";\nexport const f = withTracing({ name: "f" })(async () => 1);',
    "2:18: left: no directive does all that this function of autotel does",
  ],
  [
    "trace.run of autotel",
    'import { trace } from "autotel";\nexport const f = trace.run("f", async () => 1);',
    "2:18: left: no directive does all that this function of autotel does",
  ],
  [
    "a decorator of the file's own",
    `${API}const Traced = (name: string) => () => tracer.startSpan(\`\${name}\`);\nclass A { @Traced("a") m() {} }`,
    "4:11: left: `@Traced` is a decorator of your own",
  ],
  [
    "a decorator of another file",
    'import { traced as Traced } from "./traced";\nclass A { @Traced("a") static async m() {} }',
    "2:11: left: `@Traced` is a decorator of your own",
  ],
])("%s", async (_, source, line) => {
  const project = tempProject({ "a.ts": `${source}\n`, "traced.ts": OWN_DECORATOR });
  const { code, err } = await project.run("migrate", "a.ts");
  expect(code).toBe(1);
  expect(err).toContain(`a.ts:${line}`);
  expect(project.read("a.ts")).toBe(`${source}\n`);
});

test.each([
  [
    "another library's startSpan",
    'import * as Sentry from "@sentry/node";\nSentry.startSpan({ name: "a" }, () => 1);',
  ],
  ["what merely reads the current span", `${API.split("\n")[0]}\ntrace.getActiveSpan()?.addEvent("a");`],
  ["a tracer that is only declared", `${API}export { tracer };`],
  ["decorators that make no span", 'import { Get } from "@nestjs/common";\nclass A { @Get() m() {} }'],
])("nothing is said of %s", async (_, source) => {
  const { code, err } = await tempProject({ "a.ts": `${source}\n` }).run("migrate", "a.ts");
  expect(err).toBe("");
  expect(code).toBe(0);
});
