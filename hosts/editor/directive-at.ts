// An offset in; the directive in whose comment it stands out, with the functions that it speaks of.
import type * as TypeScript from "typescript";
import type { FunctionInfo } from "../../transformer/model/function-info.js";
import { type Directive, readDirectives } from "../../transformer/select/directive.js";
import { positionAt } from "../../transformer/source/source-position.js";
import type { EditedFile } from "./edited-project.js";

/** A comment of a file, with the signs around it. */
export interface CommentText {
  readonly start: number;
  readonly text: string;
}

/** The comment in which an offset stands, or at whose end. */
export function commentAt(
  service: TypeScript.LanguageService,
  source: TypeScript.SourceFile,
  offset: number,
): CommentText | undefined {
  // Cheaper than asking, and no directive for most places of a file.
  if (!lineAround(source.text, offset).text.includes("@")) return undefined;
  const span = service.getSpanOfEnclosingComment(source.fileName, offset, false);
  return span && { start: span.start, text: source.text.slice(span.start, span.start + span.length) };
}

/** The line of an offset, without its end. */
export function lineAround(text: string, offset: number): CommentText {
  const start = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  return { start, text: /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? "" };
}

/** The directive of a comment on whose line an offset stands. */
export function directiveIn(
  { start, text }: CommentText,
  file: string,
  offset: number,
): Directive | undefined {
  const isBlock = text.startsWith("/*");
  const value = text.slice(2, isBlock ? -2 : undefined);
  const comment = { type: isBlock ? "Block" : "Line", value, start, end: start + text.length } as const;
  const isOnLine = (directive: Directive) => {
    const line = lineAround(text, directive.start - start);
    return directive.start <= offset && offset <= start + line.start + line.text.length;
  };
  return readDirectives([comment], file).find(isOnLine);
}

/** The functions that have their say from a directive: those that it traces, or takes out. */
export function functionsOf({ plan, source }: EditedFile, directive: Directive): readonly FunctionInfo[] {
  const { line } = positionAt(source.text, directive.start);
  const speaksOf = ({ reason }: FunctionInfo) =>
    (reason.kind === "directive" || reason.kind === "no-trace") && reason.line === line;
  const found = plan.functions.filter(speaksOf);
  if (found.length > 0) return found;
  // One that cannot be traced says why, and no longer who asked for it.
  const next = plan.functions.find(({ start }) => start >= directive.commentEnd);
  return next?.reason.kind === "skipped" ? [next] : [];
}
