// One server under the SDK with OpenTelemetry's http instrumentation and under the middleware: what listens to the events
// of its requests and responses has the same parents.
import { afterAll, beforeAll, expect, it } from "vitest";
import { run } from "../toolchains/processes.js";
import { installed, makeProject, type TemporaryProject } from "../toolchains/temporary-project.js";

const SDK = `
  const { context, trace } = require("@opentelemetry/api");
  const { AsyncLocalStorageContextManager } = require("@opentelemetry/context-async-hooks");
  const { registerInstrumentations } = require("@opentelemetry/instrumentation");
  const { HttpInstrumentation } = require("@opentelemetry/instrumentation-http");
  const sdk = require("@opentelemetry/sdk-trace-base");
  const memory = new sdk.InMemorySpanExporter();
  trace.setGlobalTracerProvider(
    new sdk.BasicTracerProvider({ spanProcessors: [new sdk.SimpleSpanProcessor(memory)] }),
  );
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  registerInstrumentations({
    instrumentations: [new HttpInstrumentation({ ignoreOutgoingRequestHook: () => true })],
  });
  const hear = (name, fn = () => {}) =>
    trace.getTracer("test").startActiveSpan(name, (span) => {
      const value = fn();
      span.end();
      return value;
    });
  const traced = (request, response, next) => next();
`;

const OURS = `
  const { getTracer, InMemorySpanExporter, SimpleSpanProcessor, tracingMiddleware } = require("uno-trace/runtime");
  const memory = new InMemorySpanExporter();
  getTracer().addProcessor(new SimpleSpanProcessor(memory));
  const hear = (name, fn = () => {}) => getTracer().withSpan(name, fn);
  const traced = tracingMiddleware();
`;

const PROGRAM = `
  const { once } = require("node:events");
  const http = require("node:http");
  const { PassThrough, finished, pipeline } = require("node:stream");
  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  const ways = {
    "/events"(request, response) {
      request.once("data", () => hear("data"));
      request.on("data", () => {});
      request.on("end", () => {
        hear("end");
        setTimeout(() => {
          hear("timer");
          response.end("x");
        }, 1);
      });
    },
    "/pipe"(request, response) {
      const through = new PassThrough();
      through.once("data", () => hear("piped data"));
      through.on("end", () => hear("piped end"));
      through.on("data", () => {});
      finished(request, () => hear("finished"));
      pipeline(request, through, () => {
        hear("pipeline");
        response.end("x");
      });
    },
    async "/awaited"(request, response) {
      request.resume();
      await once(request, "end");
      hear("once");
      response.end("x");
    },
    async "/iterated"(request, response) {
      for await (const _ of request);
      hear("iterated");
      response.end("x");
    },
    async "/abort"(request) {
      request.on("error", () => hear("error"));
      request.once("data", () => request.emit("began"));
      request.on("began", () => began());
    },
  };
  let began;

  const handle = (request, response) => {
    request.on("close", () => hear("close of request"));
    response.on("finish", () => hear("finish of response"));
    response.on("close", () => hear("close of response"));
    return ways[request.url](request, response);
  };

  const send = (port, path, body) =>
    new Promise((resolve) => {
      const call = http.request({ port, path, method: "POST", agent: false }, (answer) => answer.resume().on("end", resolve));
      call.on("error", resolve);
      if (path === "/abort") {
        began = () => call.destroy();
        call.write(body);
      } else call.end(body);
    });

  const server = http.createServer((request, response) => traced(request, response, () => handle(request, response)));
  hear("start", () => server.listen(0, "127.0.0.1"));
  server.on("listening", async () => {
    const parents = {};
    for (const path of Object.keys(ways)) {
      memory.reset();
      await send(server.address().port, path, "y".repeat(200_000));
      await wait(50);
      const spans = memory.getFinishedSpans();
      const nameOf = (id) => spans.find((span) => span.spanContext().spanId === id)?.name;
      parents[path] = spans.map((span) => span.name + " < " + nameOf(span.parentSpanContext?.spanId)).sort();
    }
    console.log(JSON.stringify(parents));
    server.close();
  });
`;

let project: TemporaryProject;
beforeAll(() => {
  const files = { "sdk.cjs": SDK + PROGRAM, "ours.cjs": OURS + PROGRAM };
  project = makeProject(files, { "@opentelemetry": installed("@opentelemetry") });
});
afterAll(() => project.remove());

async function parents(program: string): Promise<Record<string, string[]>> {
  const { status, stdout, stderr } = await run([`${program}.cjs`], { cwd: project.folder });
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as Record<string, string[]>;
}

it("gives every listener the parent that the instrumentation gives it", async () => {
  const [theirs, ours] = [await parents("sdk"), await parents("ours")];
  expect(ours).toEqual(theirs);
  expect(theirs["/events"]).toContain("end < POST");
  expect(Object.values(theirs).flat().length).toBeGreaterThan(20);
});
