// What may be written at a place of a query line, as the viewer answers it.

/** What may stand at the place. */
export interface Choice {
  /** Takes the place of the line from `from` to `to`. */
  readonly text: string;
  /** What is said beside it: what a field means, or how often a value was seen. */
  readonly hint: string;
}

/** Choices, and the piece of the line that the chosen one replaces. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly choices: readonly Choice[];
}
