// What is written in a query line in; what may stand there, as the viewer knows it, and which of it is chosen, out.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Completion as Completed } from "../../query/completion.js";
import { ask } from "../ground/ask.js";

/** Choices, and which of them is chosen. */
export interface Completion extends Completed {
  /** The one that is chosen; -1 for none. */
  readonly active: number;
}

const NONE: Completion = { from: 0, to: 0, choices: [], active: -1 };

/** Between two letters, in milliseconds; who types asks once. */
const WAIT = 70;

/** The completion of one line. */
export class Completer {
  readonly #state = signal<Completion>(NONE);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();

  /** What is known now. */
  get state(): ReadonlySignal<Completion> {
    return this.#state;
  }

  /** Asks what may stand there, soon. */
  look(line: string, at: number): void {
    this.#stop();
    this.#timer = setTimeout(() => void this.#ask(line, at), WAIT);
  }

  /** Shows nothing any more. */
  close(): void {
    this.#stop();
    this.#state.value = NONE;
  }

  /** Chooses the next one, or the one before; round about, by way of none. */
  move(step: 1 | -1): void {
    const { choices, active } = this.#state.peek();
    const places = choices.length + 1;
    this.choose(((active + 1 + step + places) % places) - 1);
  }

  /** Chooses one. */
  choose(active: number): void {
    this.#state.value = { ...this.#state.peek(), active };
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  async #ask(line: string, at: number): Promise<void> {
    const { signal: ended } = this.#abort;
    try {
      const found = await ask<Omit<Completion, "active">>("complete", { line, at, limit: 12 }, ended);
      this.#state.value = { ...found, active: -1 };
    } catch {
      // Who types goes on without it; a viewer that does not answer is told of by the screen.
      if (!ended.aborted) this.#state.value = NONE;
    }
  }
}
