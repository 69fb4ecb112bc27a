// A thrown value and a span in: the span gets the exception and the status error.
import { now } from "./clock.js";
import { describeThrown, eventOf } from "./exception.js";
import { DEFERRED, STATUS_SET } from "./flags.js";
import type { LocalSpan } from "./span.js";

/** Records what was thrown. A status that the program set itself stays: `ok` is final, an error has its own message. */
export function failSpan(span: LocalSpan, thrown: unknown): void {
  span.flags &= ~DEFERRED;
  if (!span.isRecording()) return;
  const facts = describeThrown(thrown);
  const details = span.details();
  details.addEvent(eventOf(facts, now()));
  if ((span.flags & STATUS_SET) !== 0 && span.statusCode !== 0) return;
  span.statusCode = 2;
  details.message = facts.message;
}
