// A local OTLP receiver: counts the spans that arrive, by the first part of the path; a message asks for one count.
import { createServer } from "node:http";

const counts = new Map<string, number>();

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const [, sender = ""] = (request.url ?? "").split("/");
    counts.set(sender, (counts.get(sender) ?? 0) + countSpans(Buffer.concat(chunks)));
    response.writeHead(200, { "content-type": "application/x-protobuf" }).end();
  });
});

/** ExportTraceServiceRequest.resource_spans (1), ResourceSpans.scope_spans (2), ScopeSpans.spans (2). */
function countSpans(request: Uint8Array): number {
  let spans = 0;
  for (const resource of fieldsOf(request, 1))
    for (const scope of fieldsOf(resource, 2)) spans += fieldsOf(scope, 2).length;
  return spans;
}

// The parts of a message under one field number; these messages have fields with a length, and nothing else.
function fieldsOf(message: Uint8Array, field: number): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let offset = 0; offset < message.length; ) {
    const tag = message[offset++] as number;
    let length = 0;
    for (let shift = 0, byte = 128; byte >= 128; shift += 7) {
      byte = message[offset++] as number;
      length += (byte & 127) << shift;
    }
    if (tag === ((field << 3) | 2)) found.push(message.subarray(offset, offset + length));
    offset += length;
  }
  return found;
}

process.on("message", (sender: string) => process.send?.({ count: counts.get(sender) ?? 0 }));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : undefined });
});
