// What was measured of programs in, tables for people out.
import { middle } from "../bars.js";
import { costOf, failuresOf, type Programs, ratioOf } from "./figures.js";
import type { Measured } from "./measure.js";
import type { Run, State } from "./run.js";
import { PROGRAMS } from "./table.js";

/** One table with what it is about. */
export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Heads of columns, in their order. */
const HEADS: Readonly<Partial<Record<State, string>>> = {
  off: "off",
  unsampled: "nothing sampled",
  dropped: "dropped",
  exported: "exported",
  sdk: "the SDK, dropped",
};

/** The tables of the programs: what whole processes cost, and what that is for each call. */
export function programTables({ measured }: Programs): Table[] {
  // What this run left out has no column.
  const states = (Object.keys(HEADS) as State[]).filter((state) =>
    measured.some(({ runs }) => runs[state] !== undefined),
  );
  return [wholes(measured, states), calls(measured, states), ...failures(measured)];
}

function wholes(measured: readonly Measured[], states: readonly State[]): Table {
  return {
    title: "Processor time of the whole process, times that of the untraced one; and its memory:",
    head: ["program", "untraced, s", ...states.map(headOf), "memory, off"],
    rows: measured.map((each) => [
      nameOf(each),
      seconds(each.runs.untraced),
      ...states.map((state) => times(each, state, ({ cpu }) => cpu)),
      times(each, "off", ({ memory }) => memory),
    ]),
  };
}

function calls(measured: readonly Measured[], states: readonly State[]): Table {
  return {
    title: "The same as nanoseconds for each call of a traced function, above the untraced one:",
    head: ["program", "calls", ...states.map(headOf)],
    rows: measured.map((each) => [
      nameOf(each),
      (each.runs.dropped?.[0]?.spans ?? 0).toLocaleString("en"),
      ...states.map((state) => costOf(each, state)?.toFixed(0) ?? ""),
    ]),
  };
}

function headOf(state: State): string {
  return HEADS[state] ?? state;
}

function failures(measured: readonly Measured[]): Table[] {
  const rows = failuresOf(measured).map((line) => [line]);
  return rows.length > 0
    ? [{ title: "Not measured, since they failed or did something else:", head: ["run"], rows }]
    : [];
}

function nameOf({ program, format }: Measured): string {
  const about = PROGRAMS.find(({ name }) => name === program)?.about;
  return `${program} (${about}), ${format === "cjs" ? "CommonJS" : "ES modules"}`;
}

function seconds(runs: readonly Run[] | undefined): string {
  return runs ? (middle(runs.map(({ cpu }) => cpu)) / 1e6).toFixed(1) : "";
}

function times(measured: Measured, state: State, read: (run: Run) => number): string {
  return ratioOf(measured, state, read)?.toFixed(2) ?? "";
}
