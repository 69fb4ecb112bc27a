// Waiting that keeps no process alive: pauses between attempts, and the patience with an answer.
import { now } from "./clock.js";
import { clearTimeout, setImmediate, setTimeout } from "./node.js";

/** Milliseconds by which a timer is late where the process stood still, and did not merely have much to do. */
const STOOD_STILL = 100;
/** Milliseconds that are granted then: what was said meanwhile has to be read first. */
const GRACE = 1000;

/**
 * Calls `giveUp` when so many milliseconds are over; returns what takes that back. A process that stood still (frozen by
 * its platform, stopped, or blocked by its own work) finds all timers overdue before it reads what has come: it gets a
 * little more time, and an answer that is there is read in any case.
 */
export function giveUpAfter(milliseconds: number, giveUp: () => void): () => void {
  const due = now() + milliseconds;
  let isOver = false;
  const settle = (): void => {
    if (isOver) return;
    isOver = true;
    giveUp();
  };
  const ring = (): void => {
    if (now() - due > STOOD_STILL) timer = setTimeout(afterReading, Math.min(milliseconds, GRACE)).unref();
    else afterReading();
  };
  // Sockets are read between timers and immediates.
  const afterReading = (): void => void setImmediate(settle);
  let timer = setTimeout(ring, milliseconds).unref();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** What is waiting. */
export class Pauses {
  private readonly open = new Set<() => void>();

  /** Waits so many milliseconds. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.open.delete(finish);
        resolve();
      };
      const timer = setTimeout(finish, milliseconds);
      timer.unref();
      this.open.add(finish);
    });
  }

  /** Ends all pauses now. */
  end(): void {
    for (const finish of [...this.open]) finish();
  }
}
