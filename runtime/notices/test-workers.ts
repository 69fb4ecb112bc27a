// The process in; the test runner whose worker it is, and whether it is the worker that speaks for the run.

import * as asyncHooks from "node:async_hooks";
import { process, runsInJest } from "../ground/node.js";
import { readJson } from "./own-program.js";

/** The runner that runs this very code. Its variables say nothing: a program that a test starts inherits them. */
export function testRunner(): "vitest" | "jest" | undefined {
  if ("__vitest_worker__" in globalThis) return "vitest";
  return runsInJest() ? "jest" : undefined;
}

const SPOKEN = Symbol.for("uno-trace.test-worker");

/**
 * Whether this is the first worker of a run, and asks for the first time. Jest loads the runtime anew for each file, with
 * a global object and a `process` of its own; Node's modules are all that the files of a worker share.
 */
export function isFirstTestWorker(): boolean {
  const { VITEST_WORKER_ID, JEST_WORKER_ID } = process.env;
  const isFirst = testRunner() === "jest" ? JEST_WORKER_ID === "1" : VITEST_WORKER_ID === firstOfVitest();
  const shared: object = asyncHooks.AsyncLocalStorage;
  return isFirst && !Object.hasOwn(shared, SPOKEN) && Reflect.defineProperty(shared, SPOKEN, { value: true });
}

/** Vitest counts its workers from 0 since version 4. */
function firstOfVitest(): string {
  const { version } = readJson("node_modules/vitest/package.json") ?? {};
  return typeof version === "string" && Number.parseInt(version, 10) < 4 ? "1" : "0";
}
