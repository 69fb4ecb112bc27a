// The end of a response: a server response in, one call when it was sent or the connection broke.
import type { ServerResponse } from "node:http";
import type { ResponseFacts } from "./server-span.js";

/** Calls `done` once, when the response has been handed over or its connection closed before that. */
export function untilDone(
  response: ServerResponse,
  done: (end: Pick<ResponseFacts, "status" | "isAborted">) => void,
): void {
  const onFinish = (): void => settle(false);
  const onClose = (): void => settle(!response.writableFinished);
  const settle = (isAborted: boolean): void => {
    response.removeListener("finish", onFinish);
    response.removeListener("close", onClose);
    done({ status: response.headersSent ? response.statusCode : undefined, isAborted });
  };
  response.on("finish", onFinish);
  response.on("close", onClose);
}
