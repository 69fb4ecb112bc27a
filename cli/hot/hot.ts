// `uno-trace list --hot`: which traced functions cost more than they tell, and what takes them out.
import type { Arguments } from "../../terminal/arguments.js";
import type { Terminal } from "../../terminal/program.js";
import { EXIT } from "../command/command.js";
import { counted } from "../command/counted.js";
import {
  type CommandProject,
  frameOf,
  meansNothing,
  planSources,
  projectOf,
  shownPath,
} from "../command/project.js";
import { type Judged, type Mend, mendsOf } from "./advice.js";
import { NothingRecorded, type Recorded, readRecorded } from "./recorded.js";

/** One function in the output of `list --hot --json`; members are only ever added. */
export interface HotFunction {
  /** Relative to the working folder, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Span name. */
  readonly name: string;
  /** Share of the program's processor time that its spans took, 0 to 1. */
  readonly tracing: number;
  /** Share that the function took with all that it calls, without tracing. */
  readonly work: number;
  /** Calls, where they were counted. */
  readonly calls?: number;
  /** Milliseconds of a call, on average, where calls were counted. */
  readonly duration?: number;
  /** It costs more than it tells. */
  readonly advised: boolean;
}

/** How many functions people are shown. */
const SHOWN = 25;

/** Runs the command. */
export function runHot(paths: readonly string[], args: Arguments, io: Terminal): number {
  const project = projectOf(args, io);
  for (const diagnostic of project.diagnostics) io.err(frameOf(project, diagnostic, io));
  const globs = args.positionals;
  const files = globs.length > 0 ? planSources(project, globs, io).map(({ file }) => file) : undefined;
  try {
    const recorded = readRecorded(paths, project);
    const judged = recorded.judged.filter(({ traced }) => files?.includes(traced.file) ?? true);
    print(project, { ...recorded, judged }, args.values.json === true, io);
  } catch (error) {
    if (!(error instanceof NothingRecorded)) throw error;
    io.err(`uno-trace: ${error.message}`);
    return EXIT.findings;
  }
  return files && meansNothing(globs, files) ? EXIT.findings : EXIT.fine;
}

function print(project: CommandProject, recorded: Recorded, asJson: boolean, io: Terminal): void {
  const advised = recorded.judged.filter(({ isAdvised }) => isAdvised);
  const mends = mendsOf(
    advised.map(({ traced }) => traced),
    project.config,
  );
  for (const remark of recorded.remarks) io.err(`note: ${remark}`);
  if (asJson) {
    io.out(JSON.stringify(jsonOf(project, recorded, mends), undefined, 2));
    return;
  }
  for (const line of table(project, advised)) io.out(line);
  for (const line of mendLines(project, mends)) io.out(line);
  for (const line of sumLines(recorded)) io.out(line);
}

function jsonOf(
  project: CommandProject,
  { costs, judged, isSampled }: Recorded,
  mends: readonly Mend[],
): object {
  const { busy, tracing, collecting } = costs;
  return {
    source: isSampled ? "profile" : "counts",
    tracing: tracing / busy,
    remaining: remainingOf(costs, judged),
    collecting: collecting / busy,
    functions: judged.map((each) => listed(project, each)),
    rules: mends.flatMap((mend) => (mend.kind === "rule" ? [mend.rule] : [])),
  };
}

function listed(project: CommandProject, { traced, tracing, work, calls, isAdvised }: Judged): HotFunction {
  const { file, info } = traced;
  return {
    file: shownPath(project, file),
    line: info.line,
    column: info.column,
    name: info.name,
    tracing,
    work,
    ...(calls && { calls: calls.count, duration: calls.duration / calls.count }),
    advised: isAdvised,
  };
}

function table(project: CommandProject, advised: readonly Judged[]): string[] {
  if (advised.length === 0) return [];
  const rows = advised.slice(0, SHOWN).map((each) => {
    const { file, line, column, name, tracing, work, calls, duration = 0 } = listed(project, each);
    const counts =
      calls === undefined ? "" : `${calls.toLocaleString("en")} calls of ${durationText(duration)}`;
    return [`${file}:${line}:${column}`, name, percent(tracing), percent(work), counts];
  });
  const head = ["function", "span", "tracing", "its work", ""];
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const more = advised.length - rows.length;
  return more > 0 ? [...lines, `and ${more} more: --json shows them`] : lines;
}

function mendLines(project: CommandProject, mends: readonly Mend[]): string[] {
  const rules = mends.flatMap((mend) => (mend.kind === "rule" ? [JSON.stringify(mend.rule)] : []));
  const removed = mends.flatMap((mend) => {
    if (mend.kind !== "remove") return [];
    const names = mend.functions.map((name) => `--functions ${JSON.stringify(name)}`).join(" ");
    return [`npx uno-trace mark ${shownPath(project, mend.file)} ${names} --remove`];
  });
  const written = mends.flatMap((mend) =>
    mend.kind === "no-trace"
      ? [`// @no-trace   at ${shownPath(project, mend.file)}:${mend.line}, ${mend.name}`]
      : [],
  );
  return [
    ...block(
      'Put these last in "rules" of uno-trace.json:',
      rules.map((rule, at) => (at < rules.length - 1 ? `${rule},` : rule)),
    ),
    ...block("Remove directives:", removed),
    ...block("Write above methods that the directive of their class traces:", written),
  ];
}

function block(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ["", title, "", ...lines.map((line) => `  ${line}`)] : [];
}

function sumLines(recorded: Recorded): string[] {
  const { costs, judged, isSampled } = recorded;
  const advised = judged.filter(({ isAdvised }) => isAdvised).length;
  const about = isSampled ? "" : "about ";
  const what = `tracing took ${about}${percent(costs.tracing / costs.busy)} of the processor time`;
  const found = counted(costs.functions.size, "traced function");
  const sum =
    advised === 0
      ? `${what}, in ${found}; none of them costs more than it tells`
      : `${what}, in ${found}; without ${advised === 1 ? "this one" : `these ${advised}`} it takes ${about}${percent(remainingOf(costs, judged))}`;
  const collecting = percent(costs.collecting / costs.busy);
  return [
    "",
    sum,
    ...(costs.collecting > 0
      ? [`${collecting} was garbage collection, which is not counted; spans are part of it`]
      : []),
  ];
}

/** Share of tracing in the processor time that is left without the advised functions. */
function remainingOf({ tracing, busy }: Recorded["costs"], judged: readonly Judged[]): number {
  const gone = judged.reduce((sum, each) => sum + (each.isAdvised ? each.tracing * busy : 0), 0);
  return Math.max(0, tracing - gone) / (busy - gone);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function durationText(milliseconds: number): string {
  return milliseconds < 1 ? `${(1000 * milliseconds).toFixed(2)} us` : `${milliseconds.toFixed(2)} ms`;
}
