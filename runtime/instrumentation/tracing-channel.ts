// A library's tracing channel and a row that reads its messages in, a span for each operation out; nothing of the library
// is patched, and no context is switched (https://nodejs.org/api/diagnostics_channel.html#class-tracingchannel).
import { startSite } from "../api/by-hand.js";
import { currentNode } from "../context/nodes.js";
import { now } from "../ground/clock.js";
import { attempt } from "../ground/faults.js";
import type { LocalSpan } from "../model/local-span.js";
import type { Attributes, SpanKind } from "../model/span.js";
import { endSpan } from "../span/end.js";
import { handMadeSite } from "../span/sites.js";
import { state } from "../state/state.js";
import { all, listen } from "./channels.js";
import { failWith } from "./failed.js";

/** What a library publishes for one operation: one object from start to end, which gets `result` or `error`. */
export type Message = Readonly<Record<string, unknown>>;

/** A span to be. */
export interface Operation {
  /** Of low cardinality. */
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes: Attributes;
}

/** One channel of a library. */
export interface ChannelRow {
  /** The name without `tracing:`. */
  readonly channel: string;
  /** What the operation is; `undefined` for one that gets no span. */
  readonly read: (message: Message, isNested: boolean) => Operation | undefined;
  /** What its end adds. */
  readonly finish?: (message: Message) => Attributes;
  /** What went wrong though nothing was thrown. */
  readonly failure?: (message: Message) => unknown;
}

const WHAT = "an operation of a library could not be recorded";

/** Makes a span of each operation of a channel, until what it returns is called. */
export function followChannel(
  row: ChannelRow,
  around: () => LocalSpan | undefined = currentNode,
): () => void {
  const spans = new WeakMap<Message, LocalSpan>();
  const settle = (message: Message): void => {
    const span = spans.get(message);
    if (span === undefined) return;
    spans.delete(message);
    attempt(WHAT, () => finish(row, message, span));
  };
  const name = `tracing:${row.channel}`;
  return all([
    listen(`${name}:start`, (message: Message) => {
      const span = attempt(WHAT, () => begin(row, message, around()));
      if (span !== undefined) spans.set(message, span);
    }),
    // One that was over as its function returned says so here.
    listen(`${name}:end`, (message: Message) => {
      if ("error" in message || "result" in message) settle(message);
    }),
    // The operation is over before its callback runs.
    listen(`${name}:asyncStart`, settle),
  ]);
}

function begin(row: ChannelRow, message: Message, around: LocalSpan | undefined): LocalSpan | undefined {
  if (!state.on) return undefined;
  const operation = row.read(message, around !== undefined);
  if (operation === undefined) return undefined;
  const { name, kind, attributes } = operation;
  const start = (): LocalSpan | undefined => startSite(handMadeSite(name, kind, false), { attributes });
  return around === currentNode() ? start() : state.storage.run(around, start);
}

function finish(row: ChannelRow, message: Message, span: LocalSpan): void {
  const end = now();
  const error = "error" in message ? message.error : row.failure?.(message);
  if (row.finish !== undefined) span.setAttributes(row.finish(message));
  if (error !== undefined) failWith(span, error);
  endSpan(span, end);
}
