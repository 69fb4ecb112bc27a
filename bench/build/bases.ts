// Code bases out: each in a folder of its own, as it is, with a few files marked, and as it is once instrumented.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { globSync } from "tinyglobby";
import { moduleText } from "../modules.js";

/** One of them. */
export interface Base {
  readonly name: string;
  readonly about: string;
  /** Below `src`. */
  readonly entry: string;
  readonly write: (folder: string) => void;
}

const MODULES = 2000;
const PACKAGES = resolve("bench/build/node_modules");

/** All of them; the first is what the bars are about. */
export const BASES: readonly Base[] = [
  {
    name: "modules",
    about: "2,000 modules of 98 lines, 22,000 functions",
    entry: "main.ts",
    write: writeModules,
  },
  copied("effect", "effect's sources, TypeScript", "index.ts"),
  copied("three", "three's sources, JavaScript", "Three.js"),
];

function copied(name: string, about: string, entry: string): Base {
  const source = join(PACKAGES, name, "src");
  return { name, about, entry, write: (folder) => cpSync(source, folder, { recursive: true }) };
}

function writeModules(folder: string): void {
  const names = Array.from({ length: MODULES }, (_, index) => `m${index}`);
  for (const [index, name] of names.entries()) writeFileSync(join(folder, `${name}.ts`), moduleText(index));
  const lines = names.map((name) => `export * as ${name} from "./${name}.ts";\n`);
  writeFileSync(join(folder, "main.ts"), lines.join(""));
}

/** How the files of a base are selected. */
export type Selected = "none" | "few" | "all" | "instrumented";

/** Files of `few`. */
const FEW = 90;

/** Writes a base below a folder; returns the folder of the project. */
export function writeBase(base: Base, selected: Selected, below: string): string {
  const folder = join(below, `${base.name}-${selected}`);
  mkdirSync(join(folder, "src"), { recursive: true });
  base.write(join(folder, "src"));
  const put = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content));
  put("package.json", { name: base.name, version: "1.0.0", type: "module" });
  put("tsconfig.json", TSCONFIG);
  if (selected === "few") markFew(folder);
  if (selected === "all" || selected === "instrumented") put("uno-trace.json", { include: ["src/**"] });
  linkPackages(folder);
  if (selected === "instrumented") instrumentAll(folder);
  return folder;
}

const TSCONFIG = {
  compilerOptions: {
    ...{
      module: "esnext",
      moduleResolution: "bundler",
      target: "es2022",
      types: [],
      rootDir: "src",
      outDir: "out",
    },
    ...{ strict: true, skipLibCheck: true, sourceMap: true, rewriteRelativeImportExtensions: true },
    plugins: [{ transform: "uno-trace/transformer" }],
  },
  include: ["src"],
};

function sourcesOf(folder: string): string[] {
  return globSync("src/**/*.{ts,js}", { cwd: folder })
    .sort()
    .map((name) => join(folder, name));
}

/** Marks one function in each so many files. */
function markFew(folder: string): void {
  const files = sourcesOf(folder).filter((file) => /^export function /m.test(readFileSync(file, "utf8")));
  const step = Math.max(1, Math.floor(files.length / FEW));
  for (const file of files.filter((_, index) => index % step === 0).slice(0, FEW))
    writeFileSync(file, readFileSync(file, "utf8").replace(/^export function /m, "// @trace\n$&"));
}

function linkPackages(folder: string): void {
  for (const [name, target] of Object.entries({ "uno-trace": ".", "uno-trace-build": "packages/build" })) {
    mkdirSync(dirname(join(folder, "node_modules", name)), { recursive: true });
    symlinkSync(resolve(target), join(folder, "node_modules", name));
  }
}

function instrumentAll(folder: string): void {
  const script = resolve("bench/build/inside/instrument.mjs");
  execFileSync(process.execPath, [script, ...sourcesOf(folder)], { cwd: folder, stdio: "inherit" });
}
