// Arguments go in, the right command of the viewer runs, an exit code comes out.
import { parseArgs } from "node:util";
import { UsageError, usageMessage } from "../../terminal/arguments.js";
import { QueryError } from "../query/tree.js";
import { SqlError, StoreError } from "../store/store.js";
import { type Command, EXIT, type Io, Refusal, type ViewArguments } from "./command.js";

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  view: async () => (await import("./view.js")).view,
  query: async () => (await import("./query.js")).query,
  report: async () => (await import("./report.js")).report,
  export: async () => (await import("./export.js")).exportCommand,
  import: async () => (await import("./import.js")).importCommand,
  mcp: async () => (await import("./mcp.js")).mcp,
};

/** Runs the command line; the only way in for the program and for tests. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const [name = "", ...rest] = argv;
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    io.err(`uno-trace: unknown command "${name}"; there are ${Object.keys(COMMANDS).join(", ")}`);
    return EXIT.usage;
  }
  const command = await loaded(load, io);
  if (command === undefined) return EXIT.failed;
  try {
    const args = parse(command, rest);
    if (args.values.help === true) return help(name, command, io);
    return await command.run(args, io);
  } catch (cause) {
    return failed(cause, name, command, io);
  }
}

/** DuckDB has a binary for each platform, in optional packages. */
async function loaded(load: () => Promise<Command>, io: Io): Promise<Command | undefined> {
  try {
    return await load();
  } catch (cause) {
    const { message } = cause as Error;
    if (!/duckdb/i.test(message)) throw cause;
    io.err(
      `uno-trace: DuckDB could not be loaded. It has binaries for Linux, macOS and Windows on x64 and arm64, which an installation without optional packages (--omit=optional) leaves out. ${message.split("\n")[0]}`,
    );
    return undefined;
  }
}

function parse({ options, most }: Command, argv: readonly string[]): ViewArguments {
  const dashes = argv.indexOf("--");
  const [own, rest] = dashes === -1 ? [argv, []] : [argv.slice(0, dashes), argv.slice(dashes + 1)];
  const help = { help: { type: "boolean", short: "h" } } as const;
  const { values, positionals } = parseArgs({
    args: [...own],
    options: { ...options, ...help },
    allowPositionals: true,
  });
  if (positionals.length > most) throw new UsageError(`unexpected argument "${positionals[most]}"`);
  return { values, positionals, rest };
}

function failed(cause: unknown, name: string, command: Command, io: Io): number {
  const misuse = usageMessage(cause);
  if (misuse !== undefined) {
    io.err(`uno-trace: ${misuse}\nusage: uno-trace ${name} ${command.usage}`);
    return EXIT.usage;
  }
  if (cause instanceof QueryError) io.err(`uno-trace: ${cause.message}\n${cause.frame}`);
  else if (cause instanceof Refusal || cause instanceof StoreError || cause instanceof SqlError)
    io.err(`uno-trace: ${cause.message}`);
  else throw cause;
  return EXIT.failed;
}

function help(name: string, { usage, summary, help: lines }: Command, io: Io): number {
  const options = [...lines, "-h, --help           show this text"].map((line) => `  ${line}`);
  io.out([`usage: uno-trace ${name} ${usage}`, "", summary, "", ...options].join("\n"));
  return EXIT.fine;
}
