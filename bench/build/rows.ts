// What is built, how, and beside what: one row for each figure of the report.
import type { Selected } from "./bases.js";

/** One build. */
export interface Build {
  /** A host of `inside/build.mjs`, or a command. */
  readonly host: "esbuild" | "rolldown" | "vite" | "watch" | "tsc" | "tspc" | "tsc 7" | "uno-trace build";
  readonly selected: Selected;
  /** `bare`, `traced`, or another plugin of `inside/ways.mjs`. */
  readonly way: string;
  /** Whether what an earlier build kept is removed before. */
  readonly isCold?: boolean;
}

/** A build beside another. */
export interface Row {
  readonly about: string;
  readonly build: Build;
  readonly beside: Build;
  readonly besideAbout: string;
  /** Largest ratio of times. */
  readonly bar?: number;
  /** Largest difference of memory, in megabytes. */
  readonly memoryBar?: number;
  /** Measured in the first base alone. */
  readonly isForFirst?: boolean;
}

const INSTRUMENTED = {
  beside: bare("esbuild", "instrumented"),
  besideAbout: "bare, of the instrumented sources",
};
const LOOKS = { beside: build("esbuild", "none", "looks"), besideAbout: "a plugin that only looks" };
const MEMORY = 120;

/** Every row. */
export const ROWS: readonly Row[] = [
  { about: "esbuild, everything traced, cold", build: cold("esbuild"), ...INSTRUMENTED, bar: 2 },
  {
    about: "esbuild, everything traced, kept from before",
    build: traced("esbuild", "all"),
    ...INSTRUMENTED,
    bar: 1.2,
  },
  {
    about: "esbuild, 90 files traced",
    build: { ...traced("esbuild", "few"), isCold: true },
    ...LOOKS,
    bar: 1.15,
  },
  { about: "esbuild, nothing to trace", build: traced("esbuild", "none"), ...LOOKS, bar: 1.02 },
  beside("esbuild, everything traced, cold", cold("esbuild"), MEMORY),
  beside("Rolldown, 90 files traced", { ...traced("rolldown", "few"), isCold: true }, undefined, 1.1),
  beside("Rolldown, everything traced, cold", cold("rolldown"), undefined, 2),
  beside("Vite, 90 files traced", { ...traced("vite", "few"), isCold: true }, undefined, 1.1),
  beside("Vite, everything traced, cold", cold("vite"), undefined, 2),
  first(beside("esbuild, one more build after a change", traced("watch", "all"), undefined, 1.1)),
  first({
    about: "tspc, everything traced",
    build: traced("tspc", "all"),
    beside: bare("tsc"),
    besideAbout: "tsc",
    bar: 1.15,
  }),
  first({
    ...{
      about: "`uno-trace build`, TypeScript 7, everything traced",
      build: traced("uno-trace build", "all"),
    },
    ...{ beside: bare("tsc 7"), besideAbout: "its tsc", bar: 1.5 },
  }),
  first({
    ...{ about: "the same", build: traced("uno-trace build", "all") },
    ...{ beside: traced("tspc", "all"), besideAbout: "tspc", bar: 1 },
  }),
  other("a plugin that parses every file", "parses"),
  other("the same functions wrapped by Babel", "babel"),
  first(other("the same by @apm-js-collab/code-transformer", "code-transformer")),
];

function beside(about: string, each: Build, memoryBar?: number, bar?: number): Row {
  return {
    ...{ about, build: each, beside: bare(each.host), besideAbout: "bare" },
    ...(bar === undefined ? {} : { bar }),
    ...(memoryBar === undefined ? {} : { memoryBar }),
  };
}

function other(about: string, way: string): Row {
  return {
    about: `esbuild, ${about}`,
    build: build("esbuild", "none", way),
    beside: bare("esbuild"),
    besideAbout: "bare",
  };
}

function first(row: Row): Row {
  return { ...row, isForFirst: true };
}

function build(host: Build["host"], selected: Selected, way: string): Build {
  return { host, selected, way };
}

function bare(host: Build["host"], selected: Selected = "none"): Build {
  return build(host, selected, "bare");
}

function traced(host: Build["host"], selected: Selected): Build {
  return build(host, selected, "traced");
}

function cold(host: Build["host"]): Build {
  return { ...traced(host, "all"), isCold: true };
}
