// The rows of what compiles files as it loads them: traced by `--import uno-trace/loader`.
import type { Package } from "../package/package-json.js";
import { commandsOf, operandOf, type ScriptCommand } from "../package/script-commands.js";
import { type Host, type HostUse, placeOf } from "./host.js";

/** What Node loads before a program, by which the files of that are traced. */
export const LOADER = "uno-trace/loader";

const OPTION = `--import ${LOADER}`;

/** A way to run sources as they are. */
interface Loaded {
  readonly name: string;
  readonly runs: (command: ScriptCommand) => boolean;
  /** Goes on after `traces nothing: `. */
  readonly why: string;
}

const TYPESCRIPT = /\.[cm]?tsx?$/;
const SOURCE = /\.[cm]?[jt]sx?$/;
const OTHER_LOADER = /^(?:--\w+=)?tsx(?:\/\w+)?$|ts-node|swc/;

const ROWS: readonly Loaded[] = [
  {
    name: "tsx",
    runs: (command) => command.program === "tsx" || loadedBy(command, /^(?:--\w+=)?tsx(?:\/\w+)?$/),
    why: "it compiles files as it loads them, and takes no transformer",
  },
  {
    name: "SWC's loader",
    runs: (command) =>
      command.program === "swc-node" || loadedBy(command, /@swc-node\/register|@swc\/register/),
    why: "it compiles files as it loads them, and takes no transformer",
  },
  {
    name: "Node's type stripping",
    runs: (command) =>
      command.program === "node" && runsFile(command, TYPESCRIPT) && !loadedBy(command, OTHER_LOADER),
    why: "node runs TypeScript as it is",
  },
  {
    name: "Node",
    // Without the loader it may be any program of the package: nothing is known then.
    runs: (command) =>
      command.program === "node" &&
      runsFile(command, SOURCE) &&
      !runsFile(command, TYPESCRIPT) &&
      !loadedBy(command, OTHER_LOADER) &&
      loadedBy(command, /uno-trace\/loader/),
    why: "node runs files as they are",
  },
];

export const loaded: readonly Host[] = ROWS.map(({ name, runs, why }) => ({
  name,
  usesIn: (target) => usesOf(target, commandsOf(target).filter(runs).filter(isProgram), name, why),
}));

function usesOf(
  target: Package,
  calls: readonly ScriptCommand[],
  host: string,
  why: string,
): readonly HostUse[] {
  if (calls.length === 0) return [];
  const plain = calls.filter((call) => !takesLoader(target, call));
  const place = placeOf(target, plain.length > 0 ? plain : calls);
  const use = { host, ...place, tsconfigs: [], takesLoader: true } as const;
  return [plain.length > 0 ? { ...use, trap: { why, mend: mendOf(plain) } } : use];
}

function mendOf([call]: readonly ScriptCommand[]): string {
  const { program = "node", args = [] } = call ?? {};
  if (program === "swc-node") return `Start it with NODE_OPTIONS="${OPTION}".`;
  const isWatch = program === "tsx" && args[0] === "watch";
  const words = isWatch ? ["watch", OPTION, ...args.slice(1)] : [OPTION, ...args];
  return `Start it with ${[program, ...words].join(" ")}.`;
}

/** The commands of node and tsx that the loader is missing from. */
export function withoutLoader(target: Package): readonly ScriptCommand[] {
  const commands = commandsOf(target).filter(isProgram);
  return commands.filter(
    (command) =>
      command.program !== "swc-node" &&
      ROWS.some(({ runs }) => runs(command)) &&
      !takesLoader(target, command),
  );
}

/** As an option, or by NODE_OPTIONS in the same script. */
export function takesLoader({ scripts }: Package, { script }: ScriptCommand): boolean {
  return scripts.some(({ name, raw }) => name === script && raw.includes(LOADER));
}

function loadedBy({ program, args }: ScriptCommand, loader: RegExp): boolean {
  return program === "node" && args.some((arg) => loader.test(arg));
}

function runsFile(command: ScriptCommand, ending: RegExp): boolean {
  return (
    ending.test(operandOf(command) ?? "") ||
    command.args.some((arg) => !arg.startsWith("-") && ending.test(arg))
  );
}

/** `tsx scripts/release.ts` is a tool of the package; `start` and `src/…` are the program itself. */
function isProgram(command: ScriptCommand): boolean {
  const isNamed = /^(?:start|dev|serve|server|watch|debug|prod|worker|run|test)\b/.test(command.script);
  return isNamed || command.args.some((arg) => /^(?:\.\/)?(?:src|app|server|lib)\//.test(arg));
}
