// Spans that are recorded, in; whether there may be more of them this second, out.

import { max, min } from "../ground/intrinsics.js";

/** A bucket that fills at a steady rate and holds what a second brings, one span at least. It may be overdrawn. */
export class SpanBudget {
  private readonly perSecond: number;
  private readonly clock: () => number;
  private left: number;
  private readAt: number;

  /** @param clock milliseconds that never go back */
  constructor(perSecond: number, clock: () => number) {
    this.perSecond = perSecond;
    this.clock = clock;
    this.left = this.most;
    this.readAt = clock();
  }

  private get most(): number {
    return max(1, this.perSecond);
  }

  /** Whether a whole span is left. */
  hasLeft(): boolean {
    const now = this.clock();
    this.left = min(this.left + ((now - this.readAt) / 1000) * this.perSecond, this.most);
    this.readAt = now;
    return this.left >= 1;
  }

  /** Takes one; whoever is in the middle of a trace does not ask. */
  spend(): void {
    this.left--;
  }
}
