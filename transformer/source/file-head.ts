// A parsed file in; where code may begin that runs before all else of it, out.
import type { FileHead } from "../model/plan.js";
import type { Node, ParsedFile } from "./parse.js";

/** Finds the place. */
export function headOf(file: ParsedFile): FileHead {
  const { program, text } = file;
  const directives = (program.body as Node[]).filter(
    (s) => s.type === "ExpressionStatement" && typeof s.directive === "string",
  );
  const last = directives[directives.length - 1];
  if (last) return { start: last.end, end: last.end, needsSemicolon: text[last.end - 1] !== ";" };
  const start = program.hashbang ? nextLine(text, program.hashbang.end) : 0;
  return { start, end: start, needsSemicolon: false };
}

function nextLine(text: string, lineEnd: number) {
  return Math.min(text.length, lineEnd + (text.startsWith("\r\n", lineEnd) ? 2 : 1));
}
