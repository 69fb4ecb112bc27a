// A folder and a TypeScript in; tsserver, as an editor runs it, out: requests are answered one after the other.
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** A place as tsserver counts it: both from 1. */
export interface Place {
  readonly line: number;
  readonly offset: number;
}

/** What tsserver says of a place in a file. */
export interface Found {
  readonly start: Place;
  readonly end: Place;
  readonly text: string;
  readonly code: number;
  readonly category: string;
  readonly source?: string;
  readonly relatedInformation?: readonly {
    readonly span?: { readonly file: string; readonly start: Place };
  }[];
}

interface Message {
  readonly type: string;
  readonly event?: string;
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: unknown;
}

/** Milliseconds for one answer, on a busy machine. */
const PATIENCE = 60_000;

/** tsserver, and what it has said of its own accord. */
export class TsServer {
  readonly events: Message[] = [];
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (message: Message) => void>();
  #seq = 0;
  #unread = Buffer.alloc(0);

  /**
   * @param typescript folder of the package
   * @param args further arguments, such as those by which VS Code names places of plugins
   */
  constructor(typescript: string, folder: string, args: readonly string[] = []) {
    const all = [join(typescript, "lib/tsserver.js"), "--disableAutomaticTypingAcquisition", ...args];
    this.#child = spawn(process.execPath, all, { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
    this.#child.stdout?.on("data", (chunk: Buffer) => this.#read(chunk));
    this.#child.on("exit", () => {
      for (const answer of this.#waiting.values()) answer({ type: "exit", message: "tsserver is gone" });
    });
  }

  /** Opens a file with a text that need not be the one on disk, or replaces the text of an open one. */
  async open(file: string, text: string): Promise<void> {
    await this.#ask("updateOpen", { openFiles: [{ file, fileContent: text }] });
  }

  /** Asks, and gives the answer; `undefined` where tsserver has none. */
  async ask<T>(command: string, args: object): Promise<T | undefined> {
    const { success, message, body } = await this.#ask(command, args);
    if (success || message === "No content available.") return body as T | undefined;
    throw new Error(`${command}: ${message}`);
  }

  /** What it finds in an open file, beside what its syntax is. */
  async diagnostics(file: string): Promise<readonly Found[]> {
    return (await this.ask<readonly Found[]>("semanticDiagnosticsSync", { file })) ?? [];
  }

  /** Waits until it says something of its own accord for which a test says yes. */
  async heard(test: (message: Message) => boolean): Promise<void> {
    for (let waited = 0; !this.events.some(test); waited += 20) {
      if (waited > PATIENCE) throw new Error(`not heard; ${JSON.stringify(this.events)}`);
      await delay(20);
    }
  }

  /** Ends it. */
  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.stdin?.write(`${JSON.stringify({ seq: ++this.#seq, type: "request", command: "exit" })}\n`);
    await gone;
  }

  #ask(command: string, args: object): Promise<Message> {
    const seq = ++this.#seq;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${command}: no answer`)), PATIENCE);
      this.#waiting.set(seq, (message) => {
        clearTimeout(late);
        resolve(message);
      });
      this.#child.stdin?.write(`${JSON.stringify({ seq, type: "request", command, arguments: args })}\n`);
    });
  }

  #read(chunk: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, chunk]);
    for (;;) {
      const head = /^\s*Content-Length: (\d+)\r\n\r\n/.exec(this.#unread.toString("latin1", 0, 200));
      if (!head) return;
      const end = head[0].length + Number(head[1]);
      if (this.#unread.length < end) return;
      this.#take(JSON.parse(this.#unread.toString("utf8", head[0].length, end)));
      this.#unread = this.#unread.subarray(end);
    }
  }

  #take(message: Message): void {
    if (message.type === "event") this.events.push(message);
    const seq = message.request_seq ?? 0;
    this.#waiting.get(seq)?.(message);
    this.#waiting.delete(seq);
  }
}
