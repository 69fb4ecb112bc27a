// Pattern lists of `uno-trace.json` go in, predicates on file paths and span names come out.
import { posix } from "node:path";
import picomatch from "picomatch";

/** Writes a path with POSIX separators and a lower-case drive letter, so that paths can be compared. */
export function toPosix(path: string): string {
  return path.replaceAll("\\", "/").replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}

/** A file's path below the root of the configuration, with POSIX separators; `../…` outside it. */
export function relativePath(root: string, fileName: string): string {
  const file = toPosix(fileName);
  const base = root.endsWith("/") ? root : `${root}/`;
  return file.startsWith(base) ? file.slice(base.length) : posix.relative(root, file);
}

/** The names of source files, for hosts that filter by a pattern. */
export const SOURCE_FILE: RegExp = /\.[cm]?[jt]sx?$/;

/** Whether a file is one of JavaScript or TypeScript, by its name. */
export function isSourceFile(path: string): boolean {
  return SOURCE_FILE.test(path);
}

/** Whether a file holds declarations alone. */
export function isDeclarationFile(path: string): boolean {
  return /\.d(?:\.[^./]+)?\.[cm]?ts$/.test(path);
}

/** Compiles a list of globs; the later pattern wins, `!` takes out. */
export function matchFiles(patterns: readonly string[]): (path: string) => boolean {
  return matchList(patterns, fileMatcher, false);
}

/** Compiles a list of name patterns; `*` is any characters, `?` one; the later pattern wins, `!` takes out. */
export function matchNames(patterns: readonly string[]): (name: string) => boolean {
  // A list that only takes out is about everything else.
  return matchList(patterns, nameMatcher, patterns[0]?.startsWith("!") ?? false);
}

/** Whether a pattern takes out what it matches; `!(a|b)` is an extended glob and does not. */
export function isNegated(pattern: string): boolean {
  return pattern.startsWith("!") && !pattern.startsWith("!(");
}

/** Says what is wrong with a glob, or nothing. */
export function flawOf(glob: string): string | undefined {
  const pattern = isNegated(glob) ? glob.slice(1) : glob;
  if (pattern.trim() === "") return "it is empty";
  if (pattern.includes("\\")) return "it contains a backslash";
  if (/^(?:\/|[A-Za-z]:\/|~\/)/.test(pattern)) return "it is absolute";
  return flawOfBrackets(pattern);
}

/** The files a glob may stand for: a folder's name is that folder with all that is in it. */
export function expandGlob(glob: string): readonly string[] {
  const pattern = glob.replace(/^(?:\.\/)+/, "").replace(/\/+$/, "");
  if (pattern === "" || pattern === ".") return ["**"];
  const last = pattern.slice(pattern.lastIndexOf("/") + 1);
  return /[*?[\]{}()!+@]/.test(last) ? [pattern] : [pattern, `${pattern}/**`];
}

function matchList(
  patterns: readonly string[],
  compile: (pattern: string) => (text: string) => boolean,
  start: boolean,
): (text: string) => boolean {
  const tests = patterns.map((pattern) => {
    const adds = !isNegated(pattern);
    return { adds, matches: compile(adds ? pattern : pattern.slice(1)) };
  });
  return (text) => tests.reduce((on, test) => (test.matches(text) ? test.adds : on), start);
}

function fileMatcher(glob: string): (path: string) => boolean {
  const matches = picomatch([...expandGlob(glob)], { dot: true });
  const inDependencies = glob.includes("node_modules");
  return (path) => (inDependencies || !/(?:^|\/)node_modules\//.test(path)) && matches(path);
}

function nameMatcher(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const regexp = new RegExp(`^${source}$`, "su");
  return (name) => regexp.test(name);
}

const CLOSERS: Readonly<Record<string, string>> = { "]": "[", "}": "{", ")": "(" };

function flawOfBrackets(pattern: string): string | undefined {
  const open: string[] = [];
  for (const character of pattern) {
    if ("[{(".includes(character)) open.push(character);
    const opener = CLOSERS[character];
    if (opener && open.pop() !== opener) return `its "${character}" was never opened`;
  }
  return open.length > 0 ? `its "${open.at(-1)}" is never closed` : undefined;
}
