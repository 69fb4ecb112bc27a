// `uno-trace diff`: which spans a change adds, removes, renames or moves, between manifests, commits and the working tree.
import { packageFolderOf } from "../../hosts/manifest/manifest-file.js";
import { textOption, UsageError } from "../../terminal/arguments.js";
import { type Command, EXIT } from "../command/command.js";
import { folderOf } from "../command/project.js";
import { changesBetween } from "./changes.js";
import { FORMATS, written } from "./formats.js";
import { prefixOf } from "./repository.js";
import { sideOf } from "./sides.js";

/** The command `diff`. */
export const diff: Command = {
  usage: "OLD [NEW] [--format FORMAT] [--exit-code]",
  summary: "Show which spans a change adds, removes, renames or moves.",
  help: [
    "OLD, NEW          a manifest, or a commit of Git (default for NEW: the working tree)",
    "--format FORMAT   markdown (default), github (annotations of a workflow), json",
    "--json            the same as --format json",
    "--exit-code       exit with 1 if anything changed",
  ],
  options: { format: { type: "string" }, json: { type: "boolean" }, "exit-code": { type: "boolean" } },
  arity: { least: 1, most: 2 },
  run: async (args, io) => {
    const format = formatOf(textOption(args, "format") ?? (args.values.json ? "json" : "markdown"));
    const [old, next] = args.positionals;
    const changes = changesBetween(sideOf(old, args, io), sideOf(next, args, io));
    const text = written(format, changes, prefixOf(packageFolderOf(folderOf(args, io))));
    if (text !== "") io.out(text);
    return args.values["exit-code"] && changes.length > 0 ? EXIT.findings : EXIT.fine;
  },
};

function formatOf(named: string): (typeof FORMATS)[number] {
  const known = FORMATS.find((format) => format === named);
  if (known === undefined) throw new UsageError(`--format: expected ${FORMATS.join(", ")}, got "${named}"`);
  return known;
}
