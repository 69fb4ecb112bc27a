// Request bodies in, the answers to them out, while this thread waits: for a process in which nothing asynchronous happens any more.

import { now } from "../ground/clock.js";
import { Buffer, process } from "../ground/node.js";
import { type Answer, AnswerReader } from "./answer.js";
import { POSTING_THREAD } from "./posting-thread.js";
import type { Route } from "./route.js";

/** Requests at a time. */
const LANES = 8;

/** What was heard about one request. */
class Outcome {
  isOver = false;
  private readonly reader = new AnswerReader();
  private error: Error | undefined = undefined;

  hear(what: Uint8Array | string | undefined): void {
    if (this.isOver) return;
    if (what instanceof Uint8Array) this.read(Buffer.from(what));
    else this.end(new Error(what ?? "the connection was closed before an answer"));
  }

  private read(piece: Buffer): void {
    try {
      this.reader.read(piece);
      this.isOver = this.reader.isComplete;
    } catch (error) {
      this.end(error as Error);
    }
  }

  private end(error: Error): void {
    this.isOver = true;
    this.error = error;
  }

  /** The status alone says whether the request was taken. `undefined` while nothing is known. */
  get result(): Answer | Error | undefined {
    return this.reader.hasHead ? this.reader.answer : this.error;
  }
}

/**
 * Posts each body by a thread of its own, and waits for at most `timeout` milliseconds. Gives for each the answer, why there
 * is none, or `undefined` when the time was not enough.
 * @param head of each request, up to its length
 * @throws Error where no thread can be started
 */
export function postBlocking(
  route: Route,
  head: string,
  bodies: readonly Uint8Array[],
  timeout: number,
): readonly (Answer | Error | undefined)[] {
  const deadline = now() + timeout;
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const { hear, close } = startThread({ route, head: closing(head), bodies, lanes: LANES, signal });
  const outcomes = bodies.map(() => new Outcome());
  for (let left = timeout; left > 0; left = deadline - now()) {
    const seen = Atomics.load(signal, 0);
    for (let message = hear(); message !== undefined; message = hear())
      outcomes[message[0]]?.hear(message[1]);
    if (outcomes.every(({ isOver }) => isOver)) break;
    Atomics.wait(signal, 0, seen, left);
  }
  close();
  return outcomes.map(({ result }) => result);
}

function closing(head: string): string {
  return head.replace(/connection: keep-alive(?=\r\ncontent-length: $)/, "connection: close");
}

type Message = readonly [index: number, what: Uint8Array | string | undefined];

function startThread(data: object): { hear: () => Message | undefined; close: () => void } {
  // Not imported: nobody else needs it, and nothing can be imported now.
  const { MessageChannel, receiveMessageOnPort, Worker } = process.getBuiltinModule("node:worker_threads");
  const { port1, port2 } = new MessageChannel();
  // Without the flags and variables of the program, by which its threads load what it needs.
  const worker = new Worker(POSTING_THREAD, {
    eval: true,
    name: "uno-trace",
    execArgv: [],
    env: threadVariables(),
    stdout: true,
    stderr: true,
    workerData: { ...data, port: port2 },
    transferList: [port2],
  });
  worker.unref();
  const hear = (): Message | undefined => receiveMessageOnPort(port1)?.message as Message | undefined;
  return { hear, close: () => port1.close() };
}

function threadVariables(): NodeJS.ProcessEnv {
  const { NODE_TLS_REJECT_UNAUTHORIZED: value } = process.env;
  return value === undefined ? {} : { NODE_TLS_REJECT_UNAUTHORIZED: value };
}
