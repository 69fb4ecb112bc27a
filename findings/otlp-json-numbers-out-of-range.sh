#!/usr/bin/env bash
# @opentelemetry/otlp-transformer 0.223.1 (Node 20.20, Linux): the same span has other numbers in JSON than in protobuf.
# Expected: JSON is the protobuf mapping of the same message: `doubleValue` for what no int64 holds, "NaN" and "Infinity"
#   as texts.
# Seen: protobuf writes a double for 1e300 and NaN. JSON writes `intValue: 1e+300`, also for 2 to the 63rd, which is one too
#   many for an int64, and `doubleValue: null` for NaN and Infinity. By the rules of protobuf's JSON (read here with
#   @bufbuild/protobuf 2.17.0) the first two cannot be read, and null is no value at all.
# So: a count or a size that overflowed can make a receiver refuse a request whole, with all spans in it, and only for
#   those who chose http/json. Whoever reads OTLP JSON has to take integers of any size, and a double that is null.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @opentelemetry/api@1.9.0 @opentelemetry/otlp-transformer@0.223.1 \
  @opentelemetry/sdk-trace-base@2.12.1 @bufbuild/protobuf@2.17.0
cat >program.mjs <<'PROGRAM'
import { fromJson } from "@bufbuild/protobuf";
import { Int64ValueSchema } from "@bufbuild/protobuf/wkt";
import transformer from "@opentelemetry/otlp-transformer";
import sdk from "@opentelemetry/sdk-trace-base";

const exporter = new sdk.InMemorySpanExporter();
const provider = new sdk.BasicTracerProvider({ spanProcessors: [new sdk.SimpleSpanProcessor(exporter)] });

function spansWith(value) {
  exporter.reset();
  provider.getTracer("a").startSpan("work", { attributes: { value } }).end();
  return exporter.getFinishedSpans();
}

/** The number of the field of AnyValue that was written: 3 is int_value, 4 double_value. */
function fieldOf(bytes) {
  const key = Buffer.from([0x0a, 5, ...Buffer.from("value"), 0x12]);
  return bytes[bytes.indexOf(key) + key.length + 1] >> 3;
}

function reads(schema, value) {
  try {
    return `read as ${fromJson(schema, value).value}`;
  } catch {
    return "not to be read";
  }
}

for (const value of [2 ** 53, 2 ** 63, 1e300, NaN]) {
  const spans = spansWith(value);
  const field = fieldOf(Buffer.from(transformer.ProtobufTraceSerializer.serializeRequest(spans)));
  const text = new TextDecoder().decode(transformer.JsonTraceSerializer.serializeRequest(spans));
  const written = JSON.parse(text).resourceSpans[0].scopeSpans[0].spans[0].attributes[0].value;
  const { intValue, doubleValue } = written;
  // By the same rules null is a member that is not there.
  const result =
    "intValue" in written ? reads(Int64ValueSchema, intValue) : doubleValue === null ? "no value" : `read as ${doubleValue}`;
  console.log(`${value}: protobuf ${field === 3 ? "int" : "double"}, JSON ${JSON.stringify(written)}, ${result}`);
}
PROGRAM
seen=$(node program.mjs 2>&1)
expected='9007199254740992: protobuf int, JSON {"intValue":9007199254740992}, read as 9007199254740992
9223372036854776000: protobuf double, JSON {"intValue":9223372036854776000}, not to be read
1e+300: protobuf double, JSON {"intValue":1e+300}, not to be read
NaN: protobuf double, JSON {"doubleValue":null}, no value'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected"; exit 1; }
