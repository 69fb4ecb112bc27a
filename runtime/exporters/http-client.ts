// A request body in, the answer of one POST out: bounded in time and size, over connections that are kept.
import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import { now } from "../clock.js";

/** Certificates in PEM form. */
export interface TlsOptions {
  /** Trusted authorities, instead of Node's. */
  readonly ca?: string | Buffer | undefined;
  /** The client's certificate, */
  readonly cert?: string | Buffer | undefined;
  /** and the key to it. */
  readonly key?: string | Buffer | undefined;
}

/** What a server said. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Uint8Array;
}

type Headers = Readonly<Record<string, string | number>>;

interface Loaded {
  readonly request: (
    url: URL,
    options: RequestOptions,
    onAnswer: (answer: IncomingMessage) => void,
  ) => ClientRequest;
  readonly agent: Agent;
}

/** Of a longer body the rest is not read. */
const MAX_ANSWER = 64 * 1024;

/** Posts to one address. Node's HTTP is loaded with the first request. */
export class HttpClient {
  private readonly url: URL;
  private readonly tls: TlsOptions;
  private loaded: Promise<Loaded> | undefined;

  constructor(url: URL, tls: TlsOptions) {
    this.url = url;
    this.tls = tls;
  }

  /** Rejects when there is no answer until `deadline`, a reading of the clock. Redirects are not followed. */
  async post(body: Uint8Array, headers: Headers, deadline: number): Promise<Answer> {
    this.loaded ??= this.load();
    const { request, agent } = await this.loaded;
    const patience = Math.max(deadline - now(), 1);
    return new Promise((resolve, reject) => {
      const options = { method: "POST", agent, headers: { ...headers, "content-length": body.length } };
      const call = request(this.url, options, (answer) => void receive(answer).then(resolve));
      const giveUp = (): void => void call.destroy(new Error("no answer in time"));
      const timer = setTimeout(giveUp, patience);
      timer.unref();
      call.on("close", () => clearTimeout(timer));
      call.on("error", (error: NodeJS.ErrnoException) => {
        // The server closed a connection that was kept, just as it was to be used again.
        if (call.reusedSocket && error.code === "ECONNRESET") resolve(this.post(body, headers, deadline));
        else reject(error);
      });
      call.end(body);
    });
  }

  /** Closes what is open. */
  async close(): Promise<void> {
    const loaded = await this.loaded;
    loaded?.agent.destroy();
  }

  // Connections that nobody uses do not keep a process alive: Node's agent sees to that.
  private async load(): Promise<Loaded> {
    const { request, Agent } =
      this.url.protocol === "https:" ? await import("node:https") : await import("node:http");
    return { request, agent: new Agent({ keepAlive: true, ...given(this.tls) }) };
  }
}

function given(tls: TlsOptions): TlsOptions {
  return Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
}

/** The answer, with as much of its body as comes; the status alone says whether the request was taken. */
function receive(answer: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve) => {
    const finish = (): void =>
      resolve({
        status: answer.statusCode ?? 0,
        statusText: answer.statusMessage ?? "",
        headers: answer.headers,
        body: Buffer.concat(chunks),
      });
    answer.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_ANSWER) chunks.push(chunk);
      else answer.destroy();
    });
    answer.on("end", finish);
    answer.on("error", finish);
    answer.on("close", finish);
  });
}
