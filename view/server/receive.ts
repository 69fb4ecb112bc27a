// A request of an OTLP exporter in; its spans into the store, and the answer that OTLP/HTTP asks for out.
import type { IncomingMessage } from "node:http";
import { type Format, refusalBody, successBody } from "../otlp/answer.js";
import { exportTraceServiceRequest } from "../otlp/definitions.js";
import { NotOtlp } from "../otlp/not-otlp.js";
import { decode } from "../otlp/protobuf.js";
import { type Received, spansOf } from "../otlp/request.js";
import type { Store } from "../store/store.js";
import { readBody } from "./body.js";
import { HttpError } from "./http-error.js";

/** What is sent back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** In pieces where it may be large. */
  readonly body: string | Uint8Array | Iterable<string | Uint8Array>;
}

const FORMATS: Readonly<Record<string, Format>> = {
  "application/json": "application/json",
  "application/x-protobuf": "application/x-protobuf",
  "application/protobuf": "application/x-protobuf",
};

/** Takes the spans of a request; refusals carry a google.rpc.Status in the format of the request. */
export async function receiveTraces(request: IncomingMessage, store: Store): Promise<Answer> {
  const format = formatOf(request);
  try {
    if (request.method !== "POST") throw new HttpError(405, "spans are sent with POST", { allow: "POST" });
    if (store.takesNothing !== undefined) throw new HttpError(405, store.takesNothing);
    if (format === undefined) throw new HttpError(415, "send application/x-protobuf or application/json");
    const received = read(await readBody(request), format);
    if (!store.add(received.spans))
      throw new HttpError(503, "spans come faster than they can be stored", { "retry-after": "1" });
    return { status: 200, headers: { "content-type": format }, body: successBody(received, format) };
  } catch (cause) {
    if (!(cause instanceof HttpError)) throw cause;
    const shown = format ?? "application/json";
    const headers = { ...cause.headers, "content-type": shown };
    return { status: cause.status, headers, body: refusalBody(cause.message, shown) };
  }
}

function formatOf(request: IncomingMessage): Format | undefined {
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
  return Object.hasOwn(FORMATS, type) ? FORMATS[type] : undefined;
}

function read(body: Buffer, format: Format): Received {
  try {
    return spansOf(format === "application/json" ? parse(body) : decode(exportTraceServiceRequest, body));
  } catch (cause) {
    if (cause instanceof NotOtlp) throw new HttpError(400, cause.message);
    throw cause;
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (cause) {
    throw new NotOtlp(`the body is no JSON: ${(cause as Error).message}`);
  }
}
