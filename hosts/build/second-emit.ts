// A project and its instrumented sources in; out, what the compiler makes of them, written where nobody looks.
import { dirname, isAbsolute, join, resolve } from "node:path";
import { type InstalledCompiler, runCompiler } from "./compiler.js";
import type { Shadow } from "./shadow.js";
import { pluginsOf, type ShownConfig, type ShownOptions, showConfig } from "./shown-config.js";
import { type TracedSource, textAt } from "./traced-sources.js";
import { configFileAt } from "./tsc-arguments.js";

/** One file of JavaScript that the compiler wrote of instrumented sources. */
export interface Output {
  /** Absolute path at which the compiler writes the same of the sources as they are. */
  readonly path: string;
  /** Without its comment that names a map. */
  readonly code: string;
  /** Its map; `sources` are absolute paths of the project's files. */
  readonly map: OutputMap;
}

/** A source map, version 3. */
export interface OutputMap {
  readonly version: 3;
  readonly sources: readonly string[];
  readonly names: readonly string[];
  readonly mappings: string;
}

/** What came of it. */
export interface SecondEmit {
  readonly outputs: readonly Output[];
  /** What the compiler said; it matters where there is no output. */
  readonly said: readonly string[];
}

/**
 * Compiles the program once more. All its files stand in the shadow, so that imports are elided, enums inlined and
 * metadata of decorators written from the same types.
 * @param listed absolute paths of all files of the program
 */
export async function emitAgain(
  compiler: InstalledCompiler,
  config: ShownConfig,
  listed: readonly string[],
  traced: ReadonlyMap<string, TracedSource>,
  shadow: Shadow,
): Promise<SecondEmit> {
  const own = listed.filter((path) => !/[\\/]node_modules[\\/]/.test(path));
  for (const path of own) {
    const source = traced.get(path);
    if (source) shadow.write(path, source.code);
    else shadow.mirror(path);
  }
  const file = config.file ?? join(config.folder, "tsconfig.json");
  // No more roots than it has: where no `rootDir` is named, they decide where everything is written.
  const files = config.files.map((path) => shadow.pathOf(resolve(config.folder, path)));
  const references = await writeReferences(compiler, config, shadow);
  const compilerOptions = {
    ...optionsFor(config, shadow),
    ...(compiler.isPatched ? { plugins: pluginsAt(config) } : {}),
  };
  shadow.write(file, JSON.stringify({ compilerOptions, files, references }));
  const args = ["-p", shadow.pathOf(file), "--listEmittedFiles", "--pretty", "false"];
  const { lines } = await runCompiler(compiler, args, shadow.pathOf(config.folder));
  return {
    outputs: lines.flatMap((line) => outputOf(line, shadow) ?? []),
    said: lines
      .filter((line) => !line.startsWith("TSFILE: "))
      .map((line) => line.replaceAll(shadow.root, "")),
  };
}

/** What only concerns checking, declarations and messages is left out; maps are asked for in files of their own. */
const LEFT_OUT: ReadonlySet<string> = new Set(
  "noEmit emitDeclarationOnly declarationMap declarationDir isolatedDeclarations tsBuildInfoFile plugins".split(
    " ",
  ),
);
const NO_MAPS: ReadonlySet<string> = new Set("inlineSourceMap inlineSources mapRoot sourceRoot".split(" "));
const OF_OUTPUT: ReadonlySet<string> = new Set(
  "listFiles listEmittedFiles explainFiles diagnostics extendedDiagnostics traceResolution generateTrace generateCpuProfile assumeChangesOnlyAffectDirectDependencies".split(
    " ",
  ),
);

/** The options that decide what JavaScript is written. */
function optionsFor({ options }: ShownConfig, shadow: Shadow): ShownOptions {
  const kept = Object.entries(options).filter(
    ([name]) => !LEFT_OUT.has(name) && !NO_MAPS.has(name) && !OF_OUTPUT.has(name),
  );
  const moved = Object.fromEntries(kept.map(([name, value]) => [name, movedPaths(value, shadow)]));
  return {
    // A composite project has its own folder for a root.
    ...(options.composite === true ? { rootDir: "." } : {}),
    ...moved,
    sourceMap: true,
    declaration: false,
    composite: false,
    incremental: false,
    noEmitOnError: false,
    noCheck: true,
    skipLibCheck: true,
  };
}

/** Transformers of others, which a patched compiler has run on the sources as they are; a file among them is where it was. */
function pluginsAt({ options, folder }: ShownConfig): readonly object[] {
  return pluginsOf(options).map(({ transform, ...rest }) => ({
    ...rest,
    transform: String(transform).startsWith(".") ? resolve(folder, String(transform)) : transform,
  }));
}

/** Absolute paths in the shadow in the place of absolute paths; relative ones are right as they are. */
function movedPaths(value: unknown, shadow: Shadow): unknown {
  if (typeof value === "string") return isAbsolute(value) ? shadow.pathOf(value) : value;
  if (Array.isArray(value)) return value.map((each) => movedPaths(each, shadow));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, movedPaths(each, shadow)]));
}

/** The configurations of referenced projects say where the declarations of their sources are. */
async function writeReferences(
  compiler: InstalledCompiler,
  config: ShownConfig,
  shadow: Shadow,
  seen: Set<string> = new Set(),
): Promise<readonly { readonly path: string }[]> {
  const files = config.references.map(({ path }) => configFileAt(resolve(config.folder, path)));
  for (const file of files) {
    if (seen.has(file)) continue;
    seen.add(file);
    const shown = await showConfig(compiler, file, [], dirname(file));
    if (!shown) continue;
    const { options, files: sources } = shown;
    // A source is found before its declarations take its place.
    for (const source of sources) shadow.mirror(resolve(shown.folder, source));
    const references = await writeReferences(compiler, shown, shadow, seen);
    const compilerOptions = movedPaths(options, shadow);
    shadow.write(file, JSON.stringify({ compilerOptions, files: movedPaths(sources, shadow), references }));
  }
  return files.map((path) => ({ path: shadow.pathOf(path) }));
}

const MAP_COMMENT_RE = /\/\/# sourceMappingURL=.*\s*$/;

function outputOf(line: string, shadow: Shadow): Output | undefined {
  const written = /^TSFILE: (.*\.[cm]?jsx?)$/.exec(line)?.[1];
  if (written === undefined) return undefined;
  const path = shadow.realOf(resolve(written));
  const [code, json] = [textAt(written), textAt(`${written}.map`)];
  if (path === undefined || code === undefined || json === undefined) return undefined;
  const map = JSON.parse(json) as OutputMap;
  const folder = dirname(path);
  // Relative paths are the same ones beside the real output.
  const sources = map.sources.map((source) => resolve(folder, source));
  return { path, code: code.replace(MAP_COMMENT_RE, ""), map: { ...map, sources } };
}
