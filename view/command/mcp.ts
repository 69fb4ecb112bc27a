// `uno-trace mcp`: where to ask in; a server of the Model Context Protocol, for agents, out.
import { readFileSync } from "node:fs";
import type { Arguments } from "../../terminal/arguments.js";
import { serve } from "../mcp/serve.js";
import { toolsFor } from "../mcp/tools.js";
import { QueryError } from "../query/tree.js";
import { SqlError, StoreError } from "../store/store.js";
import { type Command, EXIT, type Io, Refusal } from "./command.js";
import { SOURCE_HELP, SOURCE_OPTIONS, SOURCE_USAGE, withSource } from "./source.js";

/** The command `mcp`. */
export const mcp: Command = {
  usage: SOURCE_USAGE,
  summary: "Let agents read traces: a server of the Model Context Protocol on standard input and output.",
  help: [...SOURCE_HELP],
  options: { ...SOURCE_OPTIONS },
  most: 0,
  run: runMcp,
};

async function runMcp(args: Arguments, io: Io): Promise<number> {
  // A file is open only while it is asked, so that a viewer can have it between.
  const tools = toolsFor(
    (question, parameters) => withSource(args, io, (ask) => ask(question, parameters)),
    io.cwd,
  );
  const manifest = new URL("../../../package.json", import.meta.url);
  await serve(tools, JSON.parse(readFileSync(manifest, "utf8")).version, refusalOf);
  return EXIT.fine;
}

function refusalOf(cause: unknown): string | undefined {
  if (cause instanceof QueryError) return `${cause.message}\n${cause.frame}`;
  const isSaid = cause instanceof Refusal || cause instanceof StoreError || cause instanceof SqlError;
  return isSaid ? cause.message : undefined;
}
