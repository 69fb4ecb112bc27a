// What test/projects/rich/run.mjs prints in; the values it returned and its tree of spans out.
import { expect } from "vitest";
import type { Finished } from "./processes.js";

/** The report of one run of the rich project. */
export interface Report {
  readonly result: unknown;
  readonly spans: readonly {
    readonly name: string;
    readonly spanId: string;
    readonly parentId?: string;
    readonly status: number;
    readonly line: number;
  }[];
}

/** Reads the report of a run that must have gone well. */
export function readReport({ status, stdout, stderr }: Finished): Report {
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout) as Report;
}

/** One line for each span, the same in every run. */
export function spanTree({ spans }: Report): string {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const lines = spans.map(
    ({ name, parentId, status, line }) =>
      `${name} :${line} in ${byId.get(parentId ?? "")?.name ?? "-"} ${status}`,
  );
  return `${lines.sort().join("\n")}\n`;
}
