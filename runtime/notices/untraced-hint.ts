// Traced code that was loaded in; one hint for the developer who sees it run and has not turned tracing on.

import { isatty } from "node:tty";
import { isMainThread } from "node:worker_threads";
import { report } from "../ground/faults.js";
import { readJsonc } from "../ground/jsonc.js";
import { process, setTimeout } from "../ground/node.js";
import { isRecord } from "../ground/options.js";
import { state } from "../state/state.js";
import { dependenciesOf, entryScript, isOwnProgram, packagesAround, readText } from "./own-program.js";

/** Milliseconds after traced code was loaded at which a server is looked at. */
const PATIENCE = 10_000;
const HINT =
  "traced code is loaded, and tracing was never turned on: call `setupMonitoring()` of uno-trace/runtime, or start with" +
  " `node --import uno-trace/register` (OTEL_SDK_DISABLED=true if that is meant)";

/**
 * Arms the hint, where a developer looks on: stderr is a terminal, and `NODE_ENV` neither `production` nor `test`. What a
 * program prints into a pipe or a file stays as it is. The hint comes when the process ends by itself, or after ten
 * seconds in a server; a program that may be painting its terminal is not disturbed.
 */
export function hintWhereNobodyTraces(): void {
  const { NODE_ENV } = process.env;
  if (NODE_ENV === "production" || NODE_ENV === "test" || !isMainThread || !isatty(2)) return;
  setTimeout(() => isServer() && hint(), PATIENCE).unref();
  process.once("exit", hint);
}

function isServer(): boolean {
  return process.getActiveResourcesInfo().includes("TCPServerWrap");
}

function hint(): void {
  try {
    if (isTracingOff() && isOwnProgram() && isUserOfThis()) report(HINT);
  } catch {
    // The language may be patched by now, the working directory gone.
  }
}

function isTracingOff(): boolean {
  const { undoSetup, started, processors, bridge } = state;
  const { OTEL_SDK_DISABLED, OTEL_TRACES_EXPORTER } = process.env;
  const isSilenced = OTEL_SDK_DISABLED?.toLowerCase() === "true" || OTEL_TRACES_EXPORTER === "none";
  return (
    undoSetup === undefined && !started && processors.length === 0 && bridge === undefined && !isSilenced
  );
}

/**
 * Whether the program's own package builds with this library. A package in `node_modules` that was published traced is
 * no reason to speak to whoever installed it.
 */
function isUserOfThis(): boolean {
  const packages = packagesAround(entryScript());
  if (packages.some(({ folder }) => isTurnedOffIn(folder))) return false;
  return packages.some((each) => dependenciesOf(each).has("uno-trace"));
}

function isTurnedOffIn(folder: string): boolean {
  const text = readText(`${folder}/uno-trace.json`);
  const value: unknown = text === undefined ? undefined : readJsonc(text).value;
  const monitoring = isRecord(value) ? value.monitoring : undefined;
  return isRecord(monitoring) && (monitoring.enabled === false || monitoring.exporter === "none");
}
