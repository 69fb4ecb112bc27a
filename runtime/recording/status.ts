// What `setStatus` was called with in, the span's status out (https://opentelemetry.io/docs/specs/otel/trace/api/#set-status).

import { STATUS_SET } from "../ground/flags.js";
import { toText } from "../ground/intrinsics.js";
import type { LocalSpan } from "../model/local-span.js";
import type { SpanStatus, StatusName } from "../model/span.js";

const CODES: Readonly<Record<string, 0 | 1 | 2>> = { unset: 0, ok: 1, error: 2 };

/** Sets a status. The word `unset` takes one back; the API's code for it is ignored, as the specification asks. */
export function applyStatus(span: LocalSpan, status: SpanStatus | StatusName, message?: string): void {
  const isWord = typeof status === "string";
  const code = isWord ? CODES[status] : status?.code;
  const isFinal = span.statusCode === 1 && (span.flags & STATUS_SET) !== 0;
  if (isFinal || (code !== 0 && code !== 1 && code !== 2) || (code === 0 && !isWord)) return;
  span.flags |= STATUS_SET;
  span.statusCode = code;
  if (span.more !== undefined) span.more.message = undefined;
  const text = isWord ? message : status.message;
  // The specification: a description goes with errors only.
  if (code === 2 && text !== undefined) span.details().message = toText(text);
}
