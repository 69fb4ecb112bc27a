// `uno-trace preview`: prints a file as the build would see it.
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { rewrite } from "../hosts/rewriting/rewrite.js";
import { withoutByteOrderMark } from "../hosts/source-text.js";
import { type Arguments, UsageError } from "../terminal/arguments.js";
import type { Terminal } from "../terminal/program.js";
import { type Command, EXIT } from "./command/command.js";
import { frameOf, projectOf, shownPath } from "./command/project.js";

/** The command `preview`. */
export const preview: Command = {
  usage: "FILE",
  summary: "Print the instrumented source of a file.",
  help: [],
  options: {},
  arity: { least: 1, most: 1 },
  run: async (args, io) => runPreview(args, io),
};

function runPreview(args: Arguments, io: Terminal): number {
  const project = projectOf(args, io);
  const file = resolve(project.cwd, args.positionals[0] as string);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new UsageError(`${stat ? "not a file" : "no such file"}: ${file}`);
  const text = withoutByteOrderMark(readFileSync(file, "utf8"));
  const written = rewrite(file, text, project.config, { map: "none" });
  const code = written.code ?? text;
  // The code ends as the file does; `out` adds the line end of a line.
  io.out(code.replace(/\r?\n$/, ""));
  const diagnostics = [...project.diagnostics, ...written.diagnostics];
  for (const diagnostic of diagnostics) io.err(frameOf(project, diagnostic, io));
  const why = written.unparsable
    ? "it does not parse"
    : "nothing in it is traced, or it is instrumented already";
  if (written.code === undefined) io.err(`note: ${shownPath(project, file)} is unchanged: ${why}`);
  return diagnostics.some(({ severity }) => severity === "error") ? EXIT.findings : EXIT.fine;
}
