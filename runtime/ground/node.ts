// What Node offers as globals, from its modules and taken at load: an environment may take the globals away (jsdom has no
// `setImmediate`), put its own in their place (its `setTimeout` gives a number), and a test may fake them at any time.
import { File, Buffer as NodeBuffer } from "node:buffer";
import { performance as nodePerformance } from "node:perf_hooks";
import nodeProcess from "node:process";
import * as timers from "node:timers";
import { URL as NodeUrl } from "node:url";
import { runInThisContext } from "node:vm";

/** What fake timers (@sinonjs/fake-timers: also those of Jest and Vitest) leave on what they put in place. */
interface Faked {
  readonly clock?: Readonly<Record<string, unknown>>;
}

/**
 * A function or object of Node's, also where fake timers are in place already: they replace members of Node's own
 * modules, and keep what was there under its name behind an underscore.
 */
export function unfaked<T extends object>(found: T, name: string): T {
  return ((found as Faked).clock?.[`_${name}`] as T | undefined) ?? found;
}

export const setTimeout: typeof timers.setTimeout = unfaked(timers.setTimeout, "setTimeout");
export const clearTimeout: typeof timers.clearTimeout = unfaked(timers.clearTimeout, "clearTimeout");
export const setInterval: typeof timers.setInterval = unfaked(timers.setInterval, "setInterval");
export const clearInterval: typeof timers.clearInterval = unfaked(timers.clearInterval, "clearInterval");
export const setImmediate: typeof timers.setImmediate = unfaked(timers.setImmediate, "setImmediate");
export const performance: typeof nodePerformance = unfaked(nodePerformance, "performance");

/**
 * Jest answers `require("process")` with the global of the test environment, and some environments have none
 * (edge-runtime); then it is that of Node's first context.
 */
export const process: NodeJS.Process =
  (nodeProcess as NodeJS.Process | undefined) ?? (runInThisContext("process") as NodeJS.Process);

/** What runs this: Node, or one of those that offer Node's modules and name themselves in `process.versions`. */
export const ENGINE: "node" | "bun" | "deno" =
  "bun" in process.versions ? "bun" : "deno" in process.versions ? "deno" : "node";

/**
 * Milliseconds since 1970. Where a test has put another `Date` in place already, the time that Node gives a new file:
 * it keeps the real clock from before any program.
 */
export const wallClock: () => number = isLanguageDate() ? Date.now : () => new File([], "").lastModified;

function isLanguageDate(): boolean {
  const isMarked = "clock" in Date || "isFake" in Date;
  if (isMarked || Object.getPrototypeOf(Date) !== Function.prototype) return false;
  return Function.prototype.toString.call(Date).includes("[native code]");
}

export const Buffer: typeof NodeBuffer = NodeBuffer;
export const URL: typeof NodeUrl = NodeUrl;

const JEST_NOW = Symbol.for("jest-native-now");

/** Whether this very code runs in a file of Jest's tests. Its variables say nothing: a program that a test starts inherits them. */
export function runsInJest(): boolean {
  return JEST_NOW in globalThis;
}
