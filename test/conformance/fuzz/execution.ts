// The text of a program in, what it did out: its log, its unhandled rejections, and its spans when it was traced.
import { AsyncResource } from "node:async_hooks";
import vm from "node:vm";
import * as runtime from "../../../runtime/index.js";
import { ambient, type LogListener } from "./ambient.js";
import { recordSpans } from "./spans.js";

/** What one run of a program did. */
export interface Outcome {
  readonly log: readonly string[];
  /** Every span: name, parent, status, in the order in which they began. */
  readonly spans: readonly string[];
  /** Where tracing itself went wrong: a context that leaked, a span that never ended. */
  readonly faults: readonly string[];
}

/** How a traced program is judged. */
export interface Expectations {
  /** The site that must be current at a call of `log`, by its first argument. */
  readonly siteOf: ReadonlyMap<string, string>;
  readonly mayStall: boolean;
  /** Each step begins in a function that is traced. */
  readonly allTraced: boolean;
}

let report: (what: string, reason: unknown) => void = () => {};

/** To be called once: what programs leave unhandled becomes part of what they did, and is not the end of the process. */
export function catchEverything(): void {
  process.on("unhandledRejection", (reason) => report("unhandled rejection", reason));
  process.on("uncaughtException", (error) => report("uncaught", error));
}

// A program in which a promise never settles waits no longer.
const MAX_TURNS = 60;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Runs a program.
 * @param on record spans; `false`: the code is as it is, and tracing is off
 */
export async function execute(code: string, on: boolean, expected: Expectations): Promise<Outcome> {
  const faults: string[] = [];
  const recorder = on ? recordSpans() : undefined;
  const listener: LogListener | undefined = on ? (tag) => checkSite(tag, expected, faults) : undefined;
  const { globals, log, acts, spawned } = ambient(listener);
  report = globals.log;
  const before = new Set(Reflect.ownKeys(globalThis));
  const original = Function.prototype.toString;
  const step = async (name: string, run: () => unknown) => {
    const roots = recorder?.roots() ?? 0;
    await runStep(name, run, globals.log, faults);
    if (name !== "load" && expected.allTraced && recorder && recorder.roots() - roots > 1)
      faults.push(`${name}: ${recorder.roots() - roots} root spans`);
  };
  const names = Object.keys(globals);
  // The text of a function is the one thing that tracing changes.
  Function.prototype.toString = () => "function";
  await step("load", () => {
    const script = new vm.Script(`(function (require, ${names.join(", ")}) {${code}\n})`, {
      filename: "program.js",
    });
    const body = script.runInThisContext() as (...args: unknown[]) => void;
    body(() => runtime, ...Object.values(globals));
  });
  for (const [index, act] of acts.entries()) {
    await step(`act ${index}`, act);
    for (let next = spawned.shift(); next; next = spawned.shift()) await step("spawned", next);
  }
  for (let turns = 0; turns < 4; turns++) await turn();
  Function.prototype.toString = original;
  for (const key of Reflect.ownKeys(globalThis))
    if (!before.has(key)) Reflect.deleteProperty(globalThis, key);
  const spans = recorder ? await recorder.stop() : { list: [], open: [] };
  if (!expected.mayStall) faults.push(...spans.open.map((name) => `the span of ${name} never ended`));
  return { log, spans: spans.list, faults };
}

async function runStep(
  name: string,
  run: () => unknown,
  log: (tag: string, ...values: unknown[]) => unknown,
  faults: string[],
): Promise<void> {
  // A resource of its own: a context that a step leaves behind stays there.
  await new AsyncResource("step").runInAsyncScope(async () => {
    const check = (when: string) => {
      const current = runtime.getCurrentSpan();
      if (current) faults.push(`${name}: ${current.name} is current ${when}`);
    };
    try {
      let pending: unknown;
      try {
        pending = run();
      } finally {
        check("after the call");
      }
      log(`${name} gave`, await inTime(pending));
    } catch (error) {
      log(`${name} threw`, error);
    }
    check("at the end");
  });
  for (let turns = 0; turns < 3; turns++) await turn();
}

async function inTime(pending: unknown): Promise<unknown> {
  let waiting = true;
  const patience = async () => {
    for (let turns = 0; waiting && turns < MAX_TURNS; turns++) await turn();
    return "never settled";
  };
  try {
    return await Promise.race([pending, patience()]);
  } finally {
    waiting = false;
  }
}

function checkSite(tag: string, { siteOf }: Expectations, faults: string[]): void {
  const wanted = siteOf.get(tag);
  if (wanted === undefined) return;
  const current = runtime.getCurrentSpan();
  const attributes = current?.attributes;
  if (current?.ended) faults.push(`at log ${tag} the current span has ended`);
  const found = attributes ? `${attributes["code.line.number"]}:${attributes["code.column.number"]}` : "none";
  if (found !== wanted) faults.push(`at log ${tag} the current span is that of ${found}, not of ${wanted}`);
}
