// Many files in, each rewritten in one of a few threads, beside the work of the host.
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { RewriteRequest } from "./results.js";
import { revivedMap } from "./revived-map.js";
import type { Rewritten } from "./rewrite.js";

/** One file for a thread. */
export interface RewriteJob extends RewriteRequest {
  readonly id: number;
}

/** What a thread answers. */
export type RewriteAnswer =
  | { readonly id: number; readonly rewritten: Rewritten }
  | { readonly id: number; readonly error: unknown };

interface Waiting {
  resolve(rewritten: Rewritten | undefined): void;
  reject(error: unknown): void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

const FILE = new URL("./rewrite-thread.js", import.meta.url);

/** One processor is for the host, which works, too; more threads than this gain little and cost their memory. */
const MOST_THREADS = 4;

/** Megabytes for young objects: trees of a syntax die young, and every collection looks at those that live. */
const YOUNG_MEGABYTES = 32;

/** Milliseconds without work after which the threads end. */
const IDLE_TIME = 1000;

let threads: Thread[] = [];
let lastId = 0;
let idle: NodeJS.Timeout | undefined;

/** Without the built package there is no such file; a thread that was lost may be lost again. */
let areThere = existsSync(fileURLToPath(FILE));

/**
 * Rewrites one file in a thread.
 * @returns nothing where threads cannot be had, or the thread ended before its answer
 * @throws what `rewrite` throws
 */
export async function rewriteInThread(request: RewriteRequest): Promise<Rewritten | undefined> {
  if (!areThere) return undefined;
  const { worker, waiting } = threadForNext();
  const id = ++lastId;
  clearTimeout(idle);
  worker.ref();
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, ...request } satisfies RewriteJob);
  });
}

/** The one with the least to do; a further one while all are busy. */
function threadForNext(): Thread {
  const least = threads.reduce<Thread | undefined>(
    (found, each) => (found && found.waiting.size <= each.waiting.size ? found : each),
    undefined,
  );
  const most = Math.max(1, Math.min(availableParallelism() - 1, MOST_THREADS));
  if (least && (least.waiting.size === 0 || threads.length >= most)) return least;
  const thread = startThread();
  threads.push(thread);
  return thread;
}

function startThread(): Thread {
  const waiting = new Map<number, Waiting>();
  const worker = new Worker(FILE, {
    // Neither a loader nor a set-up of the host's process has anything to do there.
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: "" },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  const thread = { worker, waiting };
  worker.on("message", (answer: RewriteAnswer) => take(thread, answer));
  // What it was to do is done elsewhere: a thread may lack memory, or permission to be there.
  worker.on("error", () => giveBack(thread));
  worker.on("exit", () => giveBack(thread));
  return thread;
}

function take({ worker, waiting }: Thread, answer: RewriteAnswer): void {
  const { resolve, reject } = waiting.get(answer.id) as Waiting;
  waiting.delete(answer.id);
  if (waiting.size === 0) rest(worker);
  if ("error" in answer) reject(answer.error);
  else resolve(withMap(answer.rewritten));
}

/** Lets the process end, and the threads when nothing comes for a while. */
function rest(worker: Worker): void {
  worker.unref();
  if (threads.some(({ waiting }) => waiting.size > 0)) return;
  idle = setTimeout(endThreads, IDLE_TIME);
  idle.unref();
}

function endThreads(): void {
  const ended = threads;
  threads = [];
  for (const { worker } of ended) void worker.terminate();
}

function giveBack(thread: Thread): void {
  threads = threads.filter((each) => each !== thread);
  if (thread.waiting.size > 0) areThere = false;
  for (const { resolve } of thread.waiting.values()) resolve(undefined);
  thread.waiting.clear();
}

/** What goes from thread to thread loses its prototype. */
function withMap(rewritten: Rewritten): Rewritten {
  return rewritten.map ? { ...rewritten, map: revivedMap(rewritten.map) } : rewritten;
}
