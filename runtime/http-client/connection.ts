// A socket and one request at a time in, the answer to it out.
import type { Socket } from "node:net";
import { type Answer, AnswerReader } from "./answer.js";

interface Exchange {
  readonly reader: AnswerReader;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** A connection to a server; kept for further requests where both sides want to. */
export class HttpConnection {
  private readonly socket: Socket;
  private exchange: Exchange | undefined = undefined;
  private wasAnswered = false;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (piece: Buffer) => this.hear(piece));
    // `close` follows, and knows of errors no more than this.
    socket.on("error", (error) => this.finish(() => error));
    socket.on("end", () => this.finish(closed));
    socket.on("close", () => this.finish(closed));
  }

  /** Whether another request may be sent. */
  get isUsable(): boolean {
    return !this.socket.destroyed && this.socket.writable;
  }

  /** Whether a request may have left: before a connection is there, and its TLS agreed on, none has. */
  get isOpen(): boolean {
    const { connecting, secureConnecting } = this.socket as Socket & { readonly secureConnecting?: boolean };
    return !connecting && secureConnecting !== true;
  }

  /** Whether a failure may come of a server that closed the connection meanwhile, and not of this request. */
  get wasReused(): boolean {
    return this.wasAnswered;
  }

  /** Sends a request, and waits for the answer to it. While it waits, the connection keeps the process alive. */
  send(head: string, body: Uint8Array): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.exchange = { reader: new AnswerReader(), resolve, reject };
      this.socket.ref();
      this.socket.cork();
      this.socket.write(head, "latin1");
      this.socket.write(body);
      this.socket.uncork();
    });
  }

  /** Gives up what is under way. */
  destroy(error: Error): void {
    this.finish(() => error);
    this.socket.destroy();
  }

  private hear(piece: Buffer): void {
    const reader = this.exchange?.reader;
    if (reader === undefined) {
      this.socket.destroy();
      return;
    }
    try {
      reader.read(piece);
    } catch (error) {
      this.destroy(error as Error);
    }
    if (reader.isComplete) this.finish(closed);
  }

  /** The status alone says whether the request was taken: once it is there, the rest may fail. */
  private finish(reason: () => Error): void {
    const { exchange, socket } = this;
    this.exchange = undefined;
    if (exchange === undefined) return;
    const { reader, resolve, reject } = exchange;
    if (reader.isComplete && reader.isReusable) socket.unref();
    else socket.destroy();
    this.wasAnswered = true;
    if (reader.hasHead) resolve(reader.answer);
    else reject(reason());
  }
}

function closed(): Error {
  return Object.assign(new Error("the connection was closed before an answer"), { code: "ECONNRESET" });
}
