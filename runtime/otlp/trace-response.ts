// The body of an OTLP response in, what the receiver says about spans that it did not take, or why it took none, out.
import { Buffer } from "../ground/node.js";

/** A receiver's `partial_success`: how many spans it rejected, and a remark. */
export interface PartialSuccess {
  readonly rejectedSpans: number;
  readonly message: string;
}

const PARTIAL_SUCCESS = 0x0a;
const REJECTED_SPANS = 0x08;
const MESSAGE = 0x12;

/** Reads a response; `undefined` when it has nothing to say, or nothing that can be understood. */
export function readTraceResponse(body: Uint8Array, isJson: boolean): PartialSuccess | undefined {
  try {
    const found = isJson ? readJson(body) : readProtobuf(body);
    return found.rejectedSpans > 0 || found.message !== "" ? found : undefined;
  } catch {
    // The spans were taken; a body that is not ours to judge changes nothing about that.
    return undefined;
  }
}

/**
 * Why a receiver refuses a request, from the protobuf of a `google.rpc.Status`; empty when it says nothing that can be
 * understood. See https://opentelemetry.io/docs/specs/otlp/#failures-1
 */
export function readStatusMessage(body: Uint8Array): string {
  let message = "";
  try {
    eachField(body, (tag, content) => {
      if (tag === MESSAGE && typeof content !== "number") message = Buffer.from(content).toString();
    });
    return message;
  } catch {
    return "";
  }
}

function readJson(body: Uint8Array): PartialSuccess {
  const text = Buffer.from(body).toString();
  const { partialSuccess } = JSON.parse(text === "" ? "{}" : text) as {
    readonly partialSuccess?: { readonly rejectedSpans?: unknown; readonly errorMessage?: unknown };
  };
  const { rejectedSpans, errorMessage } = partialSuccess ?? {};
  return {
    rejectedSpans: Number(rejectedSpans ?? 0),
    message: typeof errorMessage === "string" ? errorMessage : "",
  };
}

function readProtobuf(body: Uint8Array): PartialSuccess {
  let rejectedSpans = 0;
  let message = "";
  eachField(body, (tag, content) => {
    if (tag !== PARTIAL_SUCCESS || typeof content === "number") return;
    eachField(content, (inner, value) => {
      if (inner === REJECTED_SPANS && typeof value === "number") rejectedSpans = value;
      if (inner === MESSAGE && typeof value !== "number") message = Buffer.from(value).toString();
    });
  });
  return { rejectedSpans, message };
}

/** Visits the fields of a message: numbers of varints, bytes of the rest. */
function eachField(message: Uint8Array, visit: (tag: number, content: number | Uint8Array) => void): void {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError("the message ends within a number");
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    if ((tag & 7) === 0) {
      visit(tag, varint());
      continue;
    }
    const length = lengthOf(tag & 7, varint);
    if (at + length > message.length) throw new RangeError("the message ends within a field");
    visit(tag, message.subarray(at, at + length));
    at += length;
  }
}

function lengthOf(wireType: number, varint: () => number): number {
  switch (wireType) {
    case 1:
      return 8;
    case 2:
      return varint();
    case 5:
      return 4;
    default:
      throw new RangeError(`unknown wire type ${wireType}`);
  }
}
