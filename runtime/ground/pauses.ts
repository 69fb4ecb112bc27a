// Pauses between attempts: each ends by itself or with all others, and keeps no process alive.
import { clearTimeout, setTimeout } from "./node.js";

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
