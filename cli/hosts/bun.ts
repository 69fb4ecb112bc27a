// The rows of Bun: programs that it runs, traced by the loader; and programs that call its builder, which takes a plugin.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildPrograms, type TextFile, textWithImports } from "../package/own-files.js";
import type { Package } from "../package/package-json.js";
import { commandsOf, type ScriptCommand } from "../package/script-commands.js";
import { fileAsPlace, type Host, type HostUse, placeOf } from "./host.js";

const LOADER = "uno-trace/loader";
const PLUGIN = "uno-trace/bun";
const TYPESCRIPT = /\.[cm]?tsx?$/;

export const bun: Host = {
  name: "Bun",
  usesIn(target) {
    const calls = programsOfBun(target);
    if (calls.length === 0) return [];
    const plain = calls.filter((call) => !takesPreload(target, call));
    const use = {
      host: "Bun",
      ...placeOf(target, plain.length > 0 ? plain : calls),
      tsconfigs: [],
      takesLoader: true,
    } as const;
    const [first] = plain;
    return [first ? { ...use, trap: { why: "bun runs TypeScript as it is", mend: mendOf(first) } } : use];
  },
};

export const bunBuild: Host = {
  name: "Bun.build",
  usesIn(target) {
    const programs = buildPrograms(target).filter(({ text }) => /\bBun\.build\(/.test(text));
    const used = programs.map((program) => programUse(target, program));
    const calls = commandsOf(target).filter(({ program, args }) => program === "bun" && args[0] === "build");
    if (calls.length === 0) return used;
    const trap = {
      why: "its command line runs no plugins",
      mend: `Call Bun.build() in a program, with plugins: [unoTrace()] from ${PLUGIN}.`,
    };
    return [
      ...used,
      { host: "bun build", ...placeOf(target, calls), tsconfigs: [], takesPlugin: true, trap },
    ];
  },
};

/** The commands that the loader is missing from, and where in each it belongs: Bun passes over options in front of `run` and `test`. */
export function withoutPreload(target: Package): readonly (ScriptCommand & { readonly head: string })[] {
  const plain = programsOfBun(target).filter((call) => !takesPreload(target, call));
  return plain.map((call) => ({ ...call, head: headOf(call) }));
}

function headOf({ args: [first = ""] }: ScriptCommand): string {
  return /^(?:run|test)$/.test(first) ? `bun ${first}` : "bun";
}

function mendOf(call: ScriptCommand): string {
  const head = headOf(call);
  const rest = head === "bun" ? call.args : call.args.slice(1);
  const list = head === "bun test" ? "`preload` of [test]" : "`preload`";
  return `Start it with ${[head, "--preload", LOADER, ...rest].join(" ")}, or put "${LOADER}" into ${list} in bunfig.toml.`;
}

function programsOfBun(target: Package): readonly ScriptCommand[] {
  return commandsOf(target).filter(
    ({ program, args, script }) =>
      program === "bun" &&
      (args[0] === "test" || (args[0] !== "build" && args.some((arg) => isProgram(arg, script)))),
  );
}

/** `bun scripts/release.ts` is a tool of the package; `start` and `src/…` are the program itself. */
function isProgram(arg: string, script: string): boolean {
  if (!TYPESCRIPT.test(arg) || arg.startsWith("-")) return false;
  const isNamed = /^(?:start|dev|serve|server|watch|debug|prod|worker|run)\b/.test(script);
  return isNamed || /^(?:\.\/)?(?:src|app|server|lib)\//.test(arg);
}

function takesPreload({ folder, scripts }: Package, call: ScriptCommand): boolean {
  const { args, script } = call;
  const isTest = args[0] === "test";
  const at = args.findIndex((arg) => arg.includes(LOADER));
  const subcommand = args.findIndex((arg) => arg === "run" || arg === "test");
  if (at > subcommand) return true;
  const raw = scripts.find(({ name }) => name === script)?.raw ?? "";
  return /\b(?:BUN|NODE)_OPTIONS=/.test(raw) && raw.includes(LOADER) ? true : isInBunfig(folder, isTest);
}

/** `bun test` reads the list of `[test]` alone, and whatever else runs the one at the top alone. */
function isInBunfig(folder: string, isTest: boolean): boolean {
  const path = join(folder, "bunfig.toml");
  if (!existsSync(path)) return false;
  const [top = "", ...sections] = readFileSync(path, "utf8").split(/^(?=\s*\[)/m);
  const texts = isTest ? sections.filter((text) => /^\s*\[test\]/.test(text)) : [top];
  return texts.some((text) => /^\s*preload\b/m.test(text) && text.includes(LOADER));
}

function programUse(target: Package, program: TextFile): HostUse {
  const where = fileAsPlace(target, program.file);
  const place = { host: "Bun.build", role: "build", ...where, tsconfigs: [] } as const;
  if (textWithImports(program).includes(PLUGIN)) return { ...place, takesPlugin: true };
  const mend = `Add plugins: [unoTrace()] from ${PLUGIN} to its options, in front of other plugins.`;
  return { ...place, takesPlugin: true, trap: { why: `it does not use ${PLUGIN}`, mend } };
}
