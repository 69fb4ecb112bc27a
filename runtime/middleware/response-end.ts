// The end of a response: a server response in, one call when it was sent or the connection broke.
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { ResponseFacts } from "./server-span.js";

/** What a response of node:http, or of node:http2's compatibility, says of its end. */
export type ResponseEnd = Pick<ResponseFacts, "status" | "aborted">;

/** Calls `done` once, when the response has been handed over or was given up before that. */
export function untilDone(response: ServerResponse, done: (end: ResponseEnd) => void): void {
  const socket = queuedOn(response);
  const settle = (): void => {
    response.removeListener("finish", settle);
    response.removeListener("close", settle);
    if (socket !== undefined) waiting.get(socket)?.delete(settle);
    const status = response.headersSent ? response.statusCode : undefined;
    // HTTP/2 says `finish` of a stream that was reset, too; but only a whole response was ended before.
    const isWhole = response.writableEnded && response.writableFinished;
    done({ status, aborted: isWhole ? undefined : abortText(resetCode(response)) });
  };
  response.on("finish", settle);
  response.on("close", settle);
  if (socket !== undefined) whenClosed(socket, settle);
}

/** Says that a response was given up; with the code of HTTP/2's RST_STREAM, if it is not 0. */
export function abortText(code: number | undefined): string {
  const reset = code ? ` (HTTP/2 error code ${code})` : "";
  return `closed before the response was sent${reset}`;
}

function resetCode(response: ServerResponse): number | undefined {
  return (response as { stream?: { rstCode?: number } }).stream?.rstCode;
}

// A pipelined request's response waits for the ones before it without a socket. If the connection breaks meanwhile, it
// gets no `close` (Node 20 and 22). One listener for each socket: a client may send any number of requests.
const waiting = new WeakMap<Socket, Set<() => void>>();

function queuedOn(response: ServerResponse): Socket | undefined {
  const { socket, req: request } = response;
  return socket === null && typeof request?.socket?.once === "function" ? request.socket : undefined;
}

function whenClosed(socket: Socket, done: () => void): void {
  const known = waiting.get(socket);
  if (known !== undefined) {
    known.add(done);
    return;
  }
  const all = new Set([done]);
  waiting.set(socket, all);
  socket.once("close", () => {
    for (const each of all) each();
  });
}
