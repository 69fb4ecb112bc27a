// What all programs here share: in whose span something runs, and two callers that ask at once.
import { setTimeout as wait } from "node:timers/promises";
import { getCurrentSpan, getTracer, setupMonitoring } from "uno-trace";

setupMonitoring({ processors: [{ onEnd() {} }] });

/** The name of the span in which it is called. */
export const current = () => getCurrentSpan()?.name ?? "none";

/** Runs as a caller of its own. */
export const as = (caller, work) => getTracer().withSpan(caller, { root: true }, work);

/**
 * Hands two tasks in at once, each by a caller of its own, of which the second has to wait; gives what the second task sees,
 * and what its caller sees when it is done.
 */
export async function second(submit) {
  const seen = {};
  const hand = (caller) =>
    as(caller, async () => {
      await submit(async () => {
        seen[caller] = current();
        await wait(5);
      }, caller);
      seen[`${caller} after`] = current();
    });
  await Promise.all([hand("first"), hand("second")]);
  return { inside: seen.second, after: seen["second after"] };
}

/** The same for functions that are called back. */
export const secondCallback = (ask) =>
  second((task) => new Promise((resolve) => ask(() => task().then(resolve))));
