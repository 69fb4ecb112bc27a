// A diagnostic in, TypeScript's own diagnostic out, for the compiler and for editors.
import type * as TypeScript from "typescript";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";

// Editors read digits behind "TS"; 900000 and more is far from TypeScript's own codes.
const CODE_BASE = 900_000;

/** The number that TypeScript gets for a code: 901001 for UNO1001. */
export function numberOf(code: string): number {
  return CODE_BASE + Number(code.slice("UNO".length));
}

/** The diagnostic as TypeScript has them, at the same place in the file. */
export function converted(
  ts: typeof TypeScript,
  { code, text, help, start, end, severity }: Diagnostic,
  file: TypeScript.SourceFile,
): TypeScript.DiagnosticWithLocation {
  const { Error: error, Warning: warning } = ts.DiagnosticCategory;
  return {
    file,
    start,
    length: Math.max(0, end - start),
    messageText: `${code}: ${text}. ${help}`,
    category: severity === "error" ? error : warning,
    code: numberOf(code),
    source: "uno-trace",
  };
}
