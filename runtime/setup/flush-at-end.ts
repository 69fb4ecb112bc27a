// Processors of the program in; they are flushed before the process ends, as those of this library are by themselves.

import { settleAll } from "../api/tracer.js";
import type { SpanProcessor } from "../model/processor.js";
import { onProcessEnd } from "../processors/process-end.js";

/**
 * Stands behind processors of the program, such as a BatchSpanProcessor of OpenTelemetry's SDK: that one flushes on
 * `forceFlush` and `shutdown` alone, so that a short program would lose all its spans without a word.
 */
export class FlushAtEnd implements SpanProcessor {
  private readonly processors: readonly SpanProcessor[];
  private readonly forget: () => void;
  /** Node emits `beforeExit` again after whatever it caused: with nothing new, nothing may be caused. */
  private unflushed = false;

  constructor(processors: readonly SpanProcessor[]) {
    this.processors = processors;
    this.forget = onProcessEnd(() => this.flush());
  }

  onEnd(): void {
    this.unflushed = true;
  }

  async forceFlush(): Promise<void> {
    this.unflushed = false;
  }

  async shutdown(): Promise<void> {
    this.forget();
  }

  private async flush(): Promise<void> {
    if (!this.unflushed) return;
    this.unflushed = false;
    await settleAll(this.processors, "forceFlush");
  }
}
