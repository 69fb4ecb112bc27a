// What each peer gives to the measuring process: its functions for one state, and how many spans have arrived.
import type { Subjects } from "./subjects.js";

/**
 * `recorded`: each span is made and exported to nowhere; `otlp`: it is encoded as OTLP protobuf, the bytes dropped;
 * `unsampled`: the sampler refuses each trace; `off`: no tracer is set up.
 */
export type State = "recorded" | "otlp" | "unsampled" | "off";

/** A tracer, set up. */
export interface Peer {
  readonly subjects: Subjects;
  /** Spans that reached the exporter; `undefined` where there is none. */
  exported?(): number;
  flush?(): Promise<unknown>;
}

/** Sets a tracer up for a state. */
export type SetUp = (state: State) => Peer | Promise<Peer>;
