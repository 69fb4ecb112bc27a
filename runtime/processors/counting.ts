// A processor that counts the calls of each traced function, and writes them into a file as the process ends.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import { untraced } from "../context/nodes.js";
import { attempt } from "../ground/faults.js";
import { process } from "../ground/node.js";
import { checkNames, shown } from "../ground/options.js";
import type { LocalSpan } from "../model/local-span.js";
import type { SpanProcessor } from "../model/processor.js";
import type { Site } from "../model/site.js";
import type { ReadableSpan } from "../model/span.js";
import { onExit } from "./process-exit.js";

/** Options of `CountingSpanProcessor`. */
export interface CountingSpanProcessorOptions {
  /** Where the file is written: `calls.PID.THREAD.json`, one for each process and thread. Made if there is none. */
  readonly folder: string;
}

interface Count {
  calls: number;
  /** Milliseconds, of all calls. */
  duration: number;
}

/**
 * Counts the calls of each traced function and adds up how long they took, for `uno-trace list --hot FOLDER`; keeps no
 * span. Writes a file as the process exits, or with `shutdown()`. What is not recorded (a sampler, `min`) is not counted,
 * nor are spans made by hand. The environment variable `UNO_TRACE_COUNT=FOLDER` adds one to any set-up.
 * @example
 * setupMonitoring({ processors: [new CountingSpanProcessor({ folder: "profiles" })] });
 */
export class CountingSpanProcessor implements SpanProcessor {
  private readonly folder: string;
  private readonly counts = new Map<Site, Count>();
  private readonly forget: () => void;

  /** @throws TypeError for a bad option, by name */
  constructor(options: CountingSpanProcessorOptions) {
    checkNames("CountingSpanProcessor", options, ["folder"]);
    const { folder } = options;
    if (typeof folder !== "string" || folder === "")
      throw new TypeError(`CountingSpanProcessor: \`folder\`: expected a path, got ${shown(folder)}`);
    this.folder = folder;
    this.forget = onExit("collect", () => this.write());
  }

  onEnd(span: ReadableSpan): void {
    // Every span of this runtime is one; what others make never comes here.
    const { site, begin, finish } = span as unknown as LocalSpan;
    const count = this.counts.get(site);
    if (count === undefined) {
      this.counts.set(site, { calls: 1, duration: finish - begin });
      return;
    }
    count.calls++;
    count.duration += finish - begin;
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {
    this.forget();
    this.write();
  }

  private write(): void {
    attempt("counted calls could not be written", () =>
      untraced(() => {
        mkdirSync(this.folder, { recursive: true });
        const file = join(this.folder, `calls.${process.pid}.${threadId}.json`);
        writeFileSync(file, `${JSON.stringify(this.content())}\n`);
      }),
    );
  }

  private content(): object {
    const { user, system } = process.cpuUsage();
    const sites = [...this.counts].flatMap(([{ name, attributes }, count]) => {
      const file = attributes["code.file.path"];
      const own = attributes["code.function.name"];
      return file === undefined
        ? []
        : [{ name: own ?? name, file, line: attributes["code.line.number"], ...count }];
    });
    return { format: "uno-trace-calls", cpu: (user + system) / 1000, sites };
  }
}
