// Builds the folders in which the programs run: as they are, traced by uno-trace, wrapped with OpenTelemetry's SDK.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { globSync } from "tinyglobby";
import { instrument } from "uno-trace/instrument";
import { EVERYTHING, type Format, type Program } from "./table.js";
import { wrapFunctions } from "./wrap.js";

/** A build of the programs that is measured. */
export type Variant = "plain" | "traced" | "sdk";

/** Writes a file that is to be traced anew; `file` is its path below `node_modules`. */
export type Rewriter = (text: string, file: string, format: Format) => string;

const FOLDER = resolve("bench/programs");
const BUILT = resolve("bench/.build/programs");
const FORMATS: readonly Format[] = ["cjs", "esm"];

/** The folder of a build. */
export function folderOf(variant: string): string {
  return join(BUILT, variant);
}

/** Seconds of processor time that instrumenting the largest file took. */
export interface Building {
  readonly seconds: number;
}

/** Builds all variants anew. */
export function buildVariants(programs: readonly Program[]): Building {
  let seconds = 0;
  buildCopies(programs, {
    traced(text, file, format) {
      const before = process.cpuUsage();
      const { code } = instrument(text, file, { config: EVERYTHING, format });
      const { user, system } = process.cpuUsage(before);
      if (file.endsWith("_tsc.js")) seconds = (user + system) / 1e6;
      return code;
    },
    sdk: (text, file) => wrapFunctions(text, resolve(file)),
  });
  return { seconds };
}

/** Installs the programs where they are missing, and copies them: to `plain` as they are, and to a folder for each rewriter. */
export function buildCopies(
  programs: readonly Program[],
  rewriters: Readonly<Record<string, Rewriter>>,
): void {
  installPrograms();
  for (const name of ["plain", ...Object.keys(rewriters)]) copyPackages(name);
  for (const { file, format } of programs.flatMap(filesOf)) {
    const text = read("plain", file);
    for (const [name, rewrite] of Object.entries(rewriters)) write(name, file, rewrite(text, file, format));
  }
}

function installPrograms(): void {
  if (!existsSync(join(FOLDER, "node_modules/typescript"))) {
    const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    execFileSync("npm", ["ci", ...options], { cwd: FOLDER, stdio: "inherit" });
  }
  linkRuntime();
}

/** Lets what is in `inside/` import this package. */
export function linkRuntime(): void {
  mkdirSync(join(FOLDER, "node_modules"), { recursive: true });
  link(join(FOLDER, "node_modules/uno-trace"));
}

function link(path: string): void {
  if (!existsSync(path)) symlinkSync(resolve("."), path, "dir");
}

function copyPackages(variant: string): void {
  const target = join(folderOf(variant), "node_modules");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const isOurs = (path: string) => path === join(FOLDER, "node_modules/uno-trace");
  cpSync(join(FOLDER, "node_modules"), target, { recursive: true, filter: (path) => !isOurs(path) });
  link(join(target, "uno-trace"));
  write(variant, "typescript/lib/_tsc.mjs", asModule(read(variant, "typescript/lib/_tsc.js")));
}

function read(variant: string, file: string) {
  return readFileSync(join(folderOf(variant), "node_modules", file), "utf8");
}

function write(variant: string, file: string, text: string) {
  return writeFileSync(join(folderOf(variant), "node_modules", file), text);
}

/** A script that requires only Node's own modules, as an ES module. */
function asModule(script: string) {
  return `import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const __filename = new URL(import.meta.url).pathname;
const __dirname = __filename.slice(0, __filename.lastIndexOf("/"));
${script}`;
}

function filesOf(program: Program): { readonly file: string; readonly format: Format }[] {
  const cwd = join(folderOf("plain"), "node_modules");
  return FORMATS.flatMap((format) =>
    globSync([...program.traced[format]], { cwd }).map((file) => ({ file, format })),
  );
}
