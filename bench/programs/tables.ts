// What was measured of programs in, tables for people out.
import { middle } from "../bars.js";
import { costOf, failuresOf, type Programs, ratioOf } from "./figures.js";
import type { Measured } from "./measure.js";
import type { Run, State } from "./run.js";
import { PROGRAMS } from "./table.js";

/** One table with its title. */
export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of the programs: what whole processes cost, and what that is for each call. */
export function programTables({ measured }: Programs): Table[] {
  return [wholes(measured), calls(measured), ...failures(measured)];
}

function wholes(measured: readonly Measured[]): Table {
  return {
    title: "Whole programs, every function traced; processor time and memory beside the untraced program:",
    head: [
      "program",
      "untraced, s",
      "off",
      "nothing sampled",
      "dropped",
      "exported",
      "the SDK, dropped",
      "memory, off",
      "dropped",
    ],
    rows: measured.map((each) => [
      nameOf(each),
      seconds(each.runs.untraced),
      ...(["off", "unsampled", "dropped", "exported", "sdk"] as const).map((state) =>
        times(each, state, ({ cpu }) => cpu),
      ),
      ...(["off", "dropped"] as const).map((state) => times(each, state, ({ memory }) => memory)),
    ]),
  };
}

function calls(measured: readonly Measured[]): Table {
  return {
    title:
      "The same, nanoseconds for each call of a traced function (the SDK's spans are those of the functions that it could wrap):",
    head: ["program", "calls", "off", "nothing sampled", "dropped", "exported", "the SDK, dropped"],
    rows: measured.map((each) => [
      nameOf(each),
      (each.runs.dropped?.[0]?.spans ?? 0).toLocaleString("en"),
      ...(["off", "unsampled", "dropped", "exported", "sdk"] as const).map(
        (state) => costOf(each, state)?.toFixed(0) ?? "",
      ),
    ]),
  };
}

function failures(measured: readonly Measured[]): Table[] {
  const lines = failuresOf(measured).map((line) => [line]);
  return lines.length > 0
    ? [{ title: "Not measured, since they failed or did something else:", head: ["run"], rows: lines }]
    : [];
}

function nameOf({ program, format }: Measured): string {
  const about = PROGRAMS.find(({ name }) => name === program)?.about;
  return `${program} (${about}), ${format === "cjs" ? "CommonJS" : "ES modules"}`;
}

function seconds(runs: readonly Run[] | undefined) {
  return runs ? (middle(runs.map(({ cpu }) => cpu)) / 1e6).toFixed(1) : "";
}

function times(measured: Measured, state: State, read: (run: Run) => number) {
  return ratioOf(measured, state, read)?.toFixed(2) ?? "";
}
