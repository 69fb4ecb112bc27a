// Answers whose head has come and whose body has not ended: a program may never read one, and its span ends all the same.
import { now } from "../ground/clock.js";
import { clearTimeout, setTimeout } from "../ground/node.js";
import type { LocalSpan } from "../model/local-span.js";
import { endSpan } from "../span/end.js";

/** How long after its head a body is waited for, in milliseconds. */
export const LONGEST_BODY = 300_000;

/** How many are waited for at once; beyond that the oldest span ends. */
export const MOST_OPEN = 10_000;

interface Open {
  readonly span: LocalSpan;
}

const since = new Map<Open, number>();
let timer: NodeJS.Timeout | undefined;

/** Waits for the end of an answer, within bounds. */
export function keepOpen(open: Open): void {
  since.set(open, now());
  if (since.size > MOST_OPEN) endOldest();
  timer ??= setTimeout(() => endOverdue(), LONGEST_BODY).unref();
}

/** The answer has ended. */
export function forget(open: Open): void {
  since.delete(open);
}

/** Nobody says any more when an answer ends: all spans end now. */
export function endAllOpen(): void {
  while (since.size > 0) endOldest();
  clearTimeout(timer);
  timer = undefined;
}

function endOldest(): void {
  for (const open of since.keys()) {
    since.delete(open);
    endSpan(open.span, now());
    return;
  }
}

/** Ends the spans whose bodies have been waited for long enough. @param present a reading of the clock */
export function endOverdue(present: number = now()): void {
  for (const [open, begun] of since) {
    if (present - begun < LONGEST_BODY) break;
    since.delete(open);
    endSpan(open.span, present);
  }
  timer = since.size === 0 ? undefined : setTimeout(() => endOverdue(), LONGEST_BODY / 10).unref();
}
