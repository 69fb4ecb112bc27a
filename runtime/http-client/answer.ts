// The bytes of an HTTP/1.1 answer in, in whatever pieces they come; its status, headers and the begin of its body out.
import { Buffer } from "../ground/node.js";

/** What a server said. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Not more than the first 64 KiB. */
  readonly body: Uint8Array;
}

const MAX_HEAD = 64 * 1024;
const MAX_BODY = 64 * 1024;
/** The longest line before a chunk, with whatever a server writes there. */
const MAX_LINE = 4096;
const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: (.*))?$/;
const NOTHING: Buffer = Buffer.alloc(0);

/** Reads one answer; see https://www.rfc-editor.org/rfc/rfc9112#name-message-body-length for where it ends. */
export class AnswerReader {
  /** Whether the whole answer is there. */
  isComplete = false;
  /** Whether another request may follow on the same connection. */
  isReusable = false;
  private status = 0;
  private statusText = "";
  private headers: Record<string, string> = {};
  private rest = NOTHING;
  private step: () => boolean = this.readHead;
  private left = 0;
  private readonly body: Buffer[] = [];
  private size = 0;

  /** Whether the status is known; of what comes behind it nothing is needed. */
  get hasHead(): boolean {
    return this.status !== 0;
  }

  get answer(): Answer {
    const { status, statusText, headers } = this;
    return { status, statusText, headers, body: Buffer.concat(this.body) };
  }

  /** @throws Error for what is no HTTP */
  read(piece: Buffer): void {
    this.rest = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    while (!this.isComplete && this.step()) {}
    // Nobody asked for what follows.
    if (this.rest.length > 0) this.isReusable = false;
  }

  private readHead(): boolean {
    const end = this.rest.indexOf("\r\n\r\n");
    if (end < 0 && this.rest.length > MAX_HEAD) throw malformed("its headers do not end");
    if (end < 0) return false;
    const [first = "", ...lines] = this.rest.toString("latin1", 0, end).split("\r\n");
    this.rest = this.rest.subarray(end + 4);
    const [, minor, status, statusText = ""] = STATUS_LINE.exec(first) ?? [];
    if (status === undefined) throw malformed("it does not begin with a status");
    // 100 Continue and the like: the answer itself follows.
    if (status.startsWith("1")) return true;
    this.statusText = statusText;
    this.headers = headersOf(lines);
    const { connection = "" } = this.headers;
    this.isReusable = minor === "1" ? !/\bclose\b/i.test(connection) : /\bkeep-alive\b/i.test(connection);
    this.chooseBody(Number(status));
    // Last: with a head that is not understood there is no answer.
    this.status = Number(status);
    return true;
  }

  private chooseBody(status: number): void {
    const coding = this.headers["transfer-encoding"];
    const length = this.headers["content-length"];
    if (status === 204 || status === 304) this.isComplete = true;
    else if (coding !== undefined) this.step = /\bchunked\s*$/i.test(coding) ? this.readSize : this.readToEnd;
    else if (length === undefined) this.step = this.readToEnd;
    else if (!/^\d+$/.test(length)) throw malformed("its content-length is no number");
    else this.expect(Number(length), this.readLast);
    if (this.step === this.readToEnd) this.isReusable = false;
  }

  private expect(length: number, step: () => boolean): void {
    this.left = length;
    this.step = step;
  }

  private readLast(): boolean {
    this.take();
    this.isComplete ||= this.left === 0;
    return false;
  }

  private readToEnd(): boolean {
    this.left = this.rest.length;
    this.take();
    return false;
  }

  private readSize(): boolean {
    const line = this.line();
    if (line === undefined) return false;
    const [size] = /^[0-9a-f]{1,8}(?=[ \t]*(?:;|$))/i.exec(line) ?? [];
    if (size === undefined) throw malformed("a chunk has no size");
    this.expect(Number.parseInt(size, 16), this.readChunk);
    if (this.left === 0) this.step = this.readTrailer;
    return true;
  }

  private readChunk(): boolean {
    this.take();
    if (this.left > 0 || this.rest.length < 2) return false;
    if (this.line() !== "") throw malformed("a chunk is longer than it says");
    this.step = this.readSize;
    return true;
  }

  private readTrailer(): boolean {
    const line = this.line();
    this.isComplete = line === "";
    return line !== undefined;
  }

  private line(): string | undefined {
    const end = this.rest.indexOf("\r\n");
    if (end > MAX_LINE || (end < 0 && this.rest.length > MAX_LINE)) throw malformed("a line does not end");
    if (end < 0) return undefined;
    const line = this.rest.toString("latin1", 0, end);
    this.rest = this.rest.subarray(end + 2);
    return line;
  }

  /** Takes what is there of the part that is expected. A body beyond its limit is as good as complete. */
  private take(): void {
    const piece = this.rest.subarray(0, this.left);
    this.rest = this.rest.subarray(piece.length);
    this.left -= piece.length;
    this.size += piece.length;
    if (this.size <= MAX_BODY) {
      this.body.push(piece);
      return;
    }
    this.isReusable = false;
    this.isComplete = true;
  }
}

function headersOf(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon < 1) throw malformed("a header has no name");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return headers;
}

function malformed(what: string): Error {
  return new Error(`the answer is no HTTP/1.1: ${what}`);
}
