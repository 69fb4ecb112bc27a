// A project in; out, its options as `tsc --showConfig` gives them: whole, whatever it extends.
import { dirname } from "node:path";
import { type InstalledCompiler, runCompiler } from "./compiler.js";

/** Compiler options as they stand in a file. */
export type ShownOptions = Readonly<Record<string, unknown>>;

/** A project as `tsc` understands it; paths are relative to its folder. */
export interface ShownConfig {
  /** Absolute path of the folder that paths are relative to. */
  readonly folder: string;
  /** Absolute path of the configuration; absent where the sources were named one by one. */
  readonly file?: string;
  readonly options: ShownOptions;
  readonly files: readonly string[];
  readonly references: readonly { readonly path: string }[];
}

/** Asks the compiler; `undefined` where it does not understand the project, which it has said itself. */
export async function showConfig(
  compiler: InstalledCompiler,
  file: string | undefined,
  options: readonly string[],
  cwd: string,
): Promise<ShownConfig | undefined> {
  const project = file === undefined ? [] : ["-p", file];
  const { lines } = await runCompiler(compiler, [...project, ...options, "--showConfig"], cwd);
  const folder = file === undefined ? cwd : dirname(file);
  const read = parse(lines.join("\n"), folder);
  if (!read) return undefined;
  return {
    folder,
    ...(file === undefined ? {} : { file }),
    options: read.compilerOptions ?? {},
    files: read.files ?? [],
    references: read.references ?? [],
  };
}

interface Shown {
  readonly compilerOptions?: ShownOptions;
  readonly files?: readonly string[];
  readonly references?: readonly { readonly path: string }[];
}

const CONFIG_FOLDER = ["$", "{configDir}"].join("");

function parse(text: string, folder: string): Shown | undefined {
  try {
    return JSON.parse(text.replaceAll(CONFIG_FOLDER, JSON.stringify(folder).slice(1, -1)));
  } catch {
    return undefined;
  }
}

/** Whether the project lists the transformer for ts-patch. */
export function listsTransformer({ options }: ShownConfig): boolean {
  return pluginsOf(options).some(({ transform }) => transform === "uno-trace/transformer");
}

/** The entries of `plugins`. */
export function pluginsOf({ plugins }: ShownOptions): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(plugins) ? plugins : [];
}
