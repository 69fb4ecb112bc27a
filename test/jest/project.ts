// Files and a transformer in; out, a project that Jest tests, and what a run of it printed.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { makeInstalled } from "../loader/installed-project.js";
import { type Finished, run } from "../toolchains/processes.js";
import type { Links, TemporaryProject } from "../toolchains/temporary-project.js";

const MODULES = join(import.meta.dirname, "node_modules");
const OF_THE_LIBRARY = new Set(["uno-trace", "@jridgewell", "jsonc-parser", "leven", "magic-string"]);
const MORE = new Set(["oxc-parser", "@oxc-parser", "@oxc-project", "picomatch", "tinyglobby", "fdir"]);

/** A transformer with its options, as it stands in Jest's configuration. */
export type Transform = readonly [name: string, options: object];

/** What is tried, by name. */
export const TRANSFORMS: Readonly<Record<string, Transform>> = {
  "babel-jest": ["babel-jest", {}],
  "ts-jest": ["ts-jest", {}],
  "ts-jest without types": ["ts-jest", { diagnostics: false }],
  "@swc/jest": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" } }],
};

const BABEL = {
  presets: [["@babel/preset-env", { targets: { node: "current" } }], "@babel/preset-typescript"],
};
const TSCONFIG = {
  compilerOptions: {
    module: "CommonJS",
    target: "ES2022",
    strict: true,
    noUnusedLocals: true,
    esModuleInterop: true,
    types: ["jest", "node"],
  },
};

/**
 * Makes it; a link for each package, as Jest leaves only those alone whose path has `node_modules` in it.
 * @param modules where the packages are
 * @param more links beside these
 */
export function jestProject(
  files: Readonly<Record<string, string | object>>,
  modules: string = MODULES,
  more: Links = {},
): TemporaryProject {
  const names = readdirSync(modules).filter(
    (name) => !name.startsWith(".") && !OF_THE_LIBRARY.has(name) && !MORE.has(name),
  );
  return makeInstalled(
    { "package.json": { name: "shop" }, "babel.config.json": BABEL, "tsconfig.json": TSCONFIG, ...files },
    { ...Object.fromEntries(names.map((name) => [name, join(modules, name)])), ...more },
  );
}

/** Jest's configuration around a transformer of {@link TRANSFORMS}. */
export function configOf([transformer, options]: Transform, traced = true): object {
  const entry = traced ? ["uno-trace/jest", { transformer, options }] : [transformer, options];
  return { transform: { "\\.[jt]sx?$": entry }, cacheDirectory: "<rootDir>/.cache" };
}

/** Runs Jest; of snapshots those that are missing are written. */
export function jest(
  { folder }: TemporaryProject,
  args: readonly string[] = [],
  node: readonly string[] = [],
): Promise<Finished> {
  const bin = join(folder, "node_modules/jest/bin/jest.js");
  return run([...node, bin, "--ci=false", "--no-watchman", ...args], { cwd: folder, env: { CI: "" } });
}
