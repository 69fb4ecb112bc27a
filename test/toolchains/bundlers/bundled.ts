// A project, a bundler of Rollup's kind and its plugins in; what it wrote, said and failed with out.
import { rolldown } from "rolldown";
import { build, type InlineConfig, type Rolldown } from "vite";
import type { TemporaryProject } from "../temporary-project.js";

/** A message of a bundler. */
export interface Said {
  readonly level: string;
  readonly message: string;
  readonly loc?: { readonly file?: string; readonly line: number; readonly column: number } | undefined;
}

/** What came of a build. */
export interface Bundled {
  /** Of all chunks. */
  readonly code: string;
  readonly said: readonly Said[];
}

/** A plugin of any of these. */
export type AnyPlugin = Rolldown.Plugin;

/** What is built, and how. */
export interface Order {
  readonly entry?: string;
  readonly plugins: readonly AnyPlugin[];
  readonly vite?: InlineConfig;
}

const EXTERNAL = [/^node:/, /^uno-trace/];

/** Collects what is said. */
function listener(said: Said[]) {
  return (level: string, { message, loc }: Rolldown.RolldownLog) => {
    said.push({ level, message, loc });
  };
}

function codeOf(output: readonly object[]): string {
  return output.map((chunk) => ("code" in chunk ? String(chunk.code) : "")).join("\n");
}

/** Builds for a server with Vite, in memory. */
export async function byVite(project: TemporaryProject, { entry, plugins, vite }: Order): Promise<Bundled> {
  const said: Said[] = [];
  const rolldownOptions = { onLog: listener(said), external: EXTERNAL, checks: { pluginTimings: false } };
  const { build: more, ...others } = vite ?? {};
  const result = await build({
    root: project.folder,
    configFile: false,
    logLevel: "silent",
    plugins: [...plugins],
    build: { ssr: entry ?? "src/main.ts", write: false, minify: false, rolldownOptions, ...more },
    ...others,
  });
  const outputs = [result].flat() as { readonly output: readonly object[] }[];
  return { code: codeOf(outputs.flatMap(({ output }) => output)), said };
}

/** Builds with Rolldown, in memory. */
export async function byRolldown(project: TemporaryProject, { entry, plugins }: Order): Promise<Bundled> {
  const said: Said[] = [];
  const bundle = await rolldown({
    cwd: project.folder,
    input: project.path(entry ?? "src/main.ts"),
    platform: "node",
    plugins: [...plugins],
    external: EXTERNAL,
    onLog: listener(said),
    checks: { pluginTimings: false },
  });
  try {
    const { output } = await bundle.generate({ sourcemap: true });
    return { code: codeOf(output), said };
  } finally {
    await bundle.close();
  }
}

/** Builds src/main.ts with Vite into a folder, with its map. */
export async function writtenByVite(
  project: TemporaryProject,
  outDir: string,
  plugins: readonly AnyPlugin[],
): Promise<void> {
  await build({
    root: project.folder,
    configFile: false,
    logLevel: "silent",
    plugins: [...plugins],
    build: { ssr: "src/main.ts", outDir, sourcemap: true, rolldownOptions: { external: EXTERNAL } },
  });
}

/** The same with Rolldown. */
export async function writtenByRolldown(
  project: TemporaryProject,
  outDir: string,
  plugins: readonly AnyPlugin[],
): Promise<void> {
  const bundle = await rolldown({
    cwd: project.folder,
    input: "src/main.ts",
    platform: "node",
    plugins: [...plugins],
    external: EXTERNAL,
    checks: { pluginTimings: false },
    onLog: () => {},
  });
  await bundle.write({ dir: project.path(outDir), sourcemap: true });
  await bundle.close();
}
