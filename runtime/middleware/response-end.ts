// The end of a response: a server response in, one call when it was sent or the connection broke.
import type { ServerResponse } from "node:http";
import type { ServerHttp2Stream } from "node:http2";
import type { Socket } from "node:net";
import type { ResponseFacts } from "./server-span.js";

/** What a response of node:http, or of node:http2's compatibility, says of its end. */
export type ResponseEnd = Pick<ResponseFacts, "status" | "aborted">;

/** Calls `done` once, when the response has been handed over or was given up before that. */
export function untilDone(response: ServerResponse, done: (end: ResponseEnd) => void): void {
  const socket = queuedOn(response);
  const onFinish = (): void => settle(true);
  const onClose = (): void => settle(response.writableFinished);
  const settle = (isFinished: boolean): void => {
    response.removeListener("finish", onFinish);
    response.removeListener("close", onClose);
    if (socket !== undefined) waiting.get(socket)?.delete(onClose);
    const status = response.headersSent ? response.statusCode : undefined;
    done({ status, aborted: abortOf(response, isFinished) });
  };
  response.on("finish", onFinish);
  response.on("close", onClose);
  if (socket !== undefined) whenClosed(socket, onClose);
}

/** A stream of HTTP/2, as far as it says how it ended. */
type EndedStream = Pick<ServerHttp2Stream, "aborted" | "rstCode">;

function abortOf(
  response: ServerResponse & { readonly stream?: EndedStream },
  isFinished: boolean,
): string | undefined {
  if (response.stream !== undefined) return abortOfStream(response.stream, response.writableEnded);
  // Node 20 says `finish` also where the rest of a response could not be written.
  return isFinished && !response.req?.socket?.errored ? undefined : ABORTED;
}

const ABORTED = "closed before the response was sent";

/**
 * What came before a stream of HTTP/2 was sent; `undefined` if nothing did. That it is finished says nothing: one that
 * was reset is, and one that was ended in the listener of its body's end may never be.
 */
export function abortOfStream({ aborted, rstCode }: EndedStream, isAnswered: boolean): string | undefined {
  if (isAnswered && !aborted && rstCode === 0) return undefined;
  return rstCode === 0 ? ABORTED : `${ABORTED} (HTTP/2 error code ${rstCode})`;
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
