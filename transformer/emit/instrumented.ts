// A parsed file in; whether it has been instrumented before out.
import type { Node, ParsedFile } from "../source/parse.js";
import { namesAbi } from "./generated-code.js";

/** Whether the file binds a generated name to the runtime, as tsc and esbuild print that again as well. */
export function isInstrumented({ program, text }: ParsedFile): boolean {
  if (!text.includes("__uno") || !namesAbi(text)) return false;
  return (program.body as Node[]).some((statement) => {
    const source = text.slice(statement.start, statement.end);
    return /^(?:import \* as|const|let|var)\s+__uno/.test(source) && namesAbi(source);
  });
}
