#!/usr/bin/env bash
# @opentelemetry/sdk-trace 3.1.1 (Node 20.20 and 24.22, Linux): a processor that gets its exporter as SDK 1 and 2 took it
# is made, takes every span, and exports none.
# Expected: `new SimpleSpanProcessor(exporter)` works as before, or raises an error; and so does the end of a span.
# Seen: nothing raises. Its options have no `exporter`, so each export fails on `undefined`, and what becomes of the
#   failures goes to a diagnostic logger that is off by default. Only forceFlush rejects, and few programs look at that.
# So: write `{ exporter }`, and whoever takes processors of all three generations cannot tell from one that it is idle.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @opentelemetry/api@1.10.0 @opentelemetry/sdk-trace@3.1.1
cat >program.mjs <<'PROGRAM'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";

for (const [name, given] of [["exporter", (e) => e], ["{ exporter }", (exporter) => ({ exporter })]]) {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor(given(exporter))] });
  provider.getTracer("a").startSpan("work").end();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const flushed = await provider.forceFlush().then(() => "resolves", () => "rejects");
  console.log(`${name}: ${exporter.getFinishedSpans().length} exported, forceFlush ${flushed}`);
}
PROGRAM
seen=$(node program.mjs 2>&1)
expected='exporter: 0 exported, forceFlush rejects
{ exporter }: 1 exported, forceFlush resolves'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected"; exit 1; }
