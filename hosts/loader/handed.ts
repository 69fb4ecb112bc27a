// What a hook was handed in, its text out.
import { Buffer } from "node:buffer";
import { withoutByteOrderMark } from "../source-text.js";

/** The result of a `load` hook, as far as it matters here. */
export interface Handed {
  readonly format?: string | null | undefined;
  readonly source?: string | ArrayBuffer | NodeJS.TypedArray | null | undefined;
}

/** `undefined` where Node is to read the file itself. */
export function textOf({ source }: Handed): string | undefined {
  if (source === undefined || source === null) return undefined;
  const text = typeof source === "string" ? source : Buffer.from(source as ArrayBuffer).toString();
  return withoutByteOrderMark(text);
}
