// Runs in, what they say out: ratios, costs of a span, the verdicts on the promises.
import { middle, type Verdict } from "../bars.js";
import type { Measured } from "./measure.js";
import type { Run, State } from "./run.js";
import type { Format } from "./table.js";

/** All that was measured in one run of `npm run bench:programs`. */
export interface Programs {
  readonly measured: readonly Measured[];
  /** Seconds of processor time for the compiler's one file. */
  readonly instrumenting: number;
}

/** Medians of the rounds; `undefined` where a state was not measured, or failed. */
export function ratioOf(
  { runs, failures }: Measured,
  state: State,
  read: (run: Run) => number,
): number | undefined {
  if (failures[state] !== undefined) return undefined;
  const ratios = runs[state]?.flatMap((run, round) => {
    const untraced = runs.untraced?.[round];
    return untraced ? [read(run) / read(untraced)] : [];
  });
  return ratios?.length ? middle(ratios) : undefined;
}

/** Nanoseconds that a call of a traced function costs more than untraced: all of them are counted where all are recorded. */
export function costOf(measured: Measured, state: State): number | undefined {
  const { runs, failures } = measured;
  const counted = state === "sdk" ? runs.sdk : runs.dropped;
  const spans = counted?.[0]?.spans;
  if (failures[state] !== undefined || !spans) return undefined;
  const costs = runs[state]?.flatMap((run, round) => {
    const untraced = runs.untraced?.[round];
    return untraced ? [((run.cpu - untraced.cpu) * 1000) / spans] : [];
  });
  return costs?.length ? middle(costs) : undefined;
}

/** Lines for what failed. */
export function failuresOf(measured: readonly Measured[]): string[] {
  return measured.flatMap(({ program, format, failures }) =>
    Object.entries(failures).map(([state, why]) => `${program} ${format} ${state}: ${why}`),
  );
}

interface Bar {
  readonly promise: string;
  readonly state: State;
  readonly of: (measured: Measured, state: State) => number | undefined;
  readonly limit: number;
  readonly unit: "x" | "ns";
}

function cpu(measured: Measured, state: State) {
  return ratioOf(measured, state, (run) => run.cpu);
}

function memory(measured: Measured, state: State) {
  return ratioOf(measured, state, (run) => run.memory);
}

const BARS: readonly Bar[] = [
  { promise: "tracing off, processor time", state: "off", of: cpu, limit: 1.2, unit: "x" },
  { promise: "nothing sampled, processor time", state: "unsampled", of: cpu, limit: 1.35, unit: "x" },
  { promise: "recorded and dropped, a span", state: "dropped", of: costOf, limit: 200, unit: "ns" },
  { promise: "recorded and exported, a span", state: "exported", of: costOf, limit: 350, unit: "ns" },
  { promise: "tracing off, memory", state: "off", of: memory, limit: 1.1, unit: "x" },
];

const SUBJECTS: Readonly<Record<string, (measured: Measured) => boolean>> = {
  "TypeScript's compiler": ({ program }) => program === "typescript",
  "median of the others": ({ program }) => program !== "typescript",
};

const FORMATS: Readonly<Record<Format, string>> = { cjs: "CommonJS", esm: "ES modules" };

/** Each bar for the compiler and for the median of the other programs, in both module kinds. */
export function programVerdicts({ measured, instrumenting }: Programs): Verdict[] {
  const verdicts = BARS.flatMap((bar) =>
    Object.entries(SUBJECTS).flatMap(([subject, isMeant]) =>
      (Object.keys(FORMATS) as Format[]).flatMap((format) => {
        const meant = measured.filter((each) => isMeant(each) && each.format === format);
        const figures = meant.flatMap((each) => bar.of(each, bar.state) ?? []);
        return figures.length > 0 ? [verdictOf(bar, `${subject}, ${FORMATS[format]}`, middle(figures))] : [];
      }),
    ),
  );
  return instrumenting > 0 ? [...verdicts, instrumentingVerdict(instrumenting)] : verdicts;
}

function verdictOf({ promise, limit, unit }: Bar, subject: string, figure: number): Verdict {
  return {
    promise: `${subject}: ${promise}`,
    bar: `at most ${limit} ${unit === "x" ? "times" : "ns"}`,
    measured: unit === "x" ? `${figure.toFixed(2)} times` : `${figure.toFixed(0)} ns`,
    isMet: figure <= limit,
  };
}

function instrumentingVerdict(seconds: number): Verdict {
  return {
    promise: "instrumenting the compiler's one file (6.2 MB), processor time",
    bar: "at most 2 s",
    measured: `${seconds.toFixed(1)} s`,
    isMet: seconds <= 2,
  };
}
