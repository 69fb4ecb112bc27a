// A request body in, the answer of one POST out: bounded in time and size, over connections that are kept.

import type { Socket } from "node:net";
import { now } from "../clock.js";
import { Buffer, clearTimeout, setTimeout } from "../ground/node.js";
import { decodeText } from "../header-text.js";
import type { Answer } from "./answer.js";
import { HttpConnection } from "./connection.js";

/** Certificates in PEM form. */
export interface TlsOptions {
  /** Trusted authorities, instead of Node's. */
  readonly ca?: string | Buffer | undefined;
  /** The client's certificate, */
  readonly cert?: string | Buffer | undefined;
  /** and the key to it. */
  readonly key?: string | Buffer | undefined;
}

type Headers = Readonly<Record<string, string>>;

/** What frames a message is for the client alone to say. */
const FRAMING: readonly string[] = ["connection", "content-length", "expect", "transfer-encoding", "upgrade"];

/**
 * Posts to one address, as HTTP/1.1 over sockets of its own: Node's client takes about three times as long for a batch, and
 * a program that replaces or watches that one does not meet its tracer there.
 */
export class HttpClient {
  private readonly url: URL;
  private readonly tls: TlsOptions;
  private readonly head: string;
  private readonly idle: HttpConnection[] = [];
  private connect: Promise<() => Socket> | undefined;

  /** @param headers by name in lower case */
  constructor(url: URL, headers: Headers, tls: TlsOptions) {
    this.url = url;
    this.tls = tls;
    this.head = headOf(url, headers);
  }

  /** Rejects when there is no answer until `deadline`, a reading of the clock. Redirects are not followed. */
  async post(body: Uint8Array, deadline: number): Promise<Answer> {
    const connection = this.kept() ?? (await this.open());
    const giveUp = (): void => connection.destroy(new Error("no answer in time"));
    const timer = setTimeout(giveUp, Math.max(deadline - now(), 1));
    timer.unref();
    const { wasReused } = connection;
    try {
      const answer = await connection.send(`${this.head}${body.length}\r\n\r\n`, body);
      if (connection.isUsable) this.idle.push(connection);
      return answer;
    } catch (error) {
      // The server closed a connection that was kept, just as it was to be used again.
      if (wasReused && isReset(error)) return this.post(body, deadline);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Closes the connections that wait. */
  close(): void {
    for (const connection of this.idle.splice(0)) connection.destroy(new Error("closed"));
  }

  private kept(): HttpConnection | undefined {
    for (let last = this.idle.pop(); last !== undefined; last = this.idle.pop())
      if (last.isUsable) return last;
    return undefined;
  }

  private async open(): Promise<HttpConnection> {
    this.connect ??= connector(this.url, this.tls);
    return new HttpConnection((await this.connect)());
  }
}

function isReset(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ECONNRESET" || code === "EPIPE";
}

/** All of a request's head but the number that it ends with. */
function headOf(url: URL, headers: Headers): string {
  const free = Object.entries(headers).filter(([name]) => !FRAMING.includes(name));
  const all = {
    host: url.host,
    ...authorization(url),
    ...Object.fromEntries(free),
    connection: "keep-alive",
  };
  const text = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${url.pathname}${url.search} HTTP/1.1\r\n${text.join("")}content-length: `;
}

function authorization({ username, password }: URL): Headers {
  if (username === "" && password === "") return {};
  const pair = Buffer.from(`${decodeText(username)}:${decodeText(password)}`);
  return { authorization: `Basic ${pair.toString("base64")}` };
}

/** What opens a socket; Node's modules for it are loaded with the first request. */
async function connector(url: URL, tls: TlsOptions): Promise<() => Socket> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isSecure = url.protocol === "https:";
  const to = { host, port: Number(url.port) || (isSecure ? 443 : 80), keepAlive: true };
  const { connect, isIP } = await import("node:net");
  if (!isSecure) return () => connect(to);
  const { connect: connectSecurely } = await import("node:tls");
  const secure = { ...to, ...given(tls), ALPNProtocols: ["http/1.1"] };
  return () => connectSecurely(isIP(host) === 0 ? { ...secure, servername: host } : secure);
}

function given(tls: TlsOptions): TlsOptions {
  return Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
}
