// A planned file and the functions to unmark go in, the text without their directives comes out.
import MagicString from "magic-string";
import type { FunctionInfo } from "../../transformer/model/function-info.js";
import type { Range } from "../../transformer/model/range.js";
import { type Directive, readDirectives } from "../../transformer/select/directive.js";
import { type Comment, parseFile } from "../../transformer/source/parse.js";
import { lineStart, positionsOf } from "../../transformer/source/source-position.js";
import type { PlannedFile } from "../command/project.js";

/** A text after unmarking; `kept` are functions whose directive marks others as well. */
export interface UnmarkedText {
  readonly text: string;
  readonly unmarked: readonly FunctionInfo[];
  readonly kept: readonly FunctionInfo[];
}

/** Removes the directives of functions; a directive of a class goes only when all it marks is wanted. */
export function removeDirectives(
  { file, text, plan }: PlannedFile,
  wanted: readonly FunctionInfo[],
  kind: "directive" | "no-trace",
): UnmarkedText {
  const comments = parseFile(text, file)?.comments ?? [];
  const directives = readDirectives(comments, file);
  const owners = new Map<Directive, FunctionInfo[]>();
  for (const info of plan.functions.filter(({ reason }) => reason.kind === kind)) {
    const directive = directiveOf(info, directives, text);
    if (directive) owners.set(directive, [...(owners.get(directive) ?? []), info]);
  }
  const removable = [...owners].filter(([, functions]) => functions.every((each) => wanted.includes(each)));
  const edited = new MagicString(text);
  for (const [directive] of removable) {
    const { start, end } = rangeToRemove(text, directive, comments);
    edited.remove(start, end);
  }
  const unmarked = removable.flatMap(([, functions]) => functions);
  return { text: edited.toString(), unmarked, kept: wanted.filter((info) => !unmarked.includes(info)) };
}

/** The plan knows the line of a directive; of several in one line the nearest before the function is meant. */
function directiveOf(
  info: FunctionInfo,
  directives: readonly Directive[],
  text: string,
): Directive | undefined {
  const { reason } = info;
  if (reason.kind !== "directive" && reason.kind !== "no-trace") return undefined;
  const positionAt = positionsOf(text);
  const inLine = directives.filter(({ start }) => start < info.end && positionAt(start).line === reason.line);
  return inLine.findLast(({ start }) => start < info.start) ?? inLine[0];
}

function rangeToRemove(text: string, directive: Directive, comments: readonly Comment[]): Range {
  const comment = comments.find(({ start, end }) => start < directive.start && directive.start < end);
  if (!comment || !isWhole(comment, directive)) return rangeInComment(text, directive);
  const before = lineStart(text, comment.start);
  const alone = !/\S/.test(text.slice(before, comment.start));
  const behind = /^[ \t]*(?:\r\n|\n|\r|$)/.exec(text.slice(comment.end))?.[0];
  if (alone && behind !== undefined) return { start: before, end: comment.end + behind.length };
  if (behind !== undefined) return { start: trimBack(text, comment.start), end: comment.end };
  const blanks = /^[ \t]*/.exec(text.slice(comment.end))?.[0] ?? "";
  return { start: comment.start, end: comment.end + blanks.length };
}

/** Whether a comment says nothing but the directive (a remark behind two dashes belongs to it). */
function isWhole(comment: Comment, directive: Directive): boolean {
  const before = comment.value.slice(0, directive.start - comment.start - 2);
  const behind = comment.value.slice(directive.start - comment.start - 2).replace(/^[^\r\n]*/, "");
  return !/[^\s*]/.test(before + behind);
}

/** The directive's line of a longer comment; the signs that open and close the comment stay. */
function rangeInComment(text: string, directive: Directive): Range {
  const start = lineStart(text, directive.start);
  const opens = /\/\*/.test(text.slice(start, directive.start));
  const rest = /^[^\r\n]*/.exec(text.slice(directive.start))?.[0] ?? "";
  const closing = rest.indexOf("*/");
  if (closing >= 0) {
    const from = opens ? directive.start : start - lineEndBefore(text, start);
    return { start: from, end: trimBack(text, directive.start + closing) };
  }
  const end = directive.start + rest.length;
  if (opens) return { start: trimBack(text, directive.start), end };
  return { start, end: end + (/^(?:\r\n|\n|\r)/.exec(text.slice(end))?.[0].length ?? 0) };
}

function lineEndBefore(text: string, start: number): number {
  return text.slice(start - 2, start) === "\r\n" ? 2 : 1;
}

function trimBack(text: string, offset: number): number {
  return offset - (/[ \t]*$/.exec(text.slice(0, offset))?.[0].length ?? 0);
}
