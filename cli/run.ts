// Arguments go in, the right command runs, an exit code comes out.
import { parseArgs } from "node:util";
import { ownVersion } from "../install/own-version.js";
import { VIEW_COMMANDS } from "../install/view-commands.js";
import { type Arguments, UsageError, usageMessage } from "../terminal/arguments.js";
import type { Terminal } from "../terminal/program.js";
import { nearest } from "../transformer/diagnostics/nearest-word.js";
import { type Command, EXIT } from "./command/command.js";

type Load = () => Promise<Command>;

// Loaded on use: `--help` and `list` pay for nothing that only `mark` needs.
const COMMANDS: Readonly<Record<string, Load>> = {
  list: async () => (await import("./list.js")).list,
  preview: async () => (await import("./preview.js")).preview,
  diff: async () => (await import("./diff/diff.js")).diff,
  check: async () => (await import("./check/check.js")).check,
  init: async () => (await import("./init/init.js")).init,
  mark: async () => (await import("./mark/mark.js")).mark,
  migrate: async () => (await import("./migrate/migrate.js")).migrate,
  build: async () => (await import("./build/build.js")).build,
  instrument: async () => (await import("./instrument/instrument.js")).instrument,
};

const COMMON = {
  config: { type: "string" },
  cwd: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

const COMMON_HELP = [
  "--config PATH  use this configuration (default: the nearest uno-trace.json upward)",
  "--cwd DIR      work in this folder",
  "-h, --help     show this text",
];

/** Runs the command line; the only way in for the program and for tests. */
export async function run(argv: readonly string[], io: Terminal): Promise<number> {
  const [name = "--help", ...rest] = argv;
  if (name === "--version" || name === "-v") return print(io, ownVersion());
  if (name === "--help" || name === "-h" || name === "help") return print(io, await overview());
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) return misused(io, unknownCommand(name), "uno-trace <command> [options]");
  const command = await load();
  try {
    return await runCommand(name, command, rest, io);
  } catch (cause) {
    const message = usageMessage(cause);
    if (message !== undefined) return misused(io, message, usageOf(name, command));
    if (!isFileError(cause)) throw cause;
    io.err(`uno-trace: ${cause.message}`);
    return EXIT.findings;
  }
}

function runCommand(
  name: string,
  command: Command,
  argv: readonly string[],
  io: Terminal,
): Promise<number> | number {
  const options = { ...COMMON, ...command.options };
  const { values, positionals } = command.passesOn
    ? takeOwn(argv, options)
    : parseArgs({ args: [...argv], options, allowPositionals: true });
  if (values.help) return print(io, helpOf(name, command));
  const { least, most } = command.arity;
  if (positionals.length < least) throw new UsageError(`"${name}" needs ${command.usage.split(" ")[0]}`);
  if (positionals.length > most) throw new UsageError(`unexpected argument "${positionals[most]}"`);
  return command.run({ values, positionals }, io);
}

/** The options of the command itself; what is left, in its order, as positionals. */
function takeOwn(argv: readonly string[], options: Command["options"]): Arguments {
  const values: Record<string, string | boolean> = {};
  const positionals: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const arg = argv[index] as string;
    const [, name = "", inline] = /^--([a-z-]+)(?:=(.*))?$/.exec(arg) ?? [];
    if (arg === "--help" || arg === "-h") values.help = true;
    else if (options[name]?.type !== "string") positionals.push(arg);
    else {
      const value = inline ?? argv[++index];
      if (value === undefined) throw new UsageError(`option "--${name}" needs a value`);
      values[name] = value;
    }
  }
  return { values, positionals };
}

function unknownCommand(name: string): string {
  const names = [...Object.keys(COMMANDS), ...Object.keys(VIEW_COMMANDS)];
  const meant = nearest(name, names, 2);
  const hint = meant === undefined ? `there are ${names.join(", ")}` : `did you mean ${meant}?`;
  return `unknown command or option "${name}"; ${hint}`;
}

/** A file that may not be read or written is no fault of ours, and its path says all. */
function isFileError(cause: unknown): cause is NodeJS.ErrnoException {
  const { syscall, path } = (cause ?? {}) as NodeJS.ErrnoException;
  return cause instanceof Error && syscall !== undefined && path !== undefined;
}

function misused(io: Terminal, message: string, usage: string): number {
  io.err(`uno-trace: ${message}`);
  io.err(`usage: ${usage}`);
  return EXIT.usage;
}

function print(io: Terminal, text: string): number {
  io.out(text);
  return EXIT.fine;
}

function usageOf(name: string, command: Command) {
  return `uno-trace ${name} ${command.usage}`;
}

function helpOf(name: string, command: Command): string {
  const options = [...command.help, ...COMMON_HELP].map((line) => `  ${line}`);
  return [`usage: ${usageOf(name, command)}`, "", command.summary, "", ...options].join("\n");
}

async function overview(): Promise<string> {
  const own = Object.entries(COMMANDS).map(async ([name, load]) => [name, (await load()).summary] as const);
  const all = [...(await Promise.all(own)), ...Object.entries(VIEW_COMMANDS)];
  const lines = all.map(([name, summary]) => `  ${name.padEnd(10)} ${summary}`);
  const tail = ["  -v, --version  show the version", ...COMMON_HELP.map((line) => `  ${line}`)];
  const note = "Run `uno-trace <command> --help` for the options of a command.";
  return ["usage: uno-trace <command> [options]", "", ...lines, "", ...tail, "", note].join("\n");
}
