// A request body in, the answer of one POST out: bounded in time and size, over connections that are kept.

import { now } from "../ground/clock.js";
import { giveUpAfter } from "../ground/pauses.js";
import type { Answer } from "./answer.js";
import { postBlocking } from "./blocking-post.js";
import { HttpConnection } from "./connection.js";
import { noAnswer, noConnection, openSocket } from "./open-socket.js";
import { type Headers, headOf, type Route, routeTo, type TlsOptions } from "./route.js";

/**
 * Posts to one address, as HTTP/1.1 over sockets of its own: Node's client takes about three times as long for a batch, and
 * a program that replaces or watches that one does not meet its tracer there.
 */
export class HttpClient {
  /** How the server is reached. */
  private readonly route: Route;
  /** What a request begins with, up to its length. */
  private readonly head: string;
  private readonly idle: HttpConnection[] = [];

  /**
   * @param headers by name in lower case
   * @param proxy `http:` or `https:`, with name and password if it wants them
   */
  constructor(url: URL, headers: Headers, tls: TlsOptions, proxy?: URL) {
    this.route = routeTo(url, tls, proxy);
    this.head = headOf(url, headers, proxy);
  }

  /** Rejects when there is no answer until `deadline`, a reading of the clock. Redirects are not followed. */
  async post(body: Uint8Array, deadline: number): Promise<Answer> {
    const connection = this.kept() ?? (await this.open(deadline));
    const giveUp = (): void => connection.destroy(connection.isOpen ? noAnswer() : noConnection());
    const stopWaiting = giveUpAfter(Math.max(deadline - now(), 1), giveUp);
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
      stopWaiting();
    }
  }

  /** Posts while the program's thread waits, as `postBlocking` has it. */
  postBlocking(bodies: readonly Uint8Array[], timeout: number): readonly (Answer | Error | undefined)[] {
    return postBlocking(this.route, this.head, bodies, timeout);
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

  private async open(deadline: number): Promise<HttpConnection> {
    return new HttpConnection(await openSocket(this.route, deadline));
  }
}

function isReset(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ECONNRESET" || code === "EPIPE";
}
