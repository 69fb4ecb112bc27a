// Offsets to lines and columns, and the frames that a terminal shows.
import { expect, test } from "vitest";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import { codeFrame, positionAt } from "../../transformer/source/source-position.js";

const diagnostic = (start: number, end: number): Diagnostic => ({
  code: "UNO1001",
  severity: "error",
  text: "This is wrong",
  help: "Mend it.",
  file: "/p/a.ts",
  start,
  end,
});

test.each([
  ["", 0, 1, 1],
  ["ab", 2, 1, 3],
  ["a\nb", 2, 2, 1],
  ["a\r\nb", 3, 2, 1],
  ["a\rb\u2028c", 4, 3, 1],
  ["a\n\n", 3, 3, 1],
  ["é😀x", 3, 1, 4],
])("%j at %i", (text, offset, line, column) => {
  expect(positionAt(text, offset)).toEqual({ line, column });
});

test("a frame", () => {
  expect(codeFrame(diagnostic(9, 13), "line one\n\tabc  def\r\nlast")).toBe(
    ["/p/a.ts:2:1 - error UNO1001: This is wrong", "  2 | \tabc  def", "    | ~~~~", "  help: Mend it."].join(
      "\n",
    ),
  );
  expect(codeFrame(diagnostic(10, 11), "line one\n\tabc", { fileName: "a.ts" })).toContain("a.ts:2:2");
  expect(codeFrame(diagnostic(10, 11), "line one\n\tabc")).toContain("    | \t^\n");
});

test("a mark ends with its line, and stands behind an empty one", () => {
  expect(codeFrame(diagnostic(0, 99), "abc\ndef")).toContain("| ~~~\n");
  expect(codeFrame(diagnostic(3, 3), "abc")).toContain("|    ^\n");
});

test("without a text only words", () => {
  expect(codeFrame(diagnostic(0, 0), "")).toBe("/p/a.ts - error UNO1001: This is wrong\n  help: Mend it.");
});

test("colours", () => {
  expect(codeFrame(diagnostic(0, 1), "abc", { color: true })).toContain("\u001b[31merror\u001b[0m");
});
