// A project of two files as an editor has it open; places in their texts by the words that stand there.
import { installed, makeProject, type TemporaryProject } from "../toolchains/temporary-project.js";
import { type Found, type Place, TsServer } from "./tsserver.js";

/** A project, and the tsserver that looks at it. */
export interface Edited {
  readonly project: TemporaryProject;
  readonly server: TsServer;
}

/** What every project here has, unless a test says something else. */
const COMPILER_OPTIONS = {
  strict: true,
  target: "es2022",
  lib: ["es2017"],
  module: "nodenext",
  types: [],
};

/** The tsconfig that lists plugins. */
export function tsconfigWith(plugins: readonly object[]): object {
  return { compilerOptions: { ...COMPILER_OPTIONS, plugins }, include: ["src"] };
}

/** Opens files below `src/` in the TypeScript of that name, with `plugins` of the tsconfig. */
export async function edit(
  typescript: string,
  files: Readonly<Record<string, string | object>>,
  plugins: readonly object[] = [{ name: "uno-trace/language-service" }],
): Promise<Edited> {
  const tsconfig = tsconfigWith(plugins);
  const project = makeProject({ "tsconfig.json": tsconfig, ...files });
  return {
    project,
    server: await openIn(project, new TsServer(installed(typescript), project.folder), files),
  };
}

/** Opens the files below `src/`. */
export async function openIn(
  project: TemporaryProject,
  server: TsServer,
  files: Readonly<Record<string, string | object>>,
): Promise<TsServer> {
  for (const [name, text] of Object.entries(files))
    if (name.startsWith("src/") && typeof text === "string") await server.open(project.path(name), text);
  return server;
}

/** Ends both. */
export async function close({ project, server }: Edited): Promise<void> {
  await server.close();
  project.remove();
}

/** The place of `|` in words of a text, which occur there without it. */
export function placeOf(text: string, words: string): Place {
  const [before = "", behind = ""] = words.split("|");
  const found = text.indexOf(before + behind);
  if (found < 0) throw new Error(`no such words: ${words}`);
  const lines = text.slice(0, found + before.length).split("\n");
  return { line: lines.length, offset: (lines.at(-1) ?? "").length + 1 };
}

/** The words of a text from one place to another. */
export function wordsAt(text: string, { start, end }: Pick<Found, "start" | "end">): string {
  const lines = text.split("\n");
  const offset = (place: Place) =>
    lines.slice(0, place.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + place.offset - 1;
  return text.slice(offset(start), offset(end));
}
