// What the traced runs of a project wrote, in; how many promises its functions returned, and what became of them, out.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../../../transformer/model/plan.js";

/** What `promise-counter.cjs` counts in a run. */
export interface RunCounts {
  readonly spans: number;
  /** Native promises that sync functions returned, where nobody else may hold them or a handler is attached. */
  readonly promises: number;
  /** Those in whose place a derived promise was returned. */
  readonly derived: number;
  /** Those among them that were returned before: somebody keeps them. */
  readonly kept: number;
  /** Derived promises that were reported as rejected and not handled. */
  readonly reported: number;
  /** Thenables, returned or awaited, that are proxies or have `then` as a getter. */
  readonly hidden: number;
}

/** Values behind `return` in sync functions, by who may hold them: `ReturnedValue["owner"]` of the planner. */
export interface ReturnCounts {
  readonly nobody: number;
  readonly handler: number;
  readonly others: number;
  /** Those of `others` that are variables to which the same function attaches a handler somewhere: on some paths only. */
  readonly sometimes: number;
}

const NONE: RunCounts = { spans: 0, promises: 0, derived: 0, kept: 0, reported: 0, hidden: 0 };

/** Adds up what the processes of a run wrote. */
export function readCounts(folder: string): RunCounts {
  const sum: Record<string, number> = { ...NONE };
  for (const name of readdirSync(folder)) {
    if (name.endsWith(".part")) continue;
    const counts = JSON.parse(readFileSync(join(folder, name), "utf8")) as RunCounts;
    for (const [key, count] of Object.entries(counts)) sum[key] = (sum[key] ?? 0) + count;
  }
  return sum as unknown as RunCounts;
}

/** Counts the returned values of a file, which was planned with `result`, so that none is left out. */
export function countReturns(text: string, { sites }: Plan): ReturnCounts {
  const counts = { nobody: 0, handler: 0, others: 0, sometimes: 0 };
  for (const { form, returns, start, end } of sites) {
    if (form !== "sync") continue;
    const body = text.slice(start, end);
    for (const value of returns) {
      counts[value.owner] += 1;
      const name = text.slice(value.start, value.end);
      if (value.owner === "others" && isHandledIn(body, name)) counts.sometimes += 1;
    }
  }
  return counts;
}

const isHandledIn = (body: string, name: string) =>
  /^[\w$]+$/.test(name) &&
  new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}\\s*\\??\\.\\s*(?:then|catch|finally)\\(`).test(body);

/** Adds up the counts of files. */
export function sumOfReturns(all: readonly ReturnCounts[]): ReturnCounts {
  const sum = { nobody: 0, handler: 0, others: 0, sometimes: 0 };
  for (const counts of all)
    for (const key of Object.keys(sum) as (keyof ReturnCounts)[]) sum[key] += counts[key];
  return sum;
}
