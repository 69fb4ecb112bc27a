// A handler of a platform that may freeze the process between two requests in; the same out, whose spans are away by then.
import { MAX_DELAY } from "../ground/clock.js";
import { attempt } from "../ground/faults.js";
import { clearTimeout, setTimeout } from "../ground/node.js";
import { checkNames } from "../ground/options.js";
import { getTracer } from "./tracer.js";

/** Options of `withFlush`. */
export interface WithFlushOptions<P extends unknown[] = unknown[]> {
  /** Milliseconds that the answer waits for the export at most; 1 to 2,147,483,647. @default 2000 */
  readonly timeout?: number;
  /**
   * Gets the export in place of the answer's waiting for it, with the handler's own arguments: for platforms that go on
   * until a promise settles after the answer, as `waitUntil` of Vercel, Netlify and Cloudflare does.
   */
  readonly waitUntil?: (exported: Promise<void>, ...args: P) => void;
}

const OPTION_NAMES: readonly string[] = ["timeout", "waitUntil"];
const TIMEOUT = 2000;

/**
 * Wraps the handler of a function of AWS Lambda, Google Cloud, Azure, Vercel or Netlify: what ended by its return is
 * exported before the platform freezes the process. What it returns or throws goes through. Put the traced work inside.
 * @throws TypeError if `handler` is no function, for an unknown option or a `waitUntil` that is none; RangeError for a
 * `timeout` that is out of range
 * @example
 * export const handler = withFlush(async (event) => load(event.id));
 */
export function withFlush<P extends unknown[], R>(
  handler: (...args: P) => R,
  options: WithFlushOptions<P> = {},
): (...args: P) => Promise<Awaited<R>> {
  if (typeof handler !== "function") throw new TypeError("withFlush: expected a function");
  const { timeout, waitUntil } = checked(options);
  return async function flushed(this: unknown, ...args: P): Promise<Awaited<R>> {
    try {
      return await handler.apply(this, args);
    } finally {
      const exported = flushWithin(timeout);
      if (waitUntil === undefined) await exported;
      else attempt("`waitUntil` threw", () => waitUntil(exported, ...args));
    }
  };
}

function checked<P extends unknown[]>(options: WithFlushOptions<P>) {
  checkNames("withFlush", options, OPTION_NAMES);
  const { timeout = TIMEOUT, waitUntil } = options;
  if (!(timeout >= 1 && timeout <= MAX_DELAY))
    throw new RangeError(`withFlush: \`timeout\` must be 1 to ${MAX_DELAY} milliseconds, got ${timeout}`);
  if (waitUntil !== undefined && typeof waitUntil !== "function")
    throw new TypeError("withFlush: `waitUntil` must be a function");
  return { timeout, waitUntil };
}

/** Never rejects; what is not away in time stays in the queue for the next call. */
async function flushWithin(milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const isOver = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([getTracer().forceFlush(), isOver]);
  clearTimeout(timer);
}
