// Every variable of the environment: what it is good for, what is said of a bad value, and who goes before it.
import { expect, it, vi } from "vitest";
import { readOtlpEnvironment } from "../../runtime/exporters/otlp-environment.js";
import { checkOtlpOptions } from "../../runtime/exporters/otlp-options.js";
import { alwaysOff, alwaysOn } from "../../runtime/sampling/sampler.js";
import { mergeOptions, readEnvironment } from "../../runtime/setup/monitoring-layers.js";
import type { MonitoringOptions } from "../../runtime/setup/monitoring-options.js";

/** A variable, a bad value of it, and what goes on as if it were not set. */
const BAD: readonly (readonly [name: string, text: string])[] = [
  ["OTEL_SDK_DISABLED", "1"],
  ["OTEL_RESOURCE_ATTRIBUTES", "novalue"],
  ["OTEL_TRACES_EXPORTER", "fax"],
  ["OTEL_TRACES_SAMPLER", "sometimes"],
  ["OTEL_PROPAGATORS", "pigeon"],
  ["OTEL_BSP_SCHEDULE_DELAY", "soon"],
  ["OTEL_BSP_EXPORT_TIMEOUT", "-5"],
  ["OTEL_BSP_MAX_QUEUE_SIZE", "1.5"],
  ["OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "0"],
  ["OTEL_ATTRIBUTE_COUNT_LIMIT", "ten"],
  ["OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "-1"],
  ["OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "1e2"],
  ["OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT", "0x10"],
  ["OTEL_SPAN_EVENT_COUNT_LIMIT", "99999999999"],
  ["OTEL_SPAN_LINK_COUNT_LIMIT", "NaN"],
  ["OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT", "∞"],
  ["OTEL_LINK_ATTRIBUTE_COUNT_LIMIT", "none"],
  ...["OTEL_EXPORTER_OTLP_", "OTEL_EXPORTER_OTLP_TRACES_"].flatMap((prefix) =>
    Object.entries({
      ENDPOINT: "collector:4318",
      PROTOCOL: "grpc/json",
      HEADERS: "novalue",
      COMPRESSION: "brotli",
      TIMEOUT: "10s",
      CERTIFICATE: "/nowhere.pem",
      CLIENT_CERTIFICATE: "/nowhere.pem",
      CLIENT_KEY: "/nowhere.pem",
      INSECURE: "1",
    }).map(([member, text]) => [prefix + member, text] as const),
  ),
];

/** Both sets of variables, read, and what was said meanwhile. */
function read(variables: Record<string, string>) {
  const print = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const found = { ...readEnvironment(variables), otlp: readOtlpEnvironment(variables) };
  const said = print.mock.calls.map(([text]) => String(text));
  print.mockRestore();
  return { found, said };
}

it.each(BAD)("%s=%s is reported by its name, and nothing else happens", (name, text) => {
  const { found, said } = read({ [name]: text });
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(new RegExp(`^uno-trace: ${name}: `));
  const { options, ...others } = found;
  // An endpoint is a wish for an exporter, and a list of no known names is an empty one.
  const wish = name.endsWith("ENDPOINT") ? { exporter: "otlp" } : {};
  expect(options).toEqual(name === "OTEL_PROPAGATORS" ? { propagators: [] } : wish);
  const { options: _, ...untouched } = read({}).found;
  expect(others).toEqual(untouched);
});

it("a share that is none is reported by its name, and all traces are recorded", () => {
  const { found, said } = read({ OTEL_TRACES_SAMPLER: "traceidratio", OTEL_TRACES_SAMPLER_ARG: "half" });
  expect(said.join()).toMatch(/^uno-trace: OTEL_TRACES_SAMPLER_ARG: /);
  expect((found.options.sampler as typeof alwaysOn)("0".repeat(31) + 1, undefined, "a")).toBe(true);
});

it.each<[string, object]>([
  ["OTEL_ATTRIBUTE_COUNT_LIMIT", { attributes: 9, eventAttributes: 9, linkAttributes: 9 }],
  ["OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", { attributes: 9 }],
  ["OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT", { eventAttributes: 9 }],
  ["OTEL_LINK_ATTRIBUTE_COUNT_LIMIT", { linkAttributes: 9 }],
  ["OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", { textLength: 9 }],
  ["OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT", { textLength: 9 }],
  ["OTEL_SPAN_EVENT_COUNT_LIMIT", { events: 9 }],
  ["OTEL_SPAN_LINK_COUNT_LIMIT", { links: 9 }],
])("%s limits %j, and nothing else", (name, changed) => {
  const { limits } = read({}).found;
  expect(read({ [name]: "9" }).found.limits).toEqual({ ...limits, ...changed });
});

it("limits of spans go before those of everything", () => {
  const { limits } = read({
    OTEL_ATTRIBUTE_COUNT_LIMIT: "1",
    OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: "2",
    OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT: "3",
    OTEL_LINK_ATTRIBUTE_COUNT_LIMIT: "4",
    OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: "5",
    OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT: "6",
  }).found;
  expect(limits).toMatchObject({ attributes: 2, eventAttributes: 3, linkAttributes: 4, textLength: 6 });
});

/** Of each option: one value in the file, one that the environment gives, one in code. */
const LAYERS: readonly (readonly [keyof MonitoringOptions, unknown, Record<string, string>, unknown])[] = [
  ["serviceName", "file", { OTEL_SERVICE_NAME: "environment" }, "code"],
  ["enabled", true, { OTEL_SDK_DISABLED: "true" }, true],
  ["exporter", "none", { OTEL_TRACES_EXPORTER: "otlp" }, "console"],
  ["exporter", "none", { OTEL_TRACES_EXPORTER: "otlp,console" }, ["none"]],
  ["sampler", undefined, { OTEL_TRACES_SAMPLER: "always_off" }, alwaysOn],
  ["propagators", ["jaeger"], { OTEL_PROPAGATORS: "b3" }, ["tracecontext"]],
];

it.each(LAYERS)(
  "%s: code goes before the environment, that before the file",
  (name, file, variables, code) => {
    const outside = read(variables).found.options;
    expect(outside[name]).toBeDefined();
    expect(outside[name]).not.toEqual(file);
    const [low, high] = [{ [name]: file }, { [name]: code }] as [MonitoringOptions, MonitoringOptions];
    expect(mergeOptions({}, {}, low)[name]).toEqual(file);
    expect(mergeOptions({}, outside, low)[name]).toEqual(outside[name]);
    expect(mergeOptions(high, outside, low)[name]).toEqual(code);
    expect(mergeOptions({ [name]: undefined }, outside, low)[name]).toEqual(outside[name]);
  },
);

it("resources and batches are put together member by member, in the same order", () => {
  const outside = read({
    OTEL_RESOURCE_ATTRIBUTES: "a=environment,b=environment",
    OTEL_BSP_SCHEDULE_DELAY: "2",
    OTEL_BSP_EXPORT_TIMEOUT: "2",
  }).found.options;
  const merged = mergeOptions({ resource: { a: "code" }, batch: { exportInterval: 3 } }, outside, {
    resource: { a: "file", b: "file", c: "file" },
    batch: { exportInterval: 1, exportTimeout: 1, maxQueueSize: 1000 },
  });
  expect(merged.resource).toEqual({ a: "code", b: "environment", c: "file" });
  expect(merged.batch).toEqual({ exportInterval: 3, exportTimeout: 2, maxQueueSize: 1000 });
});

it("a share in code goes before a sampler outside, and a sampler outside before a share in the file", () => {
  const outside = { sampler: alwaysOff };
  expect(mergeOptions({ sampleRatio: 1 }, outside, {})).not.toHaveProperty("sampler");
  expect(mergeOptions({}, outside, { sampleRatio: 1 }).sampler).toBe(alwaysOff);
});

it("the OTLP exporter has defaults, the environment goes before them, and code before that", () => {
  expect(checkOtlpOptions({}, read({}).found.otlp)).toEqual({
    url: new URL("http://localhost:4318/v1/traces"),
    encoding: "protobuf",
    compression: "none",
    headers: {},
    timeout: 10_000,
    exitTimeout: 1000,
    maxRequestBytes: 4 * 1024 * 1024,
    tls: { ca: undefined, cert: undefined, key: undefined },
  });
  const outside = read({
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://outside:1",
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_EXPORTER_OTLP_COMPRESSION: "gzip",
    OTEL_EXPORTER_OTLP_TIMEOUT: "1",
    OTEL_EXPORTER_OTLP_HEADERS: "a=outside,b=outside",
  }).found.otlp;
  expect(checkOtlpOptions({}, outside)).toMatchObject({
    url: new URL("http://outside:1/v1/traces"),
    encoding: "json",
    compression: "gzip",
    headers: { a: "outside", b: "outside" },
    timeout: 1,
  });
  const code = {
    url: "http://code:2/",
    encoding: "protobuf",
    compression: "none",
    timeout: 2,
    headers: { a: "code" },
  } as const;
  expect(checkOtlpOptions(code, outside)).toMatchObject({
    ...code,
    url: new URL(code.url),
    headers: { a: "code", b: "outside" },
  });
});
