// What a traced call costs: each tracer in each state, in rounds, so that noise hits all alike; medians of the rounds.
import type { Figures } from "./measure/peer.js";
import type { State } from "./peer.js";
import { buildPeer, type PeerName } from "./prepare.js";
import { askProgram } from "./run-peer.js";

/** A tracer in a state. */
export interface Run {
  readonly peer: PeerName;
  readonly state: State;
}

/** All that is compared. */
export const RUNS: readonly Run[] = [
  { peer: "plain", state: "off" },
  { peer: "floor", state: "recorded" },
  ...(["off", "unsampled", "recorded", "otlp"] as const).flatMap((state) =>
    (["uno-trace", "opentelemetry"] as const).map((peer) => ({ peer, state })),
  ),
  ...(["off", "unsampled", "recorded"] as const).flatMap((state) =>
    (["dd-trace", "sentry", "autotel"] as const).map((peer) => ({ peer, state })),
  ),
];

/** Figures of each run, round by round, under `peer state`. */
export type Rounds = Record<string, Figures[]>;

/** How long to measure, and with which Node. */
export interface Effort {
  readonly rounds: number;
  /** Seconds for each case. */
  readonly seconds: number;
  readonly node: string;
}

/** Measures all runs in rounds. */
export async function measureCalls(
  runs: readonly Run[],
  { rounds, seconds, node }: Effort,
  note: (text: string) => void,
): Promise<Rounds> {
  const programs = new Map<PeerName, string>();
  for (const { peer } of runs) if (!programs.has(peer)) programs.set(peer, await buildPeer(peer));
  const figures: Rounds = {};
  for (let round = 1; round <= rounds; round++) {
    for (const { peer, state } of runs) {
      note(`round ${round} of ${rounds}: ${peer}, ${state}`);
      const answer = await askProgram<Figures>(programs.get(peer) as string, [state, String(seconds)], {
        node,
      });
      const key = `${peer} ${state}`;
      figures[key] = [...(figures[key] ?? []), answer];
    }
  }
  return figures;
}
