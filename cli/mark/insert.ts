// A planned file and the functions to mark go in, the text with directives comes out; every other character stays.
import { extname } from "node:path";
import MagicString from "magic-string";
import type { Config } from "../../transformer/model/config-file.js";
import type { FunctionInfo } from "../../transformer/model/function-info.js";
import type { Plan } from "../../transformer/model/plan.js";
import { planFile } from "../../transformer/plan.js";
import { lineStart } from "../../transformer/source/source-position.js";
import type { PlannedFile } from "../command/project.js";
import { type FindPlaces, markPlaces } from "./places.js";

/** A text after marking, with the functions that were marked and those that could not be. */
export interface MarkedText {
  readonly text: string;
  readonly marked: readonly FunctionInfo[];
  readonly refused: readonly Refusal[];
  /** Messages of the planner about the directive itself, such as an unknown option. */
  readonly problems: readonly string[];
}

/** A function that a directive cannot mark. */
export interface Refusal {
  readonly info: FunctionInfo;
  readonly why: string;
}

/** A text, and the offset that it goes to. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** Marks functions of one file; `directive` is `@trace …` without comment signs. */
export function insertDirectives(
  { file, text, plan }: PlannedFile,
  wanted: readonly FunctionInfo[],
  directive: string,
  config: Config,
): MarkedText {
  const places = markPlaces(text, extname(file));
  const attempt = (chosen: ReadonlyMap<FunctionInfo, Insertion>) =>
    planFile(apply(text, chosen), file, config);
  const kind = directive.startsWith("@no-trace") ? "no-trace" : "directive";
  const exact = (chosen: ReadonlyMap<FunctionInfo, Insertion>) =>
    marksExactly(plan, attempt(chosen), chosen, kind);

  let chosen = new Map(wanted.flatMap((info) => options(text, info, places, directive).slice(0, 1)));
  // One look at all of them together is enough nearly always; else each is tried by itself.
  if (chosen.size < wanted.length || !exact(chosen)) {
    chosen = new Map();
    for (const info of wanted) {
      const fits = options(text, info, places, directive).find((option) =>
        exact(new Map([...chosen, option])),
      );
      if (fits) chosen.set(...fits);
    }
  }
  const refusal = (info: FunctionInfo): Refusal => {
    const tried = attempt(new Map(options(text, info, places, directive).slice(0, 1)));
    const reason = tried.functions[plan.functions.indexOf(info)]?.reason;
    return { info, why: reason?.kind === "skipped" ? reason.why : "no comment can mark it alone" };
  };
  const known = new Set(plan.diagnostics.map((each) => each.text));
  const fresh = attempt(chosen).diagnostics.filter((each) => !known.has(each.text));
  return {
    text: apply(text, chosen),
    marked: [...chosen.keys()],
    refused: wanted.filter((info) => !chosen.has(info)).map(refusal),
    problems: [...new Set(fresh.map((each) => `${each.text}. ${each.help}`))],
  };
}

/** The ways to mark one function: a line of its own where there is one, else a comment in the line. */
function options(
  text: string,
  info: FunctionInfo,
  places: FindPlaces,
  directive: string,
): [FunctionInfo, Insertion][] {
  return places(info).map((at) => [info, insertionAt(text, at, directive)]);
}

/** A directive before an offset: a line of its own, or a comment within the line. */
export function insertionAt(text: string, at: number, directive: string): Insertion {
  const start = lineStart(text, at);
  const indent = text.slice(start, at);
  if (/\S/.test(indent)) return { at, text: `/* ${directive} */ ` };
  return { at, text: `// ${directive}${lineEndOf(text, start)}${indent}` };
}

/** The line end used just above, so that a file keeps its own. */
function lineEndOf(text: string, start: number): string {
  const found = /\r\n|\n|\r/.exec(text.slice(Math.max(0, start - 2)))?.[0];
  return found ?? /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
}

function apply(text: string, chosen: ReadonlyMap<FunctionInfo, Insertion>): string {
  const edited = new MagicString(text);
  for (const { at, text: inserted } of chosen.values()) edited.appendLeft(at, inserted);
  return edited.toString();
}

/** Asks the planner itself whether these functions, and no others, gained a directive. */
function marksExactly(
  before: Plan,
  after: Plan,
  chosen: ReadonlyMap<FunctionInfo, Insertion>,
  kind: "directive" | "no-trace",
): boolean {
  return (
    before.functions.length === after.functions.length &&
    before.functions.every((info, index) => {
      const now = after.functions[index]?.reason.kind;
      return now === (chosen.has(info) ? kind : info.reason.kind);
    })
  );
}
