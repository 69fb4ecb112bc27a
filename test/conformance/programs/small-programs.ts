// Small programs that end, start and describe themselves in, as they lie in `small/`; subjects to compare out.
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { globSync } from "tinyglobby";
import { linkRuntime } from "../../../bench/programs/variants.js";
import { mapped, REWRITERS } from "./rewriters.js";
import type { Build, Described, Emitter, State, Subject } from "./subject.js";

const SOURCE = resolve("test/conformance/programs/small");
const BUILT = resolve(".tmp/programs/small");
const SPANS = "spans.txt";

const ENDS = "sync async generator listener code patched rejected uncaught signal abrupt".split(" ");

/** All of them. */
export const SMALL: readonly Described[] = [
  { name: "exits", about: "ends itself in ten ways", format: "cjs", runs: ENDS.map((way) => [way]) },
  { name: "forks", about: "starts processes and threads of itself", format: "esm", runs: [[]] },
  { name: "stacks", about: "prints its own stacks", format: "esm", runs: [[]] },
];

/** Builds one of them. */
export function smallSubject(program: Described, emitter: Emitter): Subject {
  linkRuntime();
  const { name, format } = program;
  for (const build of ["plain", emitter] as const) buildProgram(name, build);
  const main = format === "cjs" ? "main.cjs" : "main.mjs";
  return {
    ...program,
    folder: (build) => folderOf(name, build),
    command: (build, state, run) => [
      "--enable-source-maps",
      ...["--import", setUpOf(state)],
      ...[join(folderOf(name, build), main), ...run],
    ],
    read: (build) => ({ output: "", spans: takeSpans(join(folderOf(name, build), SPANS)) }),
  };
}

function folderOf(program: string, build: Build): string {
  return join(BUILT, build, program);
}

function setUpOf(state: State): string {
  return state === "dropped"
    ? join(SOURCE, "recorded.mjs")
    : resolve("bench/programs/inside", `${state}.mjs`);
}

/** Each process of the program has written a line. */
function takeSpans(file: string): number {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  rmSync(file, { force: true });
  return lines.reduce((sum, line) => sum + Number(line), 0);
}

function buildProgram(program: string, build: Build): void {
  const [source, folder] = [join(SOURCE, program), folderOf(program, build)];
  rmSync(folder, { recursive: true, force: true });
  cpSync(source, join(folder, "source"), { recursive: true });
  for (const file of globSync(["**/*.{cjs,mjs}"], { cwd: source })) {
    const text = readFileSync(join(source, file), "utf8");
    const format = file.endsWith(".cjs") ? "cjs" : "esm";
    const name = join(program, file);
    const written = build === "plain" ? mapped(text, name) : REWRITERS[build](text, name, format);
    writeFileSync(join(folder, file), written);
  }
}
