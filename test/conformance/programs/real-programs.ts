// A row of the benchmarks' table of programs in; subjects to compare out, with the benchmark's drivers and processes.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { START } from "../../../bench/programs/run.js";
import type { Format, Program } from "../../../bench/programs/table.js";
import { folderOf } from "../../../bench/programs/variants.js";
import type { Subject } from "./subject.js";

/** Arguments that a program takes here alone: the compiler prints diagnostics with their source, and ends with 2. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  typescript: ["--declaration", "--declarationMap", "--noPropertyAccessFromIndexSignature", "--pretty"],
};

/** A program that is built. */
export function realSubject({ name, about }: Program, format: Format): Subject {
  return {
    name,
    about,
    format,
    runs: [MORE[name] ?? []],
    folder: folderOf,
    command: (build, state, run) => [START, folderOf(build), name, format, state, reportOf(build), ...run],
    read(build) {
      const { output, spans } = JSON.parse(readFileSync(reportOf(build), "utf8"));
      // What ends before it has written another has not done this again.
      rmSync(reportOf(build));
      return { output, spans: spans ?? 0 };
    },
  };
}

function reportOf(build: string): string {
  return join(folderOf(build), "report.json");
}
