// Pauses between attempts: each ends by itself or with all others, and keeps no process alive.

import { report } from "../faults.js";
import { clearTimeout, process, setTimeout } from "../ground/node.js";

/** What is waiting; a process that ends meanwhile says what is lost. */
export class Pauses {
  private readonly open = new Map<() => void, string>();
  private readonly onExit = (): void => {
    for (const loss of this.open.values()) report(loss);
  };

  /** Waits so many milliseconds; `loss` is said if the process ends before. */
  wait(milliseconds: number, loss: string): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.open.delete(finish);
        if (this.open.size === 0) process.removeListener("exit", this.onExit);
        resolve();
      };
      const timer = setTimeout(finish, milliseconds);
      timer.unref();
      if (this.open.size === 0) process.once("exit", this.onExit);
      this.open.set(finish, loss);
    });
  }

  /** Ends all pauses now. */
  end(): void {
    for (const finish of [...this.open.keys()]) finish();
  }
}
