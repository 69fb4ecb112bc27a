// A package goes in; out come the edits by which its scripts start what was built with tracing set up.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Edit } from "jsonc-parser";
import { globSync } from "tinyglobby";
import { withoutPreload } from "../hosts/bun.js";
import { LOADER, withoutLoader } from "../hosts/loaded.js";
import type { Package } from "../package/package-json.js";
import { commandsOf, type ScriptCommand } from "../package/script-commands.js";
import { nestStartEdits } from "./nest.js";

const REGISTER = "uno-trace/register";

/** What is done to scripts, and which they are. */
export interface StartEdits {
  readonly edits: readonly Edit[];
  readonly scripts: readonly string[];
}

/** Adds `--import uno-trace/register` to each `node` that starts what was built. */
export function startEdits(target: Package): StartEdits {
  const raws = new Map(target.scripts.map(({ name, raw }) => [name, raw]));
  const starts = commandsOf(target).filter((command) => startsProgram(target, command));
  const plain = starts.filter(({ script }) => !isLoaded(raws.get(script)));
  return {
    edits: plain.map(({ offset }) => ({
      offset: offset + "node".length,
      length: 0,
      content: ` --import ${REGISTER}`,
    })),
    scripts: [...new Set(plain.map(({ script }) => script))],
  };
}

/** Adds `uno-trace/loader` to each `node`, `tsx` and `bun` that runs sources as they are. */
export function loaderEdits(target: Package): StartEdits {
  const plain = withoutLoader(target);
  const ofBun = withoutPreload(target);
  const edits = [
    ...plain.map(({ offset, program, args }) => {
      const name = program === "tsx" && args[0] === "watch" ? "tsx watch" : program;
      return { offset: offset + name.length, length: 0, content: ` --import ${LOADER}` };
    }),
    ...ofBun.map(({ offset, head }) => ({
      offset: offset + head.length,
      length: 0,
      content: ` --preload ${LOADER}`,
    })),
  ];
  return { edits, scripts: [...new Set([...plain, ...ofBun].map(({ script }) => script))] };
}

/** Whether something loads what the package runs, and sets tracing up. */
function isLoaded(raw: string | undefined): boolean {
  return raw?.includes(REGISTER) === true || raw?.includes(LOADER) === true;
}

/** A file that is there and in no folder of output is a tool of the package, such as `node build.mjs --watch`. */
function startsProgram({ folder }: Package, { script, program, args }: ScriptCommand): boolean {
  if (program !== "node" || !/^(?:start|dev|serve|server|debug|prod|preview)\b/.test(script)) return false;
  return args.some(
    (arg) =>
      /^(?:\.\/)?(?:dist|build|out|lib|output)(?:\/|$)/.test(arg) ||
      (/^[^-].*\.[cm]?js$/.test(arg) && !existsSync(join(folder, arg))),
  );
}

/** The scripts that start a program by something else than node (pm2, electron), which takes no option of ours. */
export function foreignStarts(target: Package): readonly string[] {
  const starts = target.scripts.filter(
    ({ name, raw }) => /^(?:start|serve)\b/.test(name) && !isLoaded(raw) && !NPM_RUN.test(raw),
  );
  const covered = [startEdits(target), loaderEdits(target), nestStartEdits(target, false)].flatMap(
    (each) => each.scripts,
  );
  return starts.map(({ name }) => name).filter((name) => !covered.includes(name));
}

/** It only calls another script. */
const NPM_RUN = /^"(?:npm|pnpm|yarn|bun) (?:run )?[\w:-]+"$/;

/** Whether a program of the package sets tracing up itself. */
export function setsUpItself({ folder }: Package): boolean {
  const ignore = ["node_modules", "dist", "build", "out", "coverage"].map((name) => `**/${name}/**`);
  const files = globSync(["**/*.{ts,tsx,mts,cts,js,mjs,cjs}"], {
    cwd: folder,
    ignore,
    followSymbolicLinks: false,
  });
  return files.some((file) => SET_UP.test(readFileSync(join(folder, file), "utf8")));
}

const SET_UP =
  /\bsetupMonitoring\s*\(|["']uno-trace\/register["']|\bregister(?:TracerProvider|AsOpenTelemetry)\s*\(/;
