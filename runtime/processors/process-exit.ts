// The exit of the process, when nothing asynchronous will happen any more: calls what registered here, step by step.

import { untraced } from "../context/nodes.js";
import { attempt } from "../ground/faults.js";
import { ENGINE, process, setImmediate } from "../ground/node.js";
import { releaseAll } from "../span/slow-end.js";

/**
 * The steps of an exit, in their order:
 * - `judge`: what holds spans back decides on them;
 * - `collect`: processors hand over what waits;
 * - `send`: exporters send it, synchronously, if they `mayTry`;
 * - `say`: what was not sent is counted and said.
 */
export type ExitStep = "judge" | "collect" | "send" | "say";

type Action = (mayTry: boolean) => void;

const actions: Readonly<Record<ExitStep, Set<Action>>> = {
  judge: new Set(),
  collect: new Set(),
  send: new Set(),
  say: new Set(),
};
const STEPS = Object.keys(actions) as ExitStep[];

let isLeaving = false;

/** Whether the process exits: `export` of an exporter has to be synchronous now, or its work is lost. */
export function isExiting(): boolean {
  return isLeaving;
}

/** Calls `action` at its step when the process exits; returns what undoes it. */
export function onExit(step: ExitStep, action: Action): () => void {
  if (isIdle()) listen();
  actions[step].add(action);
  return () => {
    actions[step].delete(action);
    if (isIdle()) stopListening();
  };
}

function isIdle(): boolean {
  return STEPS.every((step) => actions[step].size === 0);
}

/** Deno's global object. */
interface DenoGlobal {
  addEventListener(event: "unload", listener: () => void): void;
  removeEventListener(event: "unload", listener: () => void): void;
}

const deno = ENGINE === "deno" ? (globalThis as unknown as DenoGlobal) : undefined;

function listen(): void {
  process.on("exit", onProcessExit);
  if (!deno) return;
  process.on("uncaughtExceptionMonitor", onCrash);
  deno.addEventListener("unload", onProcessExit);
}

function stopListening(): void {
  process.removeListener("exit", onProcessExit);
  process.removeListener("uncaughtExceptionMonitor", onCrash);
  deno?.removeEventListener("unload", onProcessExit);
}

function onProcessExit(): void {
  leave(true);
}

/** Deno 2.9 emits no `exit` where an error ends the process, and none for `Deno.exit()`, which gives `unload`. */
function onCrash(): void {
  if (process.listenerCount("uncaughtException") === 0) leave(true);
}

/** Does all that is left to do before the process is gone. `mayTry`: whether exporters may still send. */
export function leave(mayTry: boolean): void {
  isLeaving = true;
  // Nothing of this runs in a process that ends. A program may emit `exit` by itself.
  setImmediate(() => (isLeaving = false)).unref();
  untraced(() => {
    attempt("spans could not be flushed", releaseAll);
    for (const step of STEPS)
      for (const action of [...actions[step]])
        attempt("spans could not be exported as the process ended", () => action(mayTry));
  });
}
