// What an operation of a client failed with in; its span is failed, and says of what kind that was.
import type { LocalSpan } from "../model/local-span.js";
import { failSpan } from "../recording/failure.js";

/** Whether a span has failed. */
export function isFailed({ statusCode }: LocalSpan): boolean {
  return statusCode === 2;
}

/** Records an error, with the attribute that the conventions ask of clients; one that is expected is no failure. */
export function failWith(span: LocalSpan, error: unknown): void {
  failSpan(span, error);
  if (isFailed(span)) span.setAttribute("error.type", typeOf(error));
}

/** The code of an error, which Node and drivers of databases give, or else its name. */
function typeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (typeof code === "string" && code !== "") return code;
  return typeof name === "string" && name !== "" ? name : "_OTHER";
}
