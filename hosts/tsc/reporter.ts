// Diagnostics in, TypeScript's own diagnostics out, at the same place in the same file.
import { writeSync } from "node:fs";
import type * as TypeScript from "typescript";
import type { Diagnostic } from "../../transformer/diagnostics/diagnostic.js";
import type { Config } from "../../transformer/model/config-file.js";
import { converted } from "./converted.js";

type TS = typeof TypeScript;

/** Hands diagnostics to the compiler; errors fail the build, warnings are only printed. */
export class Reporter {
  readonly #ts: TS;
  readonly #add: ((diagnostic: TypeScript.Diagnostic) => unknown) | undefined;

  constructor(ts: TS, add: ((diagnostic: TypeScript.Diagnostic) => unknown) | undefined) {
    this.#ts = ts;
    this.#add = add;
  }

  /** Reports what was found in a source file. */
  report(diagnostics: readonly Diagnostic[], file: TypeScript.SourceFile): void {
    for (const diagnostic of diagnostics) this.#reportOne(diagnostic, file);
  }

  /** Reports what was found in `uno-trace.json`. */
  reportConfig(diagnostics: readonly Diagnostic[], config: Config): void {
    if (diagnostics.length === 0) return;
    this.report(diagnostics, this.#ts.parseJsonText(config.path ?? config.root, config.text));
  }

  /** Reports what is wrong with a file that the compiler has not read. */
  reportElsewhere(diagnostics: readonly Diagnostic[]): void {
    for (const found of diagnostics) this.#reportOne(found, this.#ts.parseJsonText(found.file, ""));
  }

  /** The same when the compiler takes nothing any more: it is printed, and an error sets the exit code. */
  print(diagnostics: readonly Diagnostic[]): void {
    for (const found of diagnostics) {
      writeSync(2, this.#format(converted(this.#ts, found, this.#ts.parseJsonText(found.file, ""))));
      if (found.severity === "error") process.exitCode ||= 1;
    }
  }

  #reportOne(diagnostic: Diagnostic, file: TypeScript.SourceFile): void {
    const own = converted(this.#ts, diagnostic, file);
    // tsc exits with an error for any diagnostic, whatever its category.
    if (diagnostic.severity === "warning") writeSync(2, this.#format(own));
    else if (this.#add) this.#add(own);
    else throw new Error(this.#format(own));
  }

  #format(diagnostic: TypeScript.Diagnostic): string {
    const host: TypeScript.FormatDiagnosticsHost = {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => process.cwd(),
      getNewLine: () => "\n",
    };
    return this.#ts.formatDiagnostics([diagnostic], host);
  }
}
