// The forms in which a site is written, a row for each: what both emitters have to know of it (docs/generated-code.md).

/**
 * The generated form. The body of a `moved…` one, and that of an async generator, becomes a function inside its
 * function; all others stay where they are.
 */
export type SiteForm = "sync" | "async" | "movedAsync" | "generator" | "movedGenerator" | "asyncGenerator";

/** One row of {@link FORMS}; functions of the runtime by their names in `uno-trace/abi`, without `$`. */
export interface Form {
  /** Opens the span. Where the function enters a context, `enter`; a generator does so only while it runs. */
  readonly opens: "enter" | "enterGenerator" | "start";
  /** Opens it where the function calls nothing, and so needs no context; `undefined`: nobody asks. */
  readonly opensLeaf: "start" | undefined;
  /** What returned values pass through; `undefined`: nothing, the body moves. */
  readonly returns: ReturnedBy | undefined;
  /** What a value passes through before the function pauses with it; `undefined`: it never pauses in place. */
  readonly pauses: "suspend" | "yields" | undefined;
  /** How the body moves; `undefined`: it stays. */
  readonly moves: MovedBody | undefined;
}

/** How returned values leave a body that stays. */
export interface ReturnedBy {
  readonly through: "returned" | "returnedAsync" | "result";
  /**
   * Which of them: those that may be promises that nobody else holds (all of them where the result is captured), every
   * one that may be waited for, or only captured ones.
   */
  readonly which: "unheld" | "every" | "captured";
  /** What the last argument says: whether the function has a handler on it, whether a `finally` runs behind it. */
  readonly hint: "owner" | "guarded" | undefined;
}

/** How a body becomes a function inside its function. */
export interface MovedBody {
  /** An arrow, which is called on the spot and awaited; or a generator, which the runtime runs and `yield*` follows. */
  readonly as: "arrow" | "generator";
  readonly async: boolean;
  /** What hands it to the runtime. */
  readonly runs: "leave" | "drive" | "driveAsync";
  /**
   * Whether what it returns is handed on in any case. An async generator awaits what it returns; where that is
   * `undefined`, its end comes a microtask earlier without.
   */
  readonly handsResult: "always" | "endsWithValue";
}

/** Every form. A new one does not compile until its row is whole. */
export const FORMS: Readonly<Record<SiteForm, Form>> = {
  sync: {
    opens: "enter",
    opensLeaf: "start",
    returns: { through: "returned", which: "unheld", hint: "owner" },
    pauses: undefined,
    moves: undefined,
  },
  async: {
    opens: "enter",
    opensLeaf: undefined,
    returns: { through: "returnedAsync", which: "every", hint: "guarded" },
    pauses: "suspend",
    moves: undefined,
  },
  movedAsync: {
    opens: "enter",
    opensLeaf: undefined,
    returns: undefined,
    pauses: undefined,
    moves: { as: "arrow", async: true, runs: "leave", handsResult: "always" },
  },
  generator: {
    opens: "enterGenerator",
    opensLeaf: undefined,
    returns: { through: "result", which: "captured", hint: undefined },
    pauses: "yields",
    moves: undefined,
  },
  movedGenerator: {
    opens: "start",
    opensLeaf: undefined,
    returns: undefined,
    pauses: undefined,
    moves: { as: "generator", async: false, runs: "drive", handsResult: "always" },
  },
  asyncGenerator: {
    opens: "start",
    opensLeaf: undefined,
    returns: undefined,
    pauses: undefined,
    moves: { as: "generator", async: true, runs: "driveAsync", handsResult: "endsWithValue" },
  },
};
