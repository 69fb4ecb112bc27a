// A store and a port in; a server of OTLP over gRPC on this machine alone out, by Node's own HTTP/2: it has one method.
import {
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import { oneLine } from "../format/text.js";
import { successBody } from "../otlp/answer.js";
import { exportTraceServiceRequest } from "../otlp/definitions.js";
import { NotOtlp } from "../otlp/not-otlp.js";
import { decode } from "../otlp/protobuf.js";
import { spansOf } from "../otlp/request.js";
import type { Store } from "../store/store.js";
import { asHeader, CODE, GrpcError, messageOf, written } from "./grpc-message.js";
import { HttpError } from "./http-error.js";

/** OTLP's port for gRPC. */
export const GRPC_PORT = 4317;

const METHOD = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
const OTHER_SIGNAL = /^\/opentelemetry\.proto\.collector\.(?:metrics|logs|profiles)\./;

const TYPE = { ":status": 200, "content-type": "application/grpc" } as const;

/** Clients wait as long as they like between two requests, so nothing of a session ends by itself. */
export class GrpcServer {
  readonly server: Http2Server;
  readonly #store: Store;
  readonly #onError: (cause: Error) => void;
  readonly #sessions = new Set<ServerHttp2Session>();

  /** @param onError is told of what was answered with INTERNAL */
  constructor(store: Store, onError: (cause: Error) => void) {
    this.#store = store;
    this.#onError = onError;
    // No browser speaks HTTP/2 without TLS, so pages of other sites cannot reach this.
    this.server = createServer();
    this.server.on("session", (session) => {
      this.#sessions.add(session);
      session.on("close", () => this.#sessions.delete(session));
    });
    this.server.on("stream", (stream, headers) => void this.#answer(stream, headers));
    // Whoever speaks HTTP/1.1 here is cut off by Node.
    this.server.on("sessionError", () => {});
  }

  close(): Promise<void> {
    for (const session of this.#sessions) session.destroy();
    return new Promise((resolve) => {
      this.server.close(() => resolve());
    });
  }

  async #answer(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<void> {
    // Whoever asked may go at any time.
    stream.on("error", () => {});
    try {
      const body = await this.#receive(stream, headers);
      if (stream.destroyed) return;
      stream.respond(TYPE, { waitForTrailers: true });
      stream.once("wantTrailers", () => stream.sendTrailers({ "grpc-status": String(CODE.ok) }));
      stream.end(written(body));
    } catch (cause) {
      this.#refuse(stream, this.#refusalOf(cause));
    }
  }

  async #receive(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<Uint8Array> {
    checkMethod(headers);
    const received = spansOf(decode(exportTraceServiceRequest, await messageOf(stream, headers)));
    if (this.#store.takesNothing !== undefined)
      throw new GrpcError(CODE.invalidArgument, this.#store.takesNothing);
    if (!this.#store.add(received.spans))
      throw new GrpcError(CODE.unavailable, "spans come faster than they can be stored");
    return successBody(received, "application/x-protobuf") as Uint8Array;
  }

  /** "OTLP/gRPC Response": only UNAVAILABLE is tried again. */
  #refusalOf(cause: unknown): GrpcError {
    if (cause instanceof GrpcError) return cause;
    if (cause instanceof NotOtlp) return new GrpcError(CODE.invalidArgument, cause.message);
    if (cause instanceof HttpError)
      return new GrpcError(
        cause.status === 413 ? CODE.resourceExhausted : CODE.invalidArgument,
        cause.message,
      );
    this.#onError(cause as Error);
    return new GrpcError(CODE.internal, `this could not be answered: ${oneLine((cause as Error).message)}`);
  }

  #refuse(stream: ServerHttp2Stream, { code, message }: GrpcError): void {
    if (stream.destroyed) return;
    const trailers = { "grpc-status": String(code), "grpc-message": asHeader(message) };
    stream.respond({ ...TYPE, ...trailers }, { endStream: true });
    // What is left of the request is not read.
    stream.close();
  }
}

function checkMethod(headers: IncomingHttpHeaders): void {
  const path = headers[":path"] ?? "";
  if (OTHER_SIGNAL.test(path))
    throw new GrpcError(
      CODE.unimplemented,
      "only traces are kept here: set OTEL_METRICS_EXPORTER=none and OTEL_LOGS_EXPORTER=none",
    );
  if (path !== METHOD) throw new GrpcError(CODE.unimplemented, `there is no ${path.slice(0, 200)} here`);
}
