// What a message of the build is: code, severity, text, help and place.
/** How a host treats a diagnostic: an `error` fails the build, a `warning` does not. */
export type Severity = "error" | "warning";

/** One finding of the planner or of the configuration reader. */
export interface Diagnostic {
  /** Stable code, `UNO1001` and so on; documented in `docs/diagnostics.md`. */
  readonly code: string;
  /** What the host makes of it. */
  readonly severity: Severity;
  /** What is wrong, and why, in one sentence without its full stop. */
  readonly text: string;
  /** How to mend it, in whole sentences. */
  readonly help: string;
  /** Absolute path of the file that the offsets belong to. */
  readonly file: string;
  /** UTF-16 offset of the first character concerned. */
  readonly start: number;
  /** UTF-16 offset behind the last character concerned. */
  readonly end: number;
  /** What an editor may put in the place of the characters concerned, where that is likely to be meant. */
  readonly replacement?: string;
}

/** The place a diagnostic points at. */
export type Place = Pick<Diagnostic, "file" | "start" | "end">;

/** Fails the build. */
export function error(code: string, { file, start, end }: Place, text: string, help: string): Diagnostic {
  return { code, severity: "error", text, help, file, start, end };
}

/** Is printed, and the build goes on. */
export function warning(code: string, place: Place, text: string, help: string): Diagnostic {
  return {
    ...error(code, place, text, help),
    severity: "warning",
  };
}
