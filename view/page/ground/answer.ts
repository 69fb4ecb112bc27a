// A question in; its answer as it comes, with the one before until then, out.
import { type ReadonlySignal, signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { ask, type Refused } from "./ask.js";
import type { Parameters } from "./path.js";

/** What is known of an answer. */
export interface Answer<T> {
  /** The newest one that came; stays while the next is asked for, and when that fails. */
  readonly value?: T;
  /** Why there is none to the last question. */
  readonly fault?: Refused;
  readonly isWaiting: boolean;
}

/**
 * Asks, and asks again when a parameter changes, or `round`; an answer that comes too late is dropped.
 * @param question the name below `/api/`; `undefined` asks nothing
 */
export function useAnswer<T>(
  question: string | undefined,
  parameters: Parameters,
  round = 0,
): ReadonlySignal<Answer<T>> {
  const [state] = useState(() => signal<Answer<T>>({ isWaiting: question !== undefined }));
  useEffect(() => {
    if (question === undefined) return;
    const abort = new AbortController();
    const { value } = state.peek();
    const kept = value === undefined ? {} : { value };
    state.value = { ...kept, isWaiting: true };
    ask<T>(question, parameters, abort.signal).then(
      (answer) => {
        state.value = { value: answer, isWaiting: false };
      },
      (fault: Refused) => {
        if (!abort.signal.aborted) state.value = { ...kept, fault, isWaiting: false };
      },
    );
    return () => abort.abort();
  }, [question, JSON.stringify(parameters), round]);
  return state;
}
