// Genkit's telemetry server on a free port: prints its address; the traces that it stores are read through its API.
import { mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Node cannot load the package as an ES module.
const require = createRequire(import.meta.url);
const {
  LocalFileLogStore,
  LocalFileTraceStore,
  startTelemetryServer,
} = require("@genkit-ai/telemetry-server");

const folder = mkdtempSync(join(tmpdir(), "uno-trace-genkit-"));
const places = { storeRoot: folder, indexRoot: join(folder, "index") };
const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});
await startTelemetryServer({
  port,
  host: "127.0.0.1",
  traceStore: new LocalFileTraceStore(places),
  logStore: new LocalFileLogStore(places),
});
while (!(await fetch(`http://127.0.0.1:${port}/api/__health`).catch(() => undefined))?.ok)
  await new Promise((resolve) => setTimeout(resolve, 20));
console.log(`http://127.0.0.1:${port}`);
