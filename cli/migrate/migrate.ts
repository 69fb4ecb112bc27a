// `uno-trace migrate`: directives in the place of spans that are made by hand, by decorators and by wrappers.
import { writeFileSync } from "node:fs";
import type { Arguments } from "../../terminal/arguments.js";
import type { Terminal } from "../../terminal/program.js";
import { type Position, positionsOf } from "../../transformer/source/source-position.js";
import { type Command, EXIT } from "../command/command.js";
import { counted } from "../command/counted.js";
import { diffText } from "../command/diff.js";
import {
  type CommandProject,
  type PlannedFile,
  planSources,
  projectOf,
  shownPath,
} from "../command/project.js";
import type { MigratedFile } from "./migrate-file.js";
import type { Left } from "./spans/finding.js";

/** The command `migrate`. */
export const migrate: Command = {
  usage: "[GLOB...] [--dry-run] [--json]",
  summary: "Turn OpenTelemetry, dd-trace and autotel code and decorators into directives.",
  help: [
    "--dry-run      show what would change and write nothing",
    "--json         print what was done and what was left as JSON",
  ],
  options: { "dry-run": { type: "boolean" }, json: { type: "boolean" } },
  arity: { least: 0, most: Number.POSITIVE_INFINITY },
  run: runMigrate,
};

/** Files without any of these words make no span that this command knows; any decorator may be one of the project's own. */
const MAY_MAKE_SPANS =
  /startActiveSpan|startSpan|\b(?:trace|wrap)\b|@opentelemetry\/api|\b(?:dd-trace|autotel|nestjs-otel)\b|(?:^|[\s{;])@\w/;

interface Migrated {
  readonly source: PlannedFile;
  readonly result: MigratedFile;
}

async function runMigrate(args: Arguments, io: Terminal): Promise<number> {
  const project = projectOf(args, io);
  const files = planSources(project, args.positionals, io).filter(
    ({ text, parsed }) => parsed && MAY_MAKE_SPANS.test(text),
  );
  const isDry = args.values["dry-run"] === true;
  const migrated = files.length > 0 ? await migrateAll(files, project) : [];
  if (!isDry) for (const each of migrated) write(each);
  if (args.values.json === true) io.out(JSON.stringify(reportOf(migrated, project, isDry), undefined, 2));
  else print(migrated, project, isDry, io);
  return migrated.some(({ result }) => result.left.length > 0) ? EXIT.findings : EXIT.fine;
}

async function migrateAll(
  files: readonly PlannedFile[],
  project: CommandProject,
): Promise<readonly Migrated[]> {
  const { migrateFile } = await import("./migrate-file.js");
  return files.map((source) => ({ source, result: migrateFile(source, project.config) }));
}

function write({ source, result }: Migrated): void {
  if (result.text !== source.text) writeFileSync(source.file, `${source.bom ? "\uFEFF" : ""}${result.text}`);
}

function print(migrated: readonly Migrated[], project: CommandProject, isDry: boolean, io: Terminal): void {
  for (const each of migrated) {
    const { source, result } = each;
    const name = shownPath(project, source.file);
    if (isDry) for (const line of diffText(name, source.text, result.text)) io.out(line);
    else if (result.done.length > 0) io.out(`${name}: ${result.done.join(", ")}`);
    for (const { line, column, why } of leftLines(each, isDry))
      io.err(`${name}:${line}:${column}: left: ${why}`);
  }
  const done = migrated.flatMap(({ result }) => result.done).length;
  const touched = migrated.filter(({ source, result }) => result.text !== source.text).length;
  const left = migrated.flatMap(({ result }) => result.left).length;
  const verb = isDry ? "would be migrated" : "migrated";
  io.out(`${counted(done, "span")} ${verb} in ${counted(touched, "file")}, ${left} left`);
}

/** Places for the reader: in the files as they are on the disk now. */
function leftLines({ source, result }: Migrated, isDry: boolean): readonly (Position & Left)[] {
  const positionAt = positionsOf(isDry ? source.text : result.text);
  return (isDry ? result.leftBefore : result.left).map((each) => ({ ...positionAt(each.at), ...each }));
}

function reportOf(migrated: readonly Migrated[], project: CommandProject, isDry: boolean) {
  return migrated.map((each) => ({
    file: shownPath(project, each.source.file),
    migrated: each.result.done,
    left: leftLines(each, isDry).map(({ line, column, why }) => ({ line, column, why })),
  }));
}
