// ts-jest checks the types of what it compiles: out comes whether it does, and a text in which it does not.
import type { OtherTransformer } from "./context.js";

/**
 * What a transformer does about types: ts-jest checks them, or is told to be silent, or to leave them alone. Where it knows
 * them, it compiles what is on disk when it is handed a file for the first time, whatever the text (ts-jest 29.4): so it
 * gets the source first. Where tsconfig.json turns the check off, asking it again is cheap.
 */
export function typesIn(inner: OtherTransformer, options: object | undefined): "none" | "known" | "checked" {
  const { diagnostics, isolatedModules, transpilation } = (options ?? {}) as Readonly<
    Record<string, unknown>
  >;
  if (!("processWithTs" in inner) || isolatedModules === true || transpilation === true) return "none";
  return diagnostics === false ? "known" : "checked";
}

/** A line in front: generated code is written for engines, and TypeScript finds things to complain about. */
export function uncheckedText(code: string): string {
  return `// @ts-nocheck\n${code}`;
}
