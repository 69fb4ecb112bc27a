// `uno-trace mark`: writes directives above functions, or takes them away again.
import { writeFileSync } from "node:fs";
import { type Arguments, UsageError } from "../../terminal/arguments.js";
import type { Terminal } from "../../terminal/program.js";
import { matchNames } from "../../transformer/config/globs.js";
import type { FunctionInfo } from "../../transformer/model/function-info.js";
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

/** The command `mark`. */
export const mark: Command = {
  usage: "GLOB... --functions PATTERN [--remove] [--dry-run] [--directive TEXT]",
  summary: "Write or remove // @trace directives in source files.",
  help: [
    "--functions P  span names, * is any characters; repeat it for more, !P takes out",
    "--remove       remove the directives of these functions",
    "--dry-run      show what would change and write nothing",
    '--directive T  the directive to write (default: "// @trace")',
  ],
  options: {
    functions: { type: "string", multiple: true },
    remove: { type: "boolean" },
    "dry-run": { type: "boolean" },
    directive: { type: "string" },
  },
  arity: { least: 1, most: Number.POSITIVE_INFINITY },
  run: runMark,
};

/** What happened to one file. */
interface Change {
  readonly source: PlannedFile;
  readonly text: string;
  readonly done: readonly FunctionInfo[];
  readonly remarks: readonly string[];
}

interface Order {
  readonly patterns: readonly string[];
  readonly directive: string;
  readonly remove: boolean;
  readonly dryRun: boolean;
}

async function runMark(args: Arguments, io: Terminal): Promise<number> {
  const order = orderOf(args);
  const project = projectOf(args, io);
  const files = planSources(project, args.positionals, io);
  const matched = files.filter((file) => matching(file, order).length > 0);
  if (matched.length === 0) return nothingMatched(order, files, io);
  const change = order.remove ? await remover(order, project) : await inserter(order, project);
  const changes = matched.map(change);
  for (const each of changes) write(project, each, order, io);
  const done = changes.flatMap((each) => each.done).length;
  const touched = changes.filter((each) => each.text !== each.source.text).length;
  const verb = `${order.dryRun ? "would be " : ""}${order.remove ? "unmarked" : "marked"}`;
  io.out(`${counted(done, "function")} ${verb} in ${counted(touched, "file")}`);
  return changes.some(({ remarks }) => remarks.length > 0) ? EXIT.findings : EXIT.fine;
}

function orderOf(args: Arguments): Order {
  const { functions, directive, remove, "dry-run": dryRun } = args.values;
  if (!Array.isArray(functions)) throw new UsageError("--functions is missing");
  if (functions.includes("")) throw new UsageError("--functions is empty");
  const text = directiveText(typeof directive === "string" ? directive : "@trace");
  return {
    patterns: functions.map(String),
    directive: text,
    remove: remove === true,
    dryRun: dryRun === true,
  };
}

/** Takes the comment signs off: whether it becomes a line or stands in one depends on the place. */
function directiveText(given: string): string {
  const text = given
    .trim()
    .replace(/^\/\/|^\/\*+|\*\/$/g, "")
    .trim();
  const sound = /^@(?:trace|no-trace)(?![\w-])/.test(text) && !/[\r\n]|\*\//.test(text);
  if (!sound) throw new UsageError(`--directive: "${given}" is no directive; write "// @trace kind=client"`);
  return text;
}

function matching({ plan }: PlannedFile, { patterns, remove }: Order): readonly FunctionInfo[] {
  const matches = matchNames(patterns);
  const named = plan.functions.filter(({ name }) => matches(name));
  return remove ? named : named.filter(({ kind }) => isMeant(kind, patterns));
}

/** As with globs in uno-trace.json: callbacks, accessors and constructors only when a pattern spells them out. */
function isMeant(kind: FunctionInfo["kind"], patterns: readonly string[]): boolean {
  const spelt = { callbacks: /:/, accessors: /\b[gs]et /, constructors: /constructor$/ } as const;
  return !(kind in spelt) || patterns.some((each) => spelt[kind as keyof typeof spelt].test(each));
}

async function inserter(
  { directive, ...order }: Order,
  project: CommandProject,
): Promise<(file: PlannedFile) => Change> {
  const { insertDirectives } = await import("./insert.js");
  const kind = kindOf(directive);
  return (source) => {
    const wanted = matching(source, { directive, ...order }).filter(({ reason }) => reason.kind !== kind);
    if (wanted.length === 0) return { source, text: source.text, done: [], remarks: [] };
    const { text, marked, refused, problems } = insertDirectives(source, wanted, directive, project.config);
    if (problems[0]) throw new UsageError(`--directive: ${problems[0]}`);
    const where = shownPath(project, source.file);
    const remarks = refused.map(
      ({ info, why }) => `${where}:${info.line}: ${info.name} cannot be marked: ${why}`,
    );
    return { source, text, done: marked, remarks };
  };
}

async function remover(order: Order, project: CommandProject): Promise<(file: PlannedFile) => Change> {
  const { removeDirectives } = await import("./remove.js");
  const kind = kindOf(order.directive);
  return (source) => {
    const wanted = matching(source, order).filter(({ reason }) => reason.kind === kind);
    const { text, unmarked, kept } = removeDirectives(source, wanted, kind);
    const where = shownPath(project, source.file);
    const remarks = kept.map(
      ({ name, line }) =>
        `${where}:${line}: ${name} keeps its directive, which marks other functions as well`,
    );
    return { source, text, done: unmarked, remarks };
  };
}

function kindOf(directive: string) {
  return directive.startsWith("@no-trace") ? "no-trace" : "directive";
}

function write(
  project: CommandProject,
  { source, text, done, remarks }: Change,
  { dryRun }: Order,
  io: Terminal,
): void {
  const name = shownPath(project, source.file);
  for (const remark of remarks) io.err(remark);
  if (text === source.text) return;
  if (dryRun) for (const line of diffText(name, source.text, text)) io.out(line);
  else writeFileSync(source.file, `${source.bom ? "\uFEFF" : ""}${text}`);
  if (!dryRun) io.out(`${name}: ${done.map((info) => info.name).join(", ")}`);
}

function nothingMatched(order: Order, files: readonly PlannedFile[], io: Terminal): number {
  if (files.length > 0)
    io.err(
      `no function in ${counted(files.length, "file")} matches ${order.patterns.join(" ")}; see uno-trace list`,
    );
  return EXIT.findings;
}
