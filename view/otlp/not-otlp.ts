// What cannot be read as OTLP: the error that says why, and the bound that keeps reading it from growing.

/** How deeply lists and maps may be nested in a value. */
export const MAX_DEPTH = 64;

/** A request that is not what it says it is; its message is for whoever sent it. */
export class NotOtlp extends Error {
  override readonly name = "NotOtlp";
}
