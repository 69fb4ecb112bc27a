// The promises about cost: what is compared, and the bar; figures in, a verdict for each out.
import type { Rounds } from "./calls.js";
import type { Figure } from "./measure/peer.js";

/** One promise and what was measured. */
export interface Verdict {
  readonly promise: string;
  readonly bar: string;
  readonly measured: string;
  readonly isMet: boolean;
}

type Read = (figure: Figure) => number;
const callOf: Read = ({ call }) => call;
const cpuOf: Read = ({ cpu }) => cpu ?? Number.NaN;

/** Compares the figures with the bars. */
export function verdictsOf(rounds: Rounds): Verdict[] {
  const ratio = ratioIn(rounds);
  const uno = (state: string) => `uno-trace ${state}`;
  const sdk = (state: string) => `opentelemetry ${state}`;
  const floor = "floor recorded";
  return [
    atMost("sync, recorded and batched: times the floor", 1.5, ratio(uno("recorded"), floor, "sync")),
    atLeast("… cheaper than the SDK", 8, ratio(sdk("recorded"), uno("recorded"), "sync")),
    atMost("sync that calls: times the floor", 1.5, ratio(uno("recorded"), floor, "sync that calls")),
    atLeast("… cheaper than the SDK", 8, ratio(sdk("recorded"), uno("recorded"), "sync that calls")),
    atMost("async, recorded and batched: times the floor", 1.7, ratio(uno("recorded"), floor, "async")),
    atLeast("… cheaper than the SDK", 4, ratio(sdk("recorded"), uno("recorded"), "async")),
    atMost(
      "generator of 100 items, recorded: times a bare context-switching iterator",
      3,
      ratio(uno("recorded"), floor, "generator of 100 items"),
    ),
    atLeast(
      "child of an unsampled span: cheaper than the SDK",
      30,
      ratio(sdk("unsampled"), uno("unsampled"), "sync, child"),
    ),
    offVerdict(rounds, "sync"),
    offVerdict(rounds, "sync that calls"),
    offVerdict(rounds, "async"),
    offVerdict(rounds, "nested ten deep", 10),
    offVerdict(rounds, "generator of 100 items"),
    offVerdict(rounds, "two captured attributes"),
    offVerdict(rounds, "throws"),
    atLeast(
      "from call to OTLP bytes, CPU: cheaper than the SDK with the official serialiser",
      6,
      ratio(sdk("otlp"), uno("otlp"), "sync that calls", cpuOf),
    ),
  ];
}

/** Off costs at most 5 ns a call, or a twentieth of a function that takes 100 ns and more. */
function offVerdict(rounds: Rounds, name: string, calls = 1): Verdict {
  const plain = middle(figuresOf(rounds, "plain off", name).map(callOf));
  const off = middle(figuresOf(rounds, "uno-trace off", name).map(callOf));
  const added = (off - plain) / calls;
  const isMet = added <= 5 || (plain / calls >= 100 && off / plain <= 1.05);
  const times = (off / plain).toFixed(2);
  return {
    promise: `tracing off, ${name}: above the plain call`,
    bar: "at most 5 ns, or 1.05 times",
    measured: `${added.toFixed(1)} ns, ${times} times`,
    isMet,
  };
}

function atMost(promise: string, bar: number, measured: number): Verdict {
  return {
    promise,
    bar: `at most ${bar}`,
    measured: measured.toFixed(2),
    isMet: measured <= bar,
  };
}

function atLeast(promise: string, bar: number, measured: number): Verdict {
  return {
    promise,
    bar: `at least ${bar} times`,
    measured: `${measured.toFixed(1)} times`,
    isMet: measured >= bar,
  };
}

// Pairs of one round have met the same noise.
function ratioIn(rounds: Rounds) {
  return (above: string, below: string, name: string, read: Read = callOf): number => {
    const dividends = figuresOf(rounds, above, name).map(read);
    const divisors = figuresOf(rounds, below, name).map(read);
    return middle(dividends.map((value, round) => value / (divisors[round] ?? Number.NaN)));
  };
}

/** The figures of a case, round by round. @throws Error when it was not measured */
export function figuresOf(rounds: Rounds, run: string, name: string): Figure[] {
  return (rounds[run] ?? []).map((figures) => {
    const figure = figures[name];
    if (!figure) throw new Error(`"${name}" was not measured for "${run}"`);
    return figure;
  });
}

/** The median. */
export function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}
