// A request in, its body without compression out; neither form of it may be larger than the bounds.
import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import { HttpError } from "./http-error.js";

/** Bytes of a body as it is sent. */
export const MAX_SENT: number = 20 * 1024 * 1024;
/** Bytes of what comes out of it: a small body may be a large one compressed. */
export const MAX_BODY: number = 64 * 1024 * 1024;

/** The encodings of OTLP/HTTP; `deflate` is zlib's format (RFC 9110, section 8.4.1.2). */
const DECODERS: Readonly<Record<string, (sent: Buffer) => Promise<Buffer>>> = {
  identity: async (sent) => sent,
  gzip: (sent) => promisify(gunzip)(sent, { maxOutputLength: MAX_BODY }),
  deflate: (sent) => promisify(inflate)(sent, { maxOutputLength: MAX_BODY }),
};

/** Reads it. @throws HttpError 400, 413 or 415 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const encoding = request.headers["content-encoding"]?.trim().toLowerCase() || "identity";
  const decode = decoderOf(encoding);
  if (decode === undefined)
    throw new HttpError(415, `"${encoding}" is no Content-Encoding that is read: send gzip, deflate or none`);
  return decode(await readSent(request));
}

/**
 * What takes an encoding off; `undefined` for one that is not known. It throws HttpError 400 or 413.
 * @param encoding in lower case
 */
export function decoderOf(encoding: string): ((sent: Buffer) => Promise<Buffer>) | undefined {
  const decode = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined;
  return (
    decode &&
    ((sent) =>
      decode(sent).catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(MAX_BODY, "without its compression");
        throw new HttpError(400, `the body is not ${encoding}: ${cause.message}`);
      }))
  );
}

async function readSent(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > MAX_SENT) throw tooLarge(MAX_SENT, "as it is sent");
  return readAll(request);
}

/** All bytes of a stream. @throws HttpError 413 */
export async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream) {
    length += part.length;
    if (length > MAX_SENT) throw tooLarge(MAX_SENT, "as it is sent");
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

/** What is left of the body is not read, so the connection cannot be used again. */
function tooLarge(most: number, how: string): HttpError {
  return new HttpError(413, `the body is larger than ${most} bytes ${how}: send fewer spans at once`, {
    connection: "close",
  });
}
