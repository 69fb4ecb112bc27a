// An output file and a token in it in; the place in the source that its map leads to out.
import { type OriginalMapping, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { expect } from "vitest";
import type { TemporaryProject } from "./temporary-project.js";

/** Where the first occurrence of a token comes from; the map lies beside the output. */
export function locate(
  project: TemporaryProject,
  output: string,
  token: string,
): Pick<OriginalMapping, "line" | "column" | "source"> {
  const text = project.read(output);
  expect(text).toContain(token);
  const lines = text.slice(0, text.indexOf(token)).split("\n");
  const map = new TraceMap(project.read(`${output}.map`));
  const { source, line, column } = originalPositionFor(map, {
    line: lines.length,
    column: lines.at(-1)?.length ?? 0,
  });
  expect(source).not.toBeNull();
  return { source: source ?? "", line: line ?? 0, column: column ?? 0 };
}
