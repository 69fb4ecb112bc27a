// `uno-trace export`: the id of a trace, or a query line, in; a file in a format of others out.
import { createWriteStream } from "node:fs";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Arguments, textOption, UsageError } from "../../terminal/arguments.js";
import { parseQuery } from "../query/parse.js";
import { EXPORT_FORMATS } from "../server/exports.js";
import { type Command, EXIT, type Io, Refusal, readOption } from "./command.js";
import { type Pieces, SOURCE_HELP, SOURCE_OPTIONS, SOURCE_USAGE, withExport } from "./source.js";

/** The command `export`. */
export const exportCommand: Command = {
  usage: `[TRACE | "service:shop since:1h"] [--format NAME] [-o FILE] ${SOURCE_USAGE}`,
  summary:
    "Write a trace as OTLP JSON, for Perfetto or speedscope, or as an HTML page; many traces as Parquet.",
  help: [
    `--format NAME        ${EXPORT_FORMATS.join(", ")} (default: otlp; parquet takes a query line)`,
    "-o, --output FILE    write it there (default: standard output)",
    ...SOURCE_HELP,
  ],
  options: {
    ...SOURCE_OPTIONS,
    format: { type: "string" },
    output: { type: "string", short: "o" },
  },
  most: 1,
  run: runExport,
};

async function runExport(args: Arguments, io: Io): Promise<number> {
  const known = (text: string) => (EXPORT_FORMATS.includes(text) ? text : undefined);
  const format = readOption(args, "format", known, `one of ${EXPORT_FORMATS.join(", ")}`) ?? "otlp";
  const output = textOption(args, "output");
  if (output === undefined && format === "parquet")
    throw new UsageError("--format parquet is no text: name a file with -o");
  await withExport(args, io, { format, ...chosen(args.positionals[0] ?? "", format) }, (pieces) =>
    output === undefined ? print(pieces, io) : write(pieces, resolve(io.cwd, output)),
  );
  if (output !== undefined) io.err(`uno-trace export: wrote ${output}`);
  return EXIT.fine;
}

async function print(pieces: Pieces, io: Io): Promise<void> {
  const decoder = new TextDecoder();
  let line = "";
  for await (const piece of pieces) {
    line += typeof piece === "string" ? piece : decoder.decode(piece, { stream: true });
    const end = line.lastIndexOf("\n");
    if (end !== -1) io.out(line.slice(0, end));
    line = line.slice(end + 1);
  }
  if (line !== "") io.out(line);
}

async function write(pieces: Pieces, file: string): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), createWriteStream(file));
  } catch (cause) {
    throw (cause as NodeJS.ErrnoException).syscall === undefined
      ? cause
      : new Refusal(`${file} cannot be written: ${(cause as Error).message}`);
  }
}

/** One trace by its id; of many only Parquet makes one file. */
function chosen(text: string, format: string): Readonly<Record<string, string>> {
  if (/^[0-9a-f]{32}$/i.test(text)) return { id: text };
  if (format !== "parquet")
    throw new UsageError(
      `--format ${format} takes the id of one trace: 32 hexadecimal digits, as \`uno-trace query\` prints them`,
    );
  // A mistake is shown whether or not anybody answers.
  parseQuery(text);
  return { query: text };
}
