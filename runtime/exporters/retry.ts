// What went wrong with a request in; whether and when it is worth another attempt out.

import { Buffer } from "../ground/node.js";
import type { Answer } from "../http-client/answer.js";
import type { DropReason } from "../model/processor.js";
import { readStatusMessage } from "../otlp/trace-response.js";

/** Why an attempt failed. */
export interface Failure {
  readonly reason: string;
  /** The reason in short, for those who count. */
  readonly kind: DropReason;
  /** Whether a smaller request may be taken. */
  readonly isTooLarge: boolean;
  /** Whether another attempt may succeed. */
  readonly isTransient: boolean;
  /** Milliseconds that the server asks to wait. */
  readonly after?: number | undefined;
}

// https://opentelemetry.io/docs/specs/otlp/#failures-1
const TRANSIENT_STATUS: readonly number[] = [429, 502, 503, 504];
const TOO_LARGE = 413;
const BAD_REQUEST = 400;
/**
 * What Go's `http.MaxBytesReader` says; the OpenTelemetry Collector (0.159, and all before) answers it with 400, not 413:
 * `readAndCloseBody` of receiver/otlpreceiver/otlphttp.go.
 */
const GO_TOO_LARGE = /request body too large/;
const TRANSIENT_ERRORS: readonly unknown[] = [
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "ENOTFOUND",
  "ENETUNREACH",
  "EHOSTUNREACH",
];

/** Attempts after the first one. */
export const MAX_RETRIES = 5;
const FIRST_DELAY = 1000;
const MAX_DELAY = 5000;
const GROWTH = 1.5;
const JITTER = 0.2;

/** Milliseconds before another attempt: longer each time, and never the same for two processes. */
export function backOff(attempt: number): number {
  const delay = FIRST_DELAY * GROWTH ** attempt * (1 + JITTER * (2 * Math.random() - 1));
  return Math.min(delay, MAX_DELAY);
}

/** What an answer without success means. */
export function failureOf(answer: Answer): Failure {
  const { status, statusText, headers } = answer;
  const isRedirect = status >= 300 && status < 400;
  const remark = isRedirect ? " (redirects are not followed)" : excerptOf(answer);
  return {
    reason: `the receiver answered ${status} ${statusText}${remark}`,
    kind: "rejected",
    isTooLarge: status === TOO_LARGE || (status === BAD_REQUEST && GO_TOO_LARGE.test(remark)),
    isTransient: TRANSIENT_STATUS.includes(status),
    after: retryAfter(headers["retry-after"]),
  };
}

interface ConnectionError extends NodeJS.ErrnoException {
  readonly errors?: readonly Error[];
  /** A proxy's, which gave no connection. */
  readonly status?: number;
}

/** What an error of the connection means; Node tries several addresses of a host, and each may fail in its way. */
export function failureOfError(error: unknown): Failure {
  const { code, message, errors, syscall, status = 0 } = error as ConnectionError;
  const reason = message || errors?.map((each) => each.message).join(", ") || String(code);
  return {
    reason,
    // Where no address could be connected to, nothing was sent that may have arrived.
    kind: code === "ETIMEDOUT" && syscall !== "connect" && errors === undefined ? "timeout" : "failed",
    isTooLarge: false,
    isTransient: TRANSIENT_ERRORS.includes(code) || TRANSIENT_STATUS.includes(status),
  };
}

/** The header's milliseconds from now: it has whole seconds, or a date. */
function retryAfter(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const delay = Date.parse(header) - Date.now();
  return Number.isNaN(delay) ? undefined : Math.max(delay, 0);
}

function excerptOf({ headers, body }: Answer): string {
  const type = headers["content-type"] ?? "";
  const isText = /json|text/.test(type);
  if (!isText && !/protobuf/.test(type)) return "";
  const text = (isText ? Buffer.from(body).toString() : readStatusMessage(body)).replace(/\s+/g, " ").trim();
  return text === "" ? "" : `: ${text.length > 200 ? `${text.slice(0, 199)}…` : text}`;
}
