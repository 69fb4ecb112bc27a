// The path of a file in; its spans out: line by line where it is OTLP as JSON lines, at once where it is one document.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import type { Received } from "../otlp/request.js";
import { BrokenFile } from "./broken-file.js";
import { isOtlp, readDocument } from "./document.js";

/** Bytes of one document, or of one line: all of it is in memory at once, several times as large. */
export const MAX_DOCUMENT: number = 256 * 1024 * 1024;

/** Reads a file, which gzip may have compressed. @throws BrokenFile */
export async function* readTraceFile(path: string, now: bigint): AsyncGenerator<Received> {
  const isZipped = await isGzip(path);
  const lines = () =>
    linesOf(isZipped ? createReadStream(path).pipe(createGunzip()) : createReadStream(path));
  if (!(await isJsonLines(lines()))) return yield readText(await wholeOf(lines()), now);
  let number = 0;
  for await (const line of lines()) {
    number++;
    if (/^\s*$/.test(line.toString("latin1", 0, 100)) && line.toString("utf8").trim() === "") continue;
    yield readLine(line.toString("utf8"), number, now);
  }
}

/** Reads a text that is one document. @throws BrokenFile */
export function readText(text: string, now: bigint): Received {
  const plain = text.replace(/^\ufeff/, "");
  if (plain.trim() === "") throw new BrokenFile("the file is empty");
  const document = parseAt(plain, 1);
  const traceId = createHash("sha256").update(text).digest("hex").slice(0, 32);
  return readDocument(document, { traceId, now });
}

function readLine(text: string, number: number, now: bigint): Received {
  const document = parseAt(text, number);
  if (!isOtlp(document)) throw new BrokenFile(`line ${number} is no OTLP, as the lines before it are`);
  const received = readDocument(document, { traceId: "", now });
  return { ...received, reason: `line ${number}: ${received.reason}` };
}

/** The first line is a document of its own, and one of OTLP. */
async function isJsonLines(lines: AsyncIterable<Buffer>): Promise<boolean> {
  for await (const line of lines) {
    try {
      return isOtlp(JSON.parse(line.toString("utf8")));
    } catch {
      return false;
    }
  }
  return false;
}

async function wholeOf(lines: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const line of lines) {
    length += line.length + 1;
    if (length > MAX_DOCUMENT) throw tooLarge("the file");
    parts.push(...(parts.length === 0 ? [] : [NEWLINE]), line);
  }
  return Buffer.concat(parts).toString("utf8");
}

const NEWLINE = Buffer.from("\n");

function tooLarge(what: string): BrokenFile {
  return new BrokenFile(
    `${what} has more than ${MAX_DOCUMENT / 1024 / 1024} MiB in one document, which is read at once. OTLP as JSON lines, a request each, is read line by line and may be of any size.`,
  );
}

/** Lines end with a line feed alone: JSON may hold other separators in its texts. */
async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    let from = 0;
    for (let to = chunk.indexOf(10); to !== -1; to = chunk.indexOf(10, from)) {
      yield Buffer.concat([...parts, chunk.subarray(from, to)]);
      [parts, length, from] = [[], 0, to + 1];
    }
    parts.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > MAX_DOCUMENT) throw tooLarge("a line of the file");
  }
  if (length > 0) yield Buffer.concat(parts);
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

/** Node's words do not always have a place: a parser that goes on after mistakes is asked for it. */
function parseAt(text: string, firstLine: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const errors: ParseError[] = [];
    parse(text, errors, { disallowComments: true });
    const { error, offset } = errors[0] ?? { error: undefined, offset: text.length };
    const before = text.slice(0, offset).split("\n");
    const place = `${firstLine + before.length - 1}:${(before.at(-1)?.length ?? 0) + 1}`;
    const words = error === undefined ? "" : ` (${printParseErrorCode(error)})`;
    throw new BrokenFile(`${place}: the file is no JSON, or is cut off there${words}`);
  }
}
