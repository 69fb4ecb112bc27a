// A diagnostic of uno-trace at a place in; the edits that mend it out, where it is plain what is meant.
import type * as TypeScript from "typescript";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import type { Range } from "../../transformer/model/range.js";
import { numberOf } from "../tsc/converted.js";
import { foundIn } from "./diagnostics.js";
import { lineAround } from "./directive-at.js";
import type { EditedProject } from "./edited-project.js";

/** The codes for which an editor may ask: those of directives that know what was meant. */
const FIXABLE: readonly number[] = ["UNO1001", "UNO1002", "UNO1003", "UNO1005", "UNO1006", "UNO1007"].map(
  numberOf,
);

/** The codes, as TypeScript's list of what has a quick fix has them. */
export function fixableCodes(): readonly string[] {
  return FIXABLE.map(String);
}

/** The quick fixes of the diagnostics that begin at an offset. */
export function fixesAt(
  project: EditedProject,
  fileName: string,
  start: number,
  codes: readonly number[],
): readonly TypeScript.CodeFixAction[] {
  if (!codes.some((code) => FIXABLE.includes(code))) return [];
  const text = project.sourceOf(fileName)?.text ?? "";
  return foundIn(project, fileName)
    .filter((found) => found.start === start && codes.includes(numberOf(found.code)))
    .flatMap((found) =>
      found.replacement === undefined ? [] : [fixOf(fileName, text, found, found.replacement)],
    );
}

function fixOf(
  fileName: string,
  text: string,
  { code, start, end }: Diagnostic,
  newText: string,
): TypeScript.CodeFixAction {
  const range = newText === "" ? wholeComment(text, start, end) : { start, end };
  const span = { start: range.start, length: range.end - range.start };
  return {
    fixName: `uno-trace-${code}`,
    description: newText === "" ? "Delete this directive" : `Write \`${newText}\``,
    changes: [{ fileName, textChanges: [{ span, newText }] }],
  };
}

/** A directive that is all of its comment goes with the comment, and with the line if nothing else is there. */
function wholeComment(text: string, start: number, end: number): Range {
  const line = lineAround(text, start);
  const lineEnd = line.start + line.text.length;
  const before = text.slice(line.start, start);
  const behind = text.slice(end, lineEnd);
  const around = AROUND.map(([left, right]) => [left.exec(before)?.[0], right.exec(behind)?.[0]] as const);
  const [left, right] = around.find((each) => !each.includes(undefined)) ?? [];
  if (left === undefined || right === undefined) return { start, end };
  const isAlone = left.length === before.length && right.length === behind.length;
  if (!isAlone) return { start: start - left.length, end: end + right.length };
  return { start: line.start, end: lineEnd + (/^\r?\n/.exec(text.slice(lineEnd))?.[0].length ?? 0) };
}

/** What stands around a directive that is all of a comment, or of a line of one. */
const AROUND: readonly (readonly [RegExp, RegExp])[] = [
  [/\s*\/\/\s*$/, /^(?:\s*|\s+--.*)$/],
  [/(?:^\s*)?\/\*+\s*$/, /^\s*\*\/\s*/],
  [/^\s*\*\s*$/, /^\s*$/],
];
