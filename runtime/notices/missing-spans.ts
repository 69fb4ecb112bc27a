// A set-up in; one note on stderr, with the mend, where no traced code is loaded or none of it is called.

import { isMainThread } from "node:worker_threads";
import { untraced } from "../context/nodes.js";
import { report } from "../ground/faults.js";
import { process, setImmediate, setTimeout } from "../ground/node.js";
import { describeThrown } from "../recording/exception.js";
import { noteSentText } from "../recording/sent-text.js";
import { hasCounted } from "../state/shared-counts.js";
import { state } from "../state/state.js";
import { type AskedFor, searchAtOnce, searchPackage } from "./asked-for.js";
import { mendFor } from "./build-host.js";
import { entryScript, isLoaderThere, isOwnProgram, type Package, packagesAround } from "./own-program.js";
import { isFirstTestWorker, testRunner } from "./test-workers.js";
import { isNotedHere } from "./traced-code.js";

/** Who asked for tracing: the program, an option of its command line (`--import uno-trace/register` or the loader), or NODE_OPTIONS. */
export type Origin = "code" | "command line" | "environment";

/** Milliseconds after the set-up at which a process that goes on is looked at: by then it has loaded its files. */
const PATIENCE = 10_000;

/** Milliseconds that a test has to load what a build has traced. */
const TEST_PATIENCE = 2_000;

interface Watch {
  readonly origin: Origin;
  isDone: boolean;
}

let watch: Watch | undefined;

/** Who asked for a set-up by `uno-trace/register` or `uno-trace/loader`: NODE_OPTIONS reaches every tool that a shell starts. */
export function originOfRegister(): Origin {
  return process.execArgv.some((word) => /uno-trace\/(?:register|loader)/.test(word))
    ? "command line"
    : "environment";
}

/** Whether the set-up comes along with the loader, and nobody named `uno-trace/register`; bunfig.toml may name either, unseen. */
export function isSetUpImplied(): boolean {
  const words = [...process.execArgv, process.env.NODE_OPTIONS ?? ""].join(" ");
  return isLoaderThere() && !words.includes("uno-trace/register");
}

/**
 * Watches a process that has set tracing up, once: what is missing is said when it ends, by itself or by a signal, at
 * `shutdown()`, and ten seconds after the set-up. Nothing is read from disk unless something is missing by then.
 */
export function watchForSpans(origin: Origin): void {
  if (watch !== undefined) {
    // The program's own set-up behind that of NODE_OPTIONS.
    if (origin === "code" && watch.origin !== "code") watch = { origin, isDone: watch.isDone };
    return;
  }
  watch = { origin, isDone: false };
  process.on("uncaughtExceptionMonitor", (thrown) => noteSentText(describeThrown(thrown).message));
  untraced(() => {
    if (testRunner() !== undefined) afterLoading(sayInTests);
    else if (isMainThread) whileRunning();
  });
}

function whileRunning(): void {
  setTimeout(() => quietly(lookWhileRunning), PATIENCE).unref();
  process.once("exit", sayWhatIsMissing);
}

/** At the end of the process or of the set-up: says that no traced code was loaded, or that none was called. */
export function sayWhatIsMissing(): void {
  if (watch !== undefined && !watch.isDone && isMainThread && testRunner() === undefined) quietly(lookAtEnd);
}

// Not `attempt`: it would report a fault of the note, which is no fault of the program or of its tracing.
function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // The language may be patched by now, the working directory gone.
  }
}

function lookAtEnd(): void {
  if (state.tracedCode === true) {
    if (!state.started && !hasSpansInWorkers()) say(NOT_CALLED, isProduction());
    return;
  }
  const program = programHere();
  if (program === undefined) return;
  const [nearest] = program.packages;
  judge(program, nearest === undefined ? NOTHING : searchAtOnce(nearest, program.script), true);
}

function lookWhileRunning(): void {
  const program = state.tracedCode === true || watch?.isDone === true ? undefined : programHere();
  const [nearest] = program?.packages ?? [];
  if (program === undefined || nearest === undefined) return;
  const search = searchPackage(nearest, program.script);
  const next = (): void => {
    const step = search.next();
    if (step.done === true) judge(program, step.value, false);
    // A file at a time: a server answers in between.
    else setTimeout(() => quietly(next), 1).unref();
  };
  next();
}

interface Program {
  readonly script: string | undefined;
  readonly packages: readonly Package[];
}

const NOTHING: AskedFor = { by: undefined, built: undefined };

/** `undefined` for a process that NODE_OPTIONS reaches though nobody asked for it, and for one whose workers make spans. */
function programHere(): Program | undefined {
  if (hasSpansInWorkers()) return undefined;
  const script = entryScript();
  if (watch?.origin === "environment" && !isOwnProgram(script)) return undefined;
  return { script, packages: packagesAround(script) };
}

const NOT_CALLED =
  "monitoring is on and traced code was loaded, but none of it was called, so there is no span";

function judge({ script, packages }: Program, { by, built }: AskedFor, isEnd: boolean): void {
  if (state.tracedCode === true) return;
  const { text, isLoader } = mendFor(packages, script);
  if (built !== undefined && !isLoader) {
    if (isEnd && isIdle())
      say(`no traced code was loaded, so there is no span: nothing imports ${built}`, isProduction());
  } else if (by !== undefined) {
    if (text !== undefined && !(isWithoutFile(script) && !isIdle()))
      say(`no traced code was loaded, though ${by} asks for it: ${text}`);
  } else if (isEnd && isIdle()) {
    say(
      "monitoring is on, but no span was ever started, and nothing is marked: write `// @trace` above a function, or an" +
        ` \`include\` into uno-trace.json; if you have, ${text ?? "`npx uno-trace check` says more"}`,
    );
  }
}

/** `node -e` and the like are programs of their own, which may record by hand in whatever folder they run. */
function isWithoutFile(script: string | undefined): boolean {
  return script === undefined && testRunner() === undefined;
}

function hasSpansInWorkers(): boolean {
  return state.sharedCounts !== undefined && hasCounted(state.sharedCounts.memory);
}

/** Whether a program that has nothing to do with traced functions should have made a span. */
function isIdle(): boolean {
  return (
    !state.started &&
    state.handmade !== true &&
    state.registration === undefined &&
    watch?.origin !== "environment"
  );
}

function isProduction(): boolean {
  return process.env.NODE_ENV === "production";
}

function say(note: string, isUnwanted = false): void {
  if (watch !== undefined) watch.isDone = true;
  if (!isUnwanted) report(note);
}

// Test runners stop their workers without an event, and give them a `process` of their own. The first turn of the event
// loop comes when the test file has been loaded, and what compiles the files cannot trace them later either.
function afterLoading(action: () => void): void {
  setImmediate(() => quietly(action)).unref();
}

function sayInTests(): void {
  if (isNotedHere() || state.tracedCode === true || !isFirstTestWorker()) return;
  const packages = packagesAround(undefined);
  const [nearest] = packages;
  if (nearest === undefined || mendFor(packages, undefined).text === undefined) return;
  const found = searchAtOnce(nearest, undefined);
  const sayIt = (): void => judge({ script: undefined, packages }, found, false);
  // Tests may import what a build has traced, and Vitest does not load all of a file at once.
  if (found.built === undefined) sayIt();
  else setTimeout(() => quietly(sayIt), TEST_PATIENCE).unref();
}
