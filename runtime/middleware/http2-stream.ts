// The core API of node:http2: a stream and its headers in, a server span around the handler.
import type { IncomingMessage } from "node:http";
import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import { ofIncoming } from "./request-facts.js";
import { abortOfStream } from "./response-end.js";
import { type ResponseFacts, type ServerSettings, serve } from "./server-span.js";

/** Whether this is the stream of a request, and not a request. */
export function isStream(first: unknown): first is ServerHttp2Stream {
  const { respond, pushStream } = first as Partial<ServerHttp2Stream>;
  return typeof respond === "function" && typeof pushStream === "function";
}

/** Runs `next` inside the span of a request; the span ends as the stream closes. */
export function serveStream<T>(
  settings: ServerSettings,
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  next: () => T,
): T {
  const read = () => ofIncoming(asRequest(stream, headers), settings.knownMethods, stream);
  return serve(settings, read, next, (_, finish) => {
    // `finish` comes before a file was sent, and also when a stream was reset.
    stream.once("close", () => finish(endOf(stream)));
  });
}

/** As much of a request as the conventions, and the options `route` and `trustIncoming`, look at. */
function asRequest(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): IncomingMessage {
  const request = {
    method: headers[":method"],
    url: headers[":path"],
    headers,
    httpVersion: "2.0",
    socket: stream.session?.socket,
    stream,
  };
  return request as unknown as IncomingMessage;
}

function endOf(stream: ServerHttp2Stream): ResponseFacts {
  const status = stream.headersSent ? Number(stream.sentHeaders[":status"]) : undefined;
  return { status, aborted: abortOfStream(stream, stream.headersSent) };
}
