// The arguments of `tsc` in; out, what they ask for, as far as a build has to know.
import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What the arguments of `tsc` ask for. */
export interface TscArguments {
  /** `watch` and `build` may go together; `other` writes no JavaScript: `--help`, `--showConfig`, `--clean`. */
  readonly isWatching: boolean;
  readonly isBuildMode: boolean;
  readonly isOther: boolean;
  /** Absolute paths of configuration files; none where the sources are named one by one. */
  readonly projects: readonly string[];
  /** What counts for one project as well: its compiler options, without those of this list. */
  readonly options: readonly string[];
  readonly listsFiles: boolean;
  readonly listsEmitted: boolean;
}

const OTHER = new Set(
  "help h ? all version v init showconfig listfilesonly clean dry lsp api"
    .split(" ")
    .filter((name) => name !== "v"),
);
/** Options of `-b` and of watching, which a single project does not take. */
const OF_BUILD_MODE = new Set("verbose v dry d force f clean stopbuildonerrors build b builders".split(" "));
const OF_OUTPUT = new Set(
  "watch w listfiles listemittedfiles explainfiles pretty preservewatchoutput".split(" "),
);
const OF_DIAGNOSIS = new Set(
  "diagnostics extendeddiagnostics traceresolution generatetrace generatecpuprofile".split(" "),
);

/** Reads the arguments as `tsc` does: one or two dashes, any case, values behind a space. */
export function readArguments(args: readonly string[], cwd: string): TscArguments {
  const isBuildMode = /^--?b(?:uild)?$/i.test(args[0] ?? "");
  const found = { projects: [] as string[], options: [] as string[], names: new Set<string>() };
  let files = 0;
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as string;
    const name = /^--?(.+)$/.exec(arg)?.[1]?.toLowerCase();
    const value = valueAfter(args, index);
    if (name === undefined) {
      if (isBuildMode) found.projects.push(arg);
      else files++;
      if (!isBuildMode) found.options.push(arg);
      continue;
    }
    found.names.add(isBuildMode && name === "d" ? "dry" : name);
    if (value !== undefined) index++;
    if (name === "p" || name === "project") found.projects.push(value ?? ".");
    else if (!isLeftOut(name, isBuildMode)) found.options.push(arg, ...(value === undefined ? [] : [value]));
  }
  const { names, options } = found;
  const has = (...all: readonly string[]) => all.some((name) => names.has(name));
  return {
    isWatching: has("w", "watch"),
    isBuildMode,
    isOther: [...names].some((name) => OTHER.has(name)) || (!isBuildMode && has("v")),
    projects: projectsOf(found.projects, cwd, isBuildMode, files),
    options,
    listsFiles: has("listfiles"),
    listsEmitted: has("listemittedfiles"),
  };
}

function isLeftOut(name: string, isBuildMode: boolean): boolean {
  return OF_OUTPUT.has(name) || OF_DIAGNOSIS.has(name) || (isBuildMode && OF_BUILD_MODE.has(name));
}

/** Every option takes a value, but for switches before a file or another option. */
function valueAfter(args: readonly string[], index: number): string | undefined {
  const [name = "", next] = [args[index], args[index + 1]];
  if (next === undefined || next.startsWith("-") || next.startsWith("@")) return undefined;
  if (/^(?:true|false|null)$/.test(next)) return next;
  return TAKES_VALUE.test(name.replace(/^--?/, "")) ? next : undefined;
}

const TAKES_VALUE =
  /^(?:p|project|t|target|m|module|outDir|outFile|rootDir|rootDirs|jsx|jsxFactory|jsxFragmentFactory|jsxImportSource|reactNamespace|lib|types|typeRoots|moduleResolution|moduleDetection|moduleSuffixes|customConditions|baseUrl|paths|declarationDir|mapRoot|sourceRoot|newLine|tsBuildInfoFile|locale|generateTrace|generateCpuProfile|ignoreDeprecations|maxNodeModuleJsDepth|charset|watchFile|watchDirectory|fallbackPolling|excludeDirectories|excludeFiles|builders|checkers)$/i;

function projectsOf(
  named: readonly string[],
  cwd: string,
  isBuildMode: boolean,
  files: number,
): readonly string[] {
  if (named.length > 0) return named.map((path) => configFileAt(resolve(cwd, path)));
  if (isBuildMode) return [join(cwd, "tsconfig.json")];
  return files > 0 ? [] : [configFileAbove(cwd)];
}

/** The file that a path means: itself, or the `tsconfig.json` in it. */
export function configFileAt(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, "tsconfig.json") : path;
}

function configFileAbove(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, "tsconfig.json");
    if (existsSync(file) || at === dirname(at))
      return existsSync(file) ? file : join(folder, "tsconfig.json");
  }
}
