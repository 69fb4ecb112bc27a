// The resource that is there without being told, by the names of the semantic conventions.
import { hostname } from "node:os";
import { expect, it } from "vitest";
import { defaultResource, VERSION } from "../../runtime/model/resource.js";
import { setupMonitoring } from "../../runtime/setup/monitoring.js";
import { state } from "../../runtime/state/state.js";
import { run } from "./child.js";

it("says which service, process, host and library it is", () => {
  const { attributes } = defaultResource();
  expect(attributes).toMatchObject({
    "service.name": "unknown_service:node",
    "service.instance.id": expect.stringMatching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    "host.name": hostname(),
    "host.arch": expect.stringMatching(/^(amd64|arm64|arm32|x86|ppc64|s390x|ia64|ppc32)$/),
    "os.type": expect.stringMatching(/^(linux|darwin|windows|freebsd|openbsd|sunos|aix)$/),
    "process.pid": process.pid,
    "process.executable.path": process.execPath,
    "process.runtime.name": "nodejs",
    "process.runtime.version": process.versions.node,
    "telemetry.sdk.name": "uno-trace",
    "telemetry.sdk.language": "nodejs",
    "telemetry.sdk.version": VERSION,
  });
  for (const value of Object.values(attributes)) expect(["string", "number"]).toContain(typeof value);
  expect(defaultResource().attributes["service.instance.id"]).toBe(attributes["service.instance.id"]);
});

it("is overridden, attribute by attribute", async () => {
  const monitoring = setupMonitoring({
    exporter: "none",
    resource: { "host.name": "mine", "service.instance.id": "7" },
  });
  expect(state.settings.resource.attributes).toMatchObject({
    "host.name": "mine",
    "service.instance.id": "7",
  });
  await monitoring.shutdown();
});

it("holds no argument of the command line, and differs from process to process", () => {
  const print = `
    import * as rt from "./runtime.mjs";
    rt.setupMonitoring({ exporter: "none", processors: [{ onEnd() {}, async forceFlush() {}, async shutdown() {} }] });
    rt.getTracer().withSpan("a", (span) => console.log(JSON.stringify(span.resource.attributes)));`;
  const [first, second] = [run(print), run(print)].map(({ stdout }) => JSON.parse(stdout));
  expect(first["service.instance.id"]).not.toBe(second["service.instance.id"]);
  expect(first["process.command"]).toMatch(/script\d+\.mjs$/);
  expect(Object.keys(first)).not.toContain("process.command_args");
});
