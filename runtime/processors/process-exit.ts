// The exit of the process, when nothing asynchronous will happen any more: calls what registered here, step by step.

import { untraced } from "../context/nodes.js";
import { attempt } from "../ground/faults.js";
import { process, setImmediate } from "../ground/node.js";
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
  if (isIdle()) process.on("exit", onProcessExit);
  actions[step].add(action);
  return () => {
    actions[step].delete(action);
    if (isIdle()) process.removeListener("exit", onProcessExit);
  };
}

function isIdle(): boolean {
  return STEPS.every((step) => actions[step].size === 0);
}

function onProcessExit(): void {
  leave(true);
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
