// The real programs that are traced whole: what each is, and which of its files are traced in which module kind.
import type { ConfigFile } from "../../transformer/model/config-file.js";
import { RULE_KINDS } from "../../transformer/model/function-info.js";

/** Traces every kind of function. */
export const EVERYTHING: ConfigFile = {
  include: ["**"],
  rules: [{ files: ["**"], kinds: RULE_KINDS }],
};

/** How the files of a program are modules. */
export type Format = "cjs" | "esm";

/** One program; `drivers/NAME.mjs` gives it its work. */
export interface Program {
  readonly name: string;
  /** What kind of program it is, for the table. */
  readonly about: string;
  /** Files to trace by format, as globs below `node_modules`. */
  readonly traced: Readonly<Record<Format, readonly string[]>>;
}

/** Every program; the first is judged by itself, the others by their median. */
export const PROGRAMS: readonly Program[] = [
  {
    name: "typescript",
    about: "TypeScript's compiler, builds this project's runtime",
    traced: { cjs: ["typescript/lib/_tsc.js"], esm: ["typescript/lib/_tsc.mjs"] },
  },
  {
    name: "rollup",
    about: "a bundler, promises: bundles graphql",
    traced: { cjs: ["rollup/dist/shared/*.js"], esm: ["rollup/dist/es/shared/*.js"] },
  },
  {
    name: "prettier",
    about: "a formatter: formats declarations of TypeScript's",
    traced: {
      cjs: ["prettier/standalone.js", "prettier/plugins/{typescript,estree}.js"],
      esm: ["prettier/standalone.mjs", "prettier/plugins/{typescript,estree}.mjs"],
    },
  },
  {
    name: "terser",
    about: "a minifier: minifies liquidjs",
    traced: { cjs: ["terser/dist/bundle.min.js"], esm: ["terser/{main.js,lib/**/*.js}"] },
  },
  {
    name: "liquidjs",
    about: "a template engine, generators and promises: renders a page of 400 rows",
    traced: { cjs: ["liquidjs/dist/liquid.node.js"], esm: ["liquidjs/dist/liquid.node.mjs"] },
  },
  {
    name: "yaml",
    about: "a parser made of generators: reads and writes a document",
    traced: { cjs: ["yaml/dist/**/*.js"], esm: ["yaml/browser/**/*.js"] },
  },
  {
    name: "graphql",
    about: "a query engine, promises: executes queries with asynchronous resolvers",
    traced: { cjs: ["graphql/**/*.js"], esm: ["graphql/**/*.mjs"] },
  },
];
