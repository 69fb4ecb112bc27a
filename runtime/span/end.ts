// The end of a span: a span and a clock reading in, to the processors, or to what decides whether it is dropped.
import { now } from "../ground/clock.js";
import { DROPPED, ENDED, GENERATOR, MIN, RECORDING, STATUS_SET } from "../ground/flags.js";
import type { LocalSpan } from "../model/local-span.js";
import { deliver } from "./deliver.js";
import { finishSlowly, letGoOfParent } from "./slow-end.js";

/** Ends a span at a clock reading and hands it to the processors; a second call is ignored. */
export function endSpan(span: LocalSpan, at: number): void {
  if ((span.flags & (ENDED | RECORDING)) !== RECORDING) {
    span.flags |= ENDED;
    return;
  }
  if (span.more !== undefined) {
    if ((span.flags & GENERATOR) !== 0) countItems(span);
    span.more.tidy();
  }
  span.flags |= ENDED;
  span.finish = at;
  const parent = span.parent;
  const around =
    parent === undefined ? span.flags & MIN : (span.flags & MIN) | (parent.flags & (MIN | DROPPED | ENDED));
  if (around !== 0) {
    finishSlowly(span);
    return;
  }
  if (parent !== undefined) letGoOfParent(span, parent);
  deliver(span);
}

function countItems(span: LocalSpan): void {
  const resumed = span.more?.resumed ?? 0;
  span.setAttribute("uno.generator.items", resumed > 0 ? resumed - 1 : 0);
}

/** Ends a span whose work returned: status `ok`, unless the program has set one. */
export function complete(span: LocalSpan): void {
  if ((span.flags & STATUS_SET) === 0 && span.statusCode === 0 && (span.flags & ENDED) === 0)
    span.statusCode = 1;
  // One that records nothing needs no clock, which costs as much as all else that is left to do for it.
  if ((span.flags & RECORDING) === 0) span.flags |= ENDED;
  else endSpan(span, now());
}
