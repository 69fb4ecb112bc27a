// A stream of HTTP/2 in, the one message of a unary gRPC call out; and a message as gRPC writes it.
// https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import { decoderOf, readAll } from "./body.js";

/** Status codes of gRPC, as far as they are used. */
export const CODE = {
  ok: 0,
  invalidArgument: 3,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
} as const;

/** A call that is refused. */
export class GrpcError extends Error {
  override readonly name = "GrpcError";
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** A byte that says whether the message is compressed, and four of its length. */
const PREFIX = 5;

/** Reads it. @throws GrpcError or HttpError */
export async function messageOf(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<Buffer> {
  if (!/^application\/grpc(?:\+proto)?(?:;|$)/.test(headers["content-type"] ?? ""))
    throw new GrpcError(CODE.invalidArgument, "send application/grpc");
  // A refusal is written to the stream that is being read.
  const sent = await readAll(stream.iterator({ destroyOnReturn: false }));
  if (sent.length < PREFIX || sent.readUInt32BE(1) !== sent.length - PREFIX)
    throw new GrpcError(CODE.invalidArgument, "the call does not hold one whole message");
  const message = sent.subarray(PREFIX);
  return sent[0] === 0 ? message : decoderFor(headers)(message);
}

function decoderFor(headers: IncomingHttpHeaders): (sent: Buffer) => Promise<Buffer> {
  const encoding = String(headers["grpc-encoding"] ?? "").toLowerCase();
  const decode = decoderOf(encoding);
  if (decode === undefined)
    throw new GrpcError(
      CODE.unimplemented,
      `"${encoding}" is no compression that is read: gzip, deflate or none`,
    );
  return decode;
}

/** Why a call is refused, as a header has it: only what none may hold is encoded, since @grpc/grpc-js takes back no more. */
export function asHeader(message: string): string {
  return Buffer.from(message)
    .toString()
    .replace(/[^\x20-\x24\x26-\x7e]+/g, encodeURIComponent);
}

/** A message without compression, with what stands before it. */
export function written(message: Uint8Array): Buffer {
  const prefix = Buffer.alloc(PREFIX);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}
