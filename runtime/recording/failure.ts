// A thrown value and a span in: the span gets the exception, in the form that was chosen, and the status error.

import { now } from "../ground/clock.js";
import { reportError } from "../ground/faults.js";
import { DEFERRED, OUTLIVES, STATUS_SET } from "../ground/flags.js";
import { isPromise } from "../ground/intrinsics.js";
import type { LocalSpan } from "../model/local-span.js";
import { shifted } from "../model/local-trace.js";
import { type Span, SpanKind } from "../model/span.js";
import { state, turnBackOn, turnOff } from "../state/state.js";
import { describeThrown, eventOfFacts, responseStatus, writeException } from "./exception.js";
import { isExpected } from "./expected.js";
import { noteSentText } from "./sent-text.js";

/**
 * Records what was thrown. A status that the program set itself stays: `ok` is final, an error has its own message.
 * An error that the span's list, or that of all spans, names is recorded and leaves the status as it is.
 * A thrown `Response` below 500 is an answer, and no failure. What is thrown below a server span is kept until
 * {@link failAtLast}: its response decides.
 */
export function failSpan(span: LocalSpan, thrown: unknown): void {
  span.flags &= ~DEFERRED;
  if (!span.isRecording()) return;
  if ((span.flags & OUTLIVES) !== 0) span.details().failure = { thrown, at: now() };
  else if (!isAnswer(thrown)) record(span, thrown, now());
}

/** Records what was kept for a span that is judged by its response; its type, `undefined` if nothing failed. */
export function failAtLast(span: LocalSpan): string | undefined {
  const failure = span.more?.failure;
  return failure === undefined || !span.isRecording() ? undefined : record(span, failure.thrown, failure.at);
}

function isAnswer(thrown: unknown): boolean {
  const status = responseStatus(thrown);
  return status !== undefined && status < 500;
}

/**
 * The type of what failed, which the conventions of messages ask for beside the event; `undefined` for an error that is
 * expected: that is recorded, and no failure.
 */
function record(span: LocalSpan, thrown: unknown, at: number): string | undefined {
  const { recordErrors: how, expectedErrors } = state.settings;
  const facts = describeThrown(thrown);
  const isFailure = !isExpected(thrown, span.site.expectedErrors, expectedErrors);
  noteSentText(facts.message);
  if (how === "event") span.details().addEvent(eventOfFacts(facts, shifted(span.trace, at)));
  else if (how === "attributes") writeException(span, facts, isFailure);
  else callRecorder(how, span, thrown);
  if (isFailure && span.site.kind >= SpanKind.PRODUCER) span.setAttribute("error.type", facts.type);
  if (isFailure) fail(span, facts.message);
  // Decided: the span's end says nothing of `ok`.
  else span.flags |= STATUS_SET;
  return isFailure ? facts.type : undefined;
}

function fail(span: LocalSpan, message: string): void {
  if ((span.flags & STATUS_SET) !== 0 && span.statusCode !== 0) return;
  span.statusCode = 2;
  span.details().message = message;
}

function callRecorder(record: (span: Span, error: unknown) => void, span: LocalSpan, thrown: unknown): void {
  const wasOff = turnOff();
  try {
    const answer: unknown = record(span, thrown);
    // An `async` one that rejects would end the process.
    if (isPromise(answer)) answer.catch(complain);
  } catch (error) {
    complain(error);
  } finally {
    turnBackOn(wasOff);
  }
}

function complain(error: unknown): void {
  reportError("recordErrors threw", error);
}
