// The measuring process: sets one peer up for one state, measures each case, and sends the figures to its parent.
import { do_not_optimize, measure } from "mitata";
import { CASES, type Case, turnOf } from "../cases.js";
import type { Peer, SetUp, State } from "../peer.js";

/** The figures of one case. */
export interface Figure {
  /** Nanoseconds a call, the median. */
  readonly call: number;
  /** CPU time of the whole process, nanoseconds a span; where spans are made. */
  readonly cpu?: number;
}

/** What a measuring process answers: figures by case. */
export type Figures = Record<string, Figure>;

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Measures a peer in a state; `seconds` for each case. */
export async function measurePeer(setUp: SetUp, state: State, seconds: number): Promise<Figures> {
  const peer = await setUp(state);
  const makesSpans = state === "recorded" || state === "otlp";
  const figures = makesSpans ? await measureTurns(peer, seconds) : await measureCalls(peer, state, seconds);
  return figures;
}

/** Calls that make spans are measured by the turn, so that what exporting costs is in the figure, too. */
async function measureTurns(peer: Peer, seconds: number): Promise<Figures> {
  const figures: Figures = {};
  let expected = 0;
  for (const one of CASES) {
    const run = turnOf(peer.subjects, one);
    const spans = one.calls * one.spans + (one.isRoot ? 0 : 1);
    const whole = async (): Promise<void> => {
      do_not_optimize(await run());
      expected += spans;
      await turn();
    };
    const call = (await median(whole, seconds)) / one.calls;
    figures[one.name] = { call, cpu: (await cpuOf(whole, seconds)) / spans };
  }
  await peer.flush?.();
  refuseLosses(peer, expected);
  return figures;
}

// A queue that overflows makes a tracer look fast. One span in twenty is forgiven: autotel, which flushes at the end of
// each root, loses a few.
function refuseLosses(peer: Peer, expected: number): void {
  const exported = peer.exported?.();
  if (exported !== undefined && Math.abs(exported - expected) > expected / 20)
    throw new Error(`${exported} spans were exported of ${expected}: the figures are void`);
}

async function cpuOf(whole: () => Promise<void>, seconds: number): Promise<number> {
  const before = process.cpuUsage();
  const end = performance.now() + seconds * 1000;
  let turns = 0;
  for (; performance.now() < end; turns++) await whole();
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / turns;
}

/** Calls that make no spans are measured one by one; in the state `unsampled` also below a span that is not sampled. */
async function measureCalls(peer: Peer, state: State, seconds: number): Promise<Figures> {
  const figures: Figures = {};
  for (const one of CASES) {
    if (one.isRoot) continue;
    figures[one.name] = { call: await median(callOf(peer, one), seconds) };
    if (state !== "unsampled") continue;
    const call = await peer.subjects.serve(() => median(callOf(peer, one), seconds));
    figures[`${one.name}, child`] = { call };
  }
  return figures;
}

function callOf({ subjects }: Peer, { call, isAsync }: Case): () => unknown {
  let n = 0;
  if (isAsync) return async () => do_not_optimize(await call(subjects, n++ & 1023));
  return () => do_not_optimize(call(subjects, n++ & 1023));
}

async function median(run: () => unknown, seconds: number): Promise<number> {
  const { p50 } = await measure(run, { min_cpu_time: seconds * 1e9 });
  return p50;
}

/** The program: measures what its arguments name and sends the figures to the process that started it. */
export async function answer(setUp: SetUp): Promise<void> {
  const [state, seconds] = process.argv.slice(2);
  process.send?.(await measurePeer(setUp, state as State, Number(seconds)));
  process.exit(0);
}
