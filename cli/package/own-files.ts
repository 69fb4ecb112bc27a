// A package goes in; the files by which hosts are configured, and the programs that its scripts run, come out.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "jsonc-parser";
import type { Package } from "./package-json.js";

/** A file with its text. */
export interface TextFile {
  readonly file: string;
  readonly text: string;
}

const CODE = ["js", "mjs", "cjs", "ts", "mts", "cts"];

/** Finds `NAME.js` and its like, `NAME.json` and the bare `NAME` too, in the folder of the package. */
export function configFile(
  { folder }: Pick<Package, "folder">,
  ...names: readonly string[]
): TextFile | undefined {
  const candidates = names.flatMap((name) => [
    name,
    ...[...CODE, "json"].map((ending) => `${name}.${ending}`),
  ]);
  return candidates.flatMap((name) => readText(join(folder, name)) ?? [])[0];
}

/** Reads JSON with comments; `{}` for what is none. */
export function objectIn(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = parse(text, [], { allowTrailingComma: true });
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** Folders where programs that build are kept. */
const PROGRAM_FOLDERS = [".", "scripts", "script", "tools", "build", "config"];

/** The programs that scripts run, also without their ending, and those beside them. */
export function buildPrograms({ folder, scripts }: Package): readonly TextFile[] {
  const words = scripts
    .flatMap(({ raw }) => raw.match(/[\w./@-]+/g) ?? [])
    .map((word) => word.replace(/^\.\//, ""));
  const named = words.flatMap((word) => [word, ...CODE.map((ending) => `${word}.${ending}`)].filter(isCode));
  const beside = PROGRAM_FOLDERS.flatMap((name) =>
    filesIn(join(folder, name)).map((file) => join(name, file)),
  );
  const files = [...new Set([...named, ...beside].map((name) => join(folder, name)))];
  return files.filter((file) => existsSync(file)).flatMap((file) => readText(file) ?? []);
}

/** The text of a program and of the files of the package that it imports, which may hold its options. */
export function textWithImports({ file, text }: TextFile, seen: Set<string> = new Set()): string {
  seen.add(file);
  const named = [...text.matchAll(/(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*["'](\.{1,2}\/[^"']+)["']/g)];
  const imported = named.flatMap(([, name = ""]) => {
    const path = join(dirname(file), name);
    const found = [path, ...CODE.map((ending) => `${path}.${ending}`)].find(
      (each) => !seen.has(each) && existsSync(each),
    );
    return (found === undefined ? undefined : readText(found)) ?? [];
  });
  return [text, ...imported.map((each) => textWithImports(each, seen))].join("\n");
}

function isCode(name: string) {
  return /\.[cm]?[jt]s$/.test(name) && !name.includes("node_modules");
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter(isCode);
  } catch {
    return [];
  }
}

function readText(file: string): TextFile | undefined {
  try {
    return statSync(file).isFile() ? { file, text: readFileSync(file, "utf8") } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a file is in a folder, at any depth. */
export function isInside(file: string, folder: string): boolean {
  return file === folder || (dirname(file) !== file && isInside(dirname(file), folder));
}
