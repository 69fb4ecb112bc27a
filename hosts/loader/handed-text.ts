// Traced text in; whoever reads that file while an action runs gets it in place of what is on disk.
import fs from "node:fs";
import { fileURLToPath } from "node:url";
import type { Instrumented } from "./sources.js";

/** A file whose traced text is to be handed to the loader that reads it next. */
export class HandedText {
  readonly #file: Instrumented;
  readonly #original: typeof fs.readFileSync = fs.readFileSync;
  #isRead = false;

  constructor(file: Instrumented) {
    this.#file = file;
  }

  /** Whether somebody has read it. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /**
   * Runs a loader. The first that reads the file gets the traced text: tsx and others read by themselves what they compile,
   * and call nobody between reading and compiling. The program itself, which may run before the loader returns, reads
   * what is on disk again.
   */
  during<T>(load: () => T): T {
    const { readFileSync } = fs;
    const { path, code } = this.#file;
    const instead = (...args: Parameters<typeof readFileSync>): string | Buffer => {
      if (pathOf(args[0]) !== path) return readFileSync(...args);
      this.close();
      this.#isRead = true;
      return isEncoded(args[1]) ? code : Buffer.from(code);
    };
    fs.readFileSync = instead as typeof readFileSync;
    try {
      return load();
    } finally {
      this.close();
    }
  }

  /** Puts the original back. */
  close(): void {
    fs.readFileSync = this.#original;
  }
}

function pathOf(file: unknown): unknown {
  const isUrl = file instanceof URL || (typeof file === "string" && file.startsWith("file:"));
  return isUrl ? fileURLToPath(file) : file;
}

function isEncoded(options: unknown): boolean {
  const encoding =
    typeof options === "string" ? options : (options as { encoding?: unknown } | null | undefined)?.encoding;
  return typeof encoding === "string" && encoding !== "buffer";
}
