// OpenTelemetry's environment variables: what each sets, what is said of a bad one, and who wins.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { extractContext } from "../../runtime/api/propagation.js";
import { readOtlpEnvironment } from "../../runtime/exporters/otlp-environment.js";
import { OtlpHttpSpanExporter } from "../../runtime/exporters/otlp-http.js";
import { injectContext, withContext } from "../../runtime/index.js";
import type { ReadableSpan, Span } from "../../runtime/model/span.js";
import type { Sampler } from "../../runtime/sampling/sampler.js";
import { setupMonitoring } from "../../runtime/setup/monitoring.js";
import { readEnvironment } from "../../runtime/setup/monitoring-layers.js";
import type { MonitoringOptions } from "../../runtime/setup/monitoring-options.js";
import { EXPORTER_NAMES } from "../../runtime/setup/named-exporters.js";
import { runBeside } from "./child.js";
import { listen, take } from "./otlp/receiver.js";
import { named, record } from "./recorder.js";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** What is said on stderr meanwhile. */
function complaints(action: () => unknown): string[] {
  const spy = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  action();
  const said = spy.mock.calls.map(([text]) => String(text).replace(/^uno-trace: |\n$/g, ""));
  spy.mockRestore();
  return said;
}

describe("the service", () => {
  const optionsOf = (variables: Record<string, string>) => readEnvironment(variables).options;

  it("has a name and attributes", () => {
    expect(
      optionsOf({
        OTEL_SERVICE_NAME: " orders ",
        OTEL_RESOURCE_ATTRIBUTES: "team=a%2Cb, region = eu%20west,,",
      }),
    ).toEqual({ serviceName: "orders", resource: { team: "a,b", region: "eu west" } });
    expect(optionsOf({ OTEL_SERVICE_NAME: " ", OTEL_RESOURCE_ATTRIBUTES: "" })).toEqual({});
  });

  it.each(["a=1,b", "a=%", "=1"])("loses all attributes with a bad one: %s", (text) => {
    const said = complaints(() => expect(optionsOf({ OTEL_RESOURCE_ATTRIBUTES: text })).toEqual({}));
    expect(said.join()).toMatch(/^(OTEL_RESOURCE_ATTRIBUTES: expected key=value pairs.*|)$/);
  });

  it.each<[string, boolean | undefined]>([
    ["true", false],
    ["TRUE", false],
    ["false", undefined],
    ["", undefined],
  ])("is off with OTEL_SDK_DISABLED=%s: %s", (text, enabled) => {
    expect(optionsOf({ OTEL_SDK_DISABLED: text }).enabled).toBe(enabled);
  });

  it("says of a switch that is neither on nor off which it is", () => {
    const said = complaints(() => expect(optionsOf({ OTEL_SDK_DISABLED: "yes" })).toEqual({}));
    expect(said).toEqual(['OTEL_SDK_DISABLED: expected true or false, got "yes"; it counts as not set']);
  });

  it.each<[Record<string, string>, unknown]>([
    [{ OTEL_TRACES_EXPORTER: "otlp" }, "otlp"],
    [{ OTEL_TRACES_EXPORTER: "Console" }, "console"],
    [{ OTEL_TRACES_EXPORTER: "none", OTEL_EXPORTER_OTLP_ENDPOINT: "http://a" }, "none"],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: "http://a" }, "otlp"],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://a" }, "otlp"],
    [{ OTEL_TRACES_EXPORTER: "otlp, console,OTLP" }, ["otlp", "console"]],
    [{}, undefined],
  ])("exports with %j to %s", (variables, exporter) => {
    expect(optionsOf(variables).exporter).toEqual(exporter);
  });

  it.each<[string, unknown, string[]]>([
    ["zipkin", undefined, [`unknown exporter "zipkin"; there are ${EXPORTER_NAMES.join(", ")}`]],
    ["jaeger,otlp", "otlp", [`unknown exporter "jaeger"; there are ${EXPORTER_NAMES.join(", ")}`]],
    ["otlp,none,console", ["otlp", "console"], ['"none" has no effect beside others']],
    ["constructor", undefined, [`unknown exporter "constructor"; there are ${EXPORTER_NAMES.join(", ")}`]],
    [" , ", undefined, []],
  ])("says what is wrong with the exporters %j", (text, exporter, expected) => {
    const said = complaints(() =>
      expect(optionsOf({ OTEL_TRACES_EXPORTER: text }).exporter).toEqual(exporter),
    );
    expect(said).toEqual(expected.map((line) => `OTEL_TRACES_EXPORTER: ${line}`));
  });

  it("is heard of by several exporters at once", async () => {
    const receiver = await listen([take]);
    vi.stubEnv("OTEL_TRACES_EXPORTER", "otlp,console");
    vi.stubEnv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", receiver.url);
    const print = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const monitoring = setupMonitoring();
    monitoring.tracer.withSpan("twice", () => {});
    await monitoring.shutdown();
    expect(print.mock.calls.join()).toContain("twice");
    expect(receiver.received.flatMap(({ spans }) => spans)).toMatchObject([{ name: "twice" }]);
  });
});

describe("the sampler", () => {
  const A = "0af7651916cd43dd8448eb211c80319c";
  const decide = (name: string, argument: string | undefined, parentSampled?: boolean) => {
    const { sampler } = readEnvironment({
      OTEL_TRACES_SAMPLER: name,
      OTEL_TRACES_SAMPLER_ARG: argument,
    }).options;
    return (sampler as Sampler | undefined)?.(
      A,
      parentSampled === undefined ? undefined : "b7ad6b7169203331",
      "span",
      parentSampled,
    );
  };

  it.each<[string, string | undefined, boolean, boolean, boolean]>([
    ["always_on", undefined, true, true, true],
    ["always_off", undefined, false, false, false],
    ["traceidratio", "0", false, false, false],
    ["traceidratio", "1", true, true, true],
    ["traceidratio", undefined, true, true, true],
    ["parentbased_always_on", undefined, true, true, false],
    ["parentbased_always_off", undefined, false, true, false],
    ["PARENTBASED_TRACEIDRATIO", "0", false, true, false],
    ["parentbased_traceidratio", "1.0", true, true, false],
  ])(
    "%s, %s: roots %s, below sampled %s, below not sampled %s",
    (name, argument, root, sampled, unsampled) => {
      expect([decide(name, argument), decide(name, argument, true), decide(name, argument, false)]).toEqual([
        root,
        sampled,
        unsampled,
      ]);
    },
  );

  it("that is unknown, or a share that is none, is named", () => {
    expect(complaints(() => expect(decide("jaeger_remote", undefined)).toBeUndefined())).toEqual([
      expect.stringMatching(
        /^OTEL_TRACES_SAMPLER: expected always_on, .* or parentbased_traceidratio, got "jaeger_remote"/,
      ),
    ]);
    expect(complaints(() => expect(decide("traceidratio", "1.5")).toBe(true))).toEqual([
      'OTEL_TRACES_SAMPLER_ARG: expected a number from 0 to 1, got "1.5"; it counts as not set',
    ]);
  });
});

describe("batches and limits", () => {
  it("are whole numbers", () => {
    const { options, limits } = readEnvironment({
      OTEL_BSP_SCHEDULE_DELAY: "100",
      OTEL_BSP_EXPORT_TIMEOUT: "200",
      OTEL_BSP_MAX_QUEUE_SIZE: "300",
      OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "40",
      OTEL_ATTRIBUTE_COUNT_LIMIT: "5",
      OTEL_LINK_ATTRIBUTE_COUNT_LIMIT: "6",
      OTEL_SPAN_EVENT_COUNT_LIMIT: "7",
      OTEL_SPAN_LINK_COUNT_LIMIT: "0",
      OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: "8",
    });
    expect(options.batch).toEqual({
      exportInterval: 100,
      exportTimeout: 200,
      maxQueueSize: 300,
      maxBatchSize: 40,
    });
    expect(limits).toEqual({
      attributes: 5,
      events: 7,
      links: 0,
      eventAttributes: 5,
      linkAttributes: 6,
      textLength: 8,
    });
    const own = readEnvironment({ OTEL_ATTRIBUTE_COUNT_LIMIT: "5", OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: "9" });
    expect([own.limits.attributes, own.limits.eventAttributes]).toEqual([9, 5]);
  });

  it.each([
    ["OTEL_BSP_SCHEDULE_DELAY", "0"],
    ["OTEL_BSP_MAX_QUEUE_SIZE", "-1"],
    ["OTEL_BSP_EXPORT_TIMEOUT", "1e3"],
    ["OTEL_SPAN_EVENT_COUNT_LIMIT", "many"],
  ])("%s is not %s", (name, text) => {
    const said = complaints(() => expect(readEnvironment({ [name]: text }).options.batch).toBeUndefined());
    expect(said).toEqual([
      expect.stringMatching(new RegExp(`^${name}: expected a whole number, .* got "${text}"`)),
    ]);
  });

  it("cut what a span holds", async () => {
    vi.stubEnv("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "2");
    vi.stubEnv("OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT", "1");
    vi.stubEnv("OTEL_LINK_ATTRIBUTE_COUNT_LIMIT", "0");
    vi.stubEnv("OTEL_SPAN_EVENT_COUNT_LIMIT", "1");
    vi.stubEnv("OTEL_SPAN_LINK_COUNT_LIMIT", "1");
    vi.stubEnv("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "3");
    const monitoring = setupMonitoring({ exporter: "none" });
    const exporter = record();
    const list = ["long", "x"];
    monitoring.tracer.withSpan("cut", (span) => {
      span.setAttributes({ text: "12345", list, third: 1 });
      span.addEvent("first");
      span.addEvent("last", { a: "12345", b: 1 });
      span.addLink({ context: span.spanContext() });
      span.addLink({ context: span.spanContext(), attributes: { a: 1 } });
    });
    await monitoring.shutdown();
    const cut = named(exporter, "cut");
    expect(cut.attributes).toEqual({ text: "123", list: ["lon", "x"] });
    expect(list).toEqual(["long", "x"]);
    expect(cut.events).toMatchObject([{ name: "last", attributes: { a: "123" }, droppedAttributesCount: 1 }]);
    expect(cut.links).toEqual([{ context: cut.spanContext(), droppedAttributesCount: 1 }]);
    expect([cut.droppedAttributesCount, cut.droppedEventsCount, cut.droppedLinksCount]).toEqual([1, 1, 1]);
  });

  it("of zero keep nothing, and the texts of an exception are cut, too", async () => {
    vi.stubEnv("OTEL_SPAN_EVENT_COUNT_LIMIT", "0");
    const none = setupMonitoring({ exporter: "none" });
    const exporter = record();
    none.tracer.withSpan("a", (span) => span.addEvent("x"));
    expect([named(exporter, "a").events, named(exporter, "a").droppedEventsCount]).toEqual([[], 1]);
    vi.stubEnv("OTEL_SPAN_EVENT_COUNT_LIMIT", "");
    vi.stubEnv("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "5");
    const cut = setupMonitoring({ exporter: "none" });
    cut.tracer.withSpan("b", (span) => span.recordException(new TypeError("expected")));
    expect(named(exporter, "b").events[0]?.attributes).toEqual({
      "exception.type": "TypeE",
      "exception.message": "expec",
      "exception.stacktrace": "TypeE",
    });
    await cut.shutdown();
    cut.tracer.withSpan("c", (span) => span.setAttribute("text", "1234567"));
    expect(named(exporter, "c").attributes.text).toBe("1234567");
  });

  it("of a batch that exceed the queue are lowered, not refused", async () => {
    vi.stubEnv("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "4000");
    const exporter = {
      export: (_: ReadableSpan[], done: (result: { code: 0 }) => void) => done({ code: 0 }),
      shutdown: async () => {},
    };
    const said = complaints(() => void setupMonitoring({ exporter }).shutdown());
    expect(said).toEqual([
      expect.stringMatching(/^OTEL_BSP_MAX_EXPORT_BATCH_SIZE: 4000 spans exceed the queue of 2048/),
    ]);
    expect(() => setupMonitoring({ exporter, batch: { maxBatchSize: 9 } })).not.toThrow();
  });
});

describe("propagators", () => {
  const HEADERS = { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", baggage: "a=1" };
  it.each<[string, string[]]>([
    ["tracecontext,baggage", ["baggage", "traceparent"]],
    ["tracecontext", ["traceparent"]],
    [" Baggage ", ["baggage"]],
    ["none", []],
  ])("%s carry %j", async (text, expected) => {
    const extracted = extractContext(HEADERS);
    vi.stubEnv("OTEL_PROPAGATORS", text);
    const monitoring = setupMonitoring({ exporter: "none" });
    expect(Object.keys(injectContext({}, extracted)).sort()).toEqual(expected);
    const again = extractContext(HEADERS);
    await monitoring.shutdown();
    expect(Object.keys(injectContext({}, again)).sort()).toEqual(expected);
    expect(withContext(again, () => Object.keys(injectContext({})))).toHaveLength(expected.length);
  });

  it.each<[string, string[]]>([
    ["b3,tracecontext,B3", ["b3", "traceparent"]],
    ["jaeger,baggage", ["uber-trace-id", "uberctx-a", "baggage"]],
    ["b3multi", ["x-b3-traceid", "x-b3-spanid", "x-b3-sampled"]],
  ])("%s write %j", async (text, expected) => {
    const extracted = extractContext(HEADERS);
    vi.stubEnv("OTEL_PROPAGATORS", text);
    const monitoring = setupMonitoring({ exporter: "none" });
    expect(Object.keys(injectContext({}, extracted))).toEqual(expected);
    await monitoring.shutdown();
  });

  it("that are not available, or do not exist, are named", () => {
    const said = complaints(() => readEnvironment({ OTEL_PROPAGATORS: "tracecontext,xray,telepathy" }));
    expect(said).toEqual([
      'OTEL_PROPAGATORS: the propagator "xray" is not available',
      'OTEL_PROPAGATORS: unknown propagator "telepathy"; there are tracecontext, baggage, b3, b3multi, jaeger, none',
    ]);
  });
});

describe("the OTLP exporter", () => {
  it.each<[Record<string, string>, string | undefined]>([
    [{}, undefined],
    [{ ENDPOINT: "http://host:4318" }, "http://host:4318/v1/traces"],
    [{ ENDPOINT: "https://host/otlp/" }, "https://host/otlp/v1/traces"],
    [{ TRACES_ENDPOINT: "http://host:4318" }, "http://host:4318/"],
    [{ TRACES_ENDPOINT: "http://host/custom", ENDPOINT: "http://other" }, "http://host/custom"],
  ])("with %j posts to %s", (members, url) => {
    expect(readOtlpEnvironment(prefixed(members)).url).toBe(url);
  });

  const prefixed = (members: Record<string, string>) =>
    Object.fromEntries(Object.entries(members).map(([name, text]) => [`OTEL_EXPORTER_OTLP_${name}`, text]));

  it("has headers, form, compression, patience and certificates", () => {
    const file = join(mkdtempSync(join(tmpdir(), "uno-trace-")), "cert.pem");
    writeFileSync(file, "PEM");
    const options = readOtlpEnvironment(
      prefixed({
        HEADERS: "Authorization=Bearer%20secret,x-a=1",
        TRACES_HEADERS: "X-A=2",
        PROTOCOL: "http/protobuf",
        TRACES_PROTOCOL: "http/json",
        TIMEOUT: "5000",
        COMPRESSION: "GZIP",
        CERTIFICATE: file,
        TRACES_CLIENT_KEY: file,
        CLIENT_CERTIFICATE: file,
        INSECURE: "true",
      }),
    );
    const pem = readFileSync(file);
    expect(options).toEqual({
      url: undefined,
      headers: { authorization: "Bearer secret", "x-a": "2" },
      encoding: "json",
      compression: "gzip",
      timeout: 5000,
      ca: pem,
      cert: pem,
      key: pem,
    });
  });

  it.each([
    ["ENDPOINT", "localhost:4318", /expected an address that begins with http/],
    ["PROTOCOL", "grpc", /gRPC is not available/],
    ["TRACES_PROTOCOL", "xml", /expected http\/protobuf, http\/json or grpc/],
    ["TIMEOUT", "0", /expected a whole number, 1 to/],
    ["COMPRESSION", "zstd", /expected gzip or none/],
    ["CERTIFICATE", "/nowhere/cert.pem", /the file cannot be read \(Error: ENOENT/],
    ["INSECURE", "maybe", /expected true or false/],
  ])("says what is wrong with %s=%s", (name, text, complaint) => {
    vi.stubEnv(`OTEL_EXPORTER_OTLP_${name}`, text);
    const said = complaints(() => new OtlpHttpSpanExporter());
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(new RegExp(`^OTEL_EXPORTER_OTLP_${name}: .*it counts as not set$`));
    expect(said[0]).toMatch(complaint);
  });

  it("leaves a bad pair of headers out, names it and shows no value: it may be a secret", () => {
    const headers = "a=1,top-secret,authorization=Bearer%20100%, bad name=5,b=2%2C3,c=\u{1F511}-key,,=4,A=6";
    let read: unknown;
    const said = complaints(() => {
      read = readOtlpEnvironment(prefixed({ HEADERS: headers })).headers;
    });
    expect(read).toEqual({ a: "6", authorization: "Bearer 100%", b: "2,3" });
    const number = "expected key=value pairs with commas between, percent-encoded; number";
    expect(said).toEqual(
      [
        `${number} 2 is none`,
        `${number} 4 is none`,
        `the value of "c" is none that HTTP can carry`,
        `${number} 7 is none`,
      ].map((what) => `OTEL_EXPORTER_OTLP_HEADERS: ${what}; it is left out, the others count`),
    );
  });

  it("takes the address of a socket as it is", () => {
    expect(readOtlpEnvironment(prefixed({ ENDPOINT: "unix:///run/otel.sock" })).url).toBe(
      "unix:///run/otel.sock",
    );
    expect(complaints(() => readOtlpEnvironment(prefixed({ ENDPOINT: "unix://host/otel.sock" })))[0]).toMatch(
      /expected an address that begins with http/,
    );
  });
});

describe("who wins", () => {
  const serviceOf = async (options: MonitoringOptions, file = {}): Promise<unknown> => {
    const folder = mkdtempSync(join(tmpdir(), "uno-trace-"));
    writeFileSync(join(folder, "uno-trace.json"), JSON.stringify({ monitoring: file }));
    vi.spyOn(process, "cwd").mockReturnValue(folder);
    const monitoring = setupMonitoring({ exporter: "none", ...options });
    const exporter = record();
    const span = monitoring.tracer.withSpan("a", (each: Span) => each);
    await monitoring.shutdown();
    return [span.resource.attributes["service.name"], exporter.getFinishedSpans().length];
  };

  it("is the code, then the environment, then the file", async () => {
    const file = { serviceName: "file", sampleRatio: 0, propagators: ["b3"] };
    expect(await serviceOf({}, file)).toEqual(["file", 0]);
    vi.stubEnv("OTEL_RESOURCE_ATTRIBUTES", "service.name=attribute");
    expect(await serviceOf({}, file)).toEqual(["attribute", 0]);
    vi.stubEnv("OTEL_SERVICE_NAME", "environment");
    vi.stubEnv("OTEL_TRACES_SAMPLER", "always_on");
    expect(await serviceOf({}, file)).toEqual(["environment", 1]);
    expect(await serviceOf({ resource: { "service.name": "code" } }, file)).toEqual(["code", 1]);
    expect(await serviceOf({ serviceName: "code", sampleRatio: 0 }, file)).toEqual(["code", 0]);
    vi.stubEnv("OTEL_SDK_DISABLED", "true");
    expect(((await serviceOf({})) as unknown[])[1]).toBe(0);
    expect(await serviceOf({ enabled: true })).toEqual(["environment", 1]);
  });

  it("is an address in code; headers are put together", async () => {
    const receiver = await listen([take]);
    vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:1");
    vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", "x-a=outside,x-b=outside");
    const exporter = new OtlpHttpSpanExporter({ url: receiver.url, headers: { "X-A": "code" } });
    const monitoring = setupMonitoring({ exporter });
    monitoring.tracer.withSpan("a", () => {});
    await monitoring.shutdown();
    expect(receiver.received[0]?.headers).toMatchObject({ "x-a": "code", "x-b": "outside" });
  });
});

it("says nothing twice, and a program that has none of the variables is as it was", () => {
  expect(complaints(() => readEnvironment({}))).toEqual([]);
  expect(readEnvironment({}).options).toEqual({});
});

it("sends where OTEL_EXPORTER_OTLP_ENDPOINT says, without a line of code about it", async () => {
  const receiver = await listen([take]);
  const text = 'import * as rt from "./runtime.mjs"; rt.setupMonitoring().tracer.withSpan("d", () => {});';
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url.replace("/v1/traces", ""),
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_SERVICE_NAME: "outside",
  };
  expect(await runBeside(text, { env })).toMatchObject({ stderr: "", code: 0 });
  expect(receiver.received[0]?.spans[0]?.name).toBe("d");
  expect(JSON.stringify(receiver.received[0]?.request)).toMatch(/"service.name".{0,60}"outside"/);
});
