// A question in; its answer as it comes, with the one before until then, out.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { ask, type Refused } from "./ask.js";
import type { Parameters } from "./path.js";

/** What is known of an answer. */
export interface Answer<T> {
  /** The newest one that came; stays while the next is asked for, and when that fails. */
  readonly value?: T;
  /** The parameters that the value answers, as JSON. */
  readonly of?: string;
  /** Why there is none to the last question. */
  readonly fault?: Refused;
  readonly isWaiting: boolean;
}

/**
 * Asks, and asks again when a parameter changes, or `round`; an answer to other parameters that comes too late is dropped.
 * @param question the name below `/api/`; `undefined` asks nothing
 */
export function useAnswer<T>(
  question: string | undefined,
  parameters: Parameters,
  round = 0,
): ReadonlySignal<Answer<T>> {
  const [state] = useState(() => signal<Answer<T>>({ isWaiting: question !== undefined }));
  const asking = useRef<Asking<T>>(undefined);
  const asked = useRef(round);
  const of = JSON.stringify(parameters);
  useEffect(() => {
    if (question === undefined) return;
    const one = new Asking(state, question, parameters, of);
    asking.current = one;
    void one.ask();
    return () => one.end();
  }, [question, of]);
  useEffect(() => {
    if (round !== asked.current) void asking.current?.ask();
    asked.current = round;
  }, [round]);
  return state;
}

/** One question with its parameters, asked as often as there is news. */
class Asking<T> {
  readonly #state: Signal<Answer<T>>;
  readonly #question: string;
  readonly #parameters: Parameters;
  readonly #of: string;
  readonly #abort = new AbortController();
  #isAsking = false;
  #isNews = false;

  constructor(state: Signal<Answer<T>>, question: string, parameters: Parameters, of: string) {
    this.#state = state;
    this.#question = question;
    this.#parameters = parameters;
    this.#of = of;
  }

  /** News that come more often than answers do not keep them from coming. */
  async ask(): Promise<void> {
    this.#isNews = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    while (this.#isNews && !this.#abort.signal.aborted) {
      this.#isNews = false;
      await this.#once();
    }
    this.#isAsking = false;
  }

  /** Another question has taken its place. */
  end(): void {
    this.#abort.abort();
  }

  async #once(): Promise<void> {
    const { fault: _, ...kept } = this.#state.peek();
    this.#state.value = { ...kept, isWaiting: true };
    try {
      const value = await ask<T>(this.#question, this.#parameters, this.#abort.signal);
      this.#state.value = { value, of: this.#of, isWaiting: false };
    } catch (fault) {
      if (!this.#abort.signal.aborted)
        this.#state.value = { ...kept, fault: fault as Refused, isWaiting: false };
    }
  }
}
