// An export of a module and its arguments in; its result out, computed on a stack that is many times larger.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";

/** A call for the worker. */
export interface LargeStackCall {
  /** URL of an ES module. */
  readonly module: string;
  /** Its export, a function. */
  readonly name: string;
  readonly args: readonly unknown[];
}

/** What the worker begins with. */
export interface LargeStackData {
  readonly port: MessagePort;
  /** Becomes 1 when an answer is there. */
  readonly signal: Int32Array;
}

/** What the worker answers. */
export type LargeStackAnswer = { readonly value: unknown } | { readonly error: string };

/** Megabytes; memory is taken only as far as the stack grows. The main thread of Node has less than one for JavaScript. */
const STACK_SIZE = 256;

/** Milliseconds after which a call is given up: a worker that cannot start does not say so to a thread that waits. */
const PATIENCE = 60_000;

/** Whether a thrown value says that the stack is full. */
export function isFullStack(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes("call stack");
}

let worker: LargeStackData | undefined;

/**
 * Calls a function in a worker with a stack of {@link STACK_SIZE} and waits for it. The worker stays for further calls
 * and does not keep the process alive.
 * @param module URL of the ES module that exports the function
 * @param args and the result have to be plain data
 * @throws Error when the function throws, a full stack included, or no worker can be had
 */
export function callWithLargeStack(module: string, name: string, args: readonly unknown[]): unknown {
  worker ??= startWorker();
  const { port, signal } = worker;
  Atomics.store(signal, 0, 0);
  port.postMessage({ module, name, args } satisfies LargeStackCall);
  Atomics.wait(signal, 0, 0, PATIENCE);
  const received = receiveMessageOnPort(port) as { readonly message: LargeStackAnswer } | undefined;
  if (received && "value" in received.message) return received.message.value;
  if (!received) worker = undefined;
  throw new Error(received ? (received.message as { error: string }).error : "the worker does not answer");
}

function startWorker(): LargeStackData {
  const file = new URL("./large-stack-worker.js", import.meta.url);
  if (!existsSync(fileURLToPath(file))) throw new Error(`${file} is not there`);
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const thread = new Worker(file, {
    workerData: { port: port2, signal } satisfies LargeStackData,
    transferList: [port2],
    resourceLimits: { stackSizeMb: STACK_SIZE },
  });
  thread.unref();
  port1.unref();
  return { port: port1, signal };
}
