// Options as a program gives them in; a TypeError that names what is wrong with them out.
import { isProxy } from "./intrinsics.js";
import { unknownName } from "./nearest-word.js";

/** Whether a value is an object with named members. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws TypeError for what is no object */
export function checkObject(owner: string, options: unknown): asserts options is Record<string, unknown> {
  if (!isRecord(options))
    throw new TypeError(`${owner}: expected an object of options, got ${shown(options)}`);
}

/** @throws TypeError for what is no object, and for a member that is no option: a misspelt one would have no effect */
export function checkNames(owner: string, options: unknown, names: readonly string[]): void {
  checkObject(owner, options);
  const stranger = Object.keys(options).find((name) => !names.includes(name));
  if (stranger !== undefined)
    throw new TypeError(`${owner}: \`${stranger}\`: ${unknownName("option", stranger, names)}`);
}

/** A bad value in a message; to make text of an object could run the program's code. */
export function shown(value: unknown): string {
  if (isProxy(value)) return "a proxy";
  if (typeof value === "function") return "a function";
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  return String(value);
}
