// A program in; a list out whose diagnostics the Nest CLI reports, though it gives its plugins no way to report any.
import type * as TypeScript from "typescript";

/** What TypeScript has without naming it in its types. */
interface EmittingProgram extends TypeScript.Program {
  emitBuildInfo?(...args: unknown[]): TypeScript.EmitResult;
}

/** Hands diagnostics over where the Nest CLI asks the program for them: with what was emitted, or right after that. */
export class DiagnosticSink {
  readonly #program: EmittingProgram;
  /**
   * Those of a source file that is being emitted; an incremental build keeps them until the file changes, and gives them
   * twice where it emits no declarations.
   */
  #own: TypeScript.Diagnostic[] = [];
  /** All others, such as those of `uno-trace.json`: nothing may keep them. */
  #others: TypeScript.Diagnostic[] = [];
  readonly #printAtEnd: (left: readonly TypeScript.Diagnostic[]) => void;
  #timer: NodeJS.Timeout | undefined;

  /** @param printAtEnd what becomes of diagnostics that nobody has asked for once the thread was given away */
  constructor(program: TypeScript.Program, printAtEnd: (left: readonly TypeScript.Diagnostic[]) => void) {
    this.#program = program;
    this.#printAtEnd = printAtEnd;
    this.#handOverWith("emit", () => this.#takeOwn());
    this.#handOverWith("emitBuildInfo", () => this.#takeOthers());
  }

  /** Takes one. */
  add(diagnostic: TypeScript.Diagnostic): void {
    const { file } = diagnostic;
    const isOwn = file !== undefined && this.#program.getSourceFile(file.fileName) === file;
    (isOwn ? this.#own : this.#others).push(diagnostic);
    this.#timer ??= setTimeout(() => this.#printAtEnd([...this.#takeOwn(), ...this.#takeOthers()]));
  }

  #handOverWith(name: "emit" | "emitBuildInfo", take: () => readonly TypeScript.Diagnostic[]): void {
    const emit = this.#program[name] as ((...args: unknown[]) => TypeScript.EmitResult) | undefined;
    if (!emit) return;
    this.#program[name] = (...args: unknown[]) => {
      const result = emit(...args);
      return { ...result, diagnostics: [...result.diagnostics, ...take()] };
    };
  }

  #takeOwn(): readonly TypeScript.Diagnostic[] {
    const taken = this.#own;
    this.#own = [];
    return taken;
  }

  #takeOthers(): readonly TypeScript.Diagnostic[] {
    const taken = this.#others;
    this.#others = [];
    return taken;
  }
}
