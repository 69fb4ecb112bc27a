// What became of a request in; the body of the answer out, in the format of the request: OTLP/HTTP, "Response".
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { Received } from "./request.js";

/** The two formats of OTLP over HTTP. */
export type Format = "application/json" | "application/x-protobuf";

/** An ExportTraceServiceResponse; with `partial_success` where spans were left out. */
export function successBody({ rejected, reason }: Received, format: Format): Uint8Array | string {
  if (format === "application/json")
    return JSON.stringify(
      rejected === 0 ? {} : { partialSuccess: { rejectedSpans: String(rejected), errorMessage: reason } },
    );
  const writer = new BinaryWriter();
  if (rejected > 0) {
    writer.tag(1, WireType.LengthDelimited).fork();
    writer.tag(1, WireType.Varint).int64(rejected);
    writer.tag(2, WireType.LengthDelimited).string(reason).join();
  }
  return writer.finish();
}

/** A google.rpc.Status, which every refusal carries. */
export function refusalBody(message: string, format: Format): Uint8Array | string {
  if (format === "application/json") return JSON.stringify({ message });
  return new BinaryWriter().tag(2, WireType.LengthDelimited).string(message).finish();
}
