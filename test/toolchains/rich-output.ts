// The built project `rich` in; fails where its JavaScript was written without its types, or its maps lead elsewhere.
import { expect } from "vitest";
import { locate } from "./mapping.js";
import type { TemporaryProject } from "./temporary-project.js";

/** Imports are elided, enums inlined and metadata of decorators written by types of other files. */
export function expectWrittenByTypes(project: TemporaryProject): void {
  const decorated = project.read("out/esm-esnext/decorated.js");
  expect(decorated).toContain('import "./metadata.js";');
  expect(decorated).not.toMatch(/Handler|Order\b/);
  expect(decorated).toContain('__metadata("design:paramtypes", [Money, Function, Object])');
  expect(project.read("out/esm-esnext/services.js")).toContain("2 /* Level.High */");
  expect(project.read("out/esm-esnext/services.js")).not.toContain("model.js");
}

const TOKENS = [
  ["services.js", "src/services.ts", '"before super"'],
  ["services.js", "src/services.ts", "this.constructor.name"],
  ["services.js", "src/services.ts", "super(tag)"],
  ["legacy.js", "src/legacy.js", "new RangeError"],
  ["legacy.js", "src/legacy.js", "numbers.reduce"],
  ["view.js", "src/view.tsx", "each * 2"],
  ["main.js", "src/main.ts", "String(error)"],
] as const;

/** Tokens of each form lead to where they begin in the source. */
export function expectMappedToSource(project: TemporaryProject, build: string): void {
  for (const [output, source, token] of TOKENS) {
    const original = locate(project, `out/${build}/${output}`, token);
    const line = project.read(source).split("\n")[original.line - 1] ?? "";
    expect({ at: line.slice(original.column), source: original.source }).toEqual({
      at: expect.stringMatching(new RegExp(`^${token.replace(/[$`(){}*.]/g, "\\$&")}`)),
      source: `../../${source}`,
    });
  }
}
