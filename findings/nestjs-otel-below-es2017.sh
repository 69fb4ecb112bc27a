#!/usr/bin/env bash
# nestjs-otel 7.0.1 (Node 20.20, Linux): below target ES2017, @Span() ends an async method's span at its first await, and marks no rejection.
# Expected: the span of a method that was written `async` lasts until its promise settles, and fails with it, at every target.
# Seen: it asks whether the method's constructor is called AsyncFunction, so a method that a compiler has lowered counts as synchronous.
# So: whoever compares spans before and after a change of `target` sees durations and failures change; ask the result for `then` instead.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps nestjs-otel@7.0.1 @nestjs/common@11.1.6 @nestjs/core@11.1.6 \
  rxjs@7.8.2 reflect-metadata@0.2.2 @opentelemetry/api@1.9.0 @opentelemetry/sdk-trace-base@2.12.1 esbuild@0.28.2
cat >program.ts <<'PROGRAM'
import "reflect-metadata";
import { trace } from "@opentelemetry/api";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { Span } from "nestjs-otel";
const exporter = new InMemorySpanExporter();
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
class Shop {
  @Span() async order() {
    await new Promise((resolve) => setTimeout(resolve, 50));
    throw new Error("no stock");
  }
}
new Shop().order().catch(() => {
  const [span] = exporter.getFinishedSpans();
  const lasted = span.duration[0] * 1e3 + span.duration[1] / 1e6;
  console.log(`${process.argv[2]}: ${lasted < 40 ? "ended at once" : "lasted"}, status ${span.status.code}`);
});
PROGRAM
echo '{ "compilerOptions": { "experimentalDecorators": true } }' >tsconfig.json
for target in es2016 es2022; do
  node_modules/.bin/esbuild program.ts --bundle --platform=node --packages=external --target=$target --outfile=$target.cjs --log-level=error
done
seen=$(node es2016.cjs es2016; node es2022.cjs es2022)
expected='es2016: ended at once, status 0
es2022: lasted, status 2'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected"; exit 1; }
