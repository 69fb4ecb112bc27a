// Spans as they are stored in; each trace as a tree on a terminal out, when nothing more has come for a while.
import type { AttributeValue, Span } from "../model/span.js";

/** How long a trace has to be quiet before it is printed, in milliseconds. */
const QUIET = 1000;
/** Spans that wait to be printed; the oldest trace is printed at once when there are more. */
const MAX_WAITING = 50_000;

/** The part of `uno-trace/runtime` that paints a trace. */
export interface Painter {
  readonly ConsoleSpanExporter: new (options: {
    readonly stream: { write(text: string): unknown };
    readonly color: boolean;
    readonly width: number;
  }) => { export(spans: readonly object[], done: () => void): void; flush(): void };
}

/** Where and how trees are printed. */
export interface TailOptions {
  readonly painter: Painter;
  write(text: string): unknown;
  readonly color: boolean;
  readonly width: number;
}

interface Waiting {
  readonly spans: Span[];
  at: number;
}

/** Prints traces. */
export class Tail {
  readonly #options: TailOptions;
  readonly #waiting = new Map<string, Waiting>();
  readonly #timer: NodeJS.Timeout;
  #count = 0;

  constructor(options: TailOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#printQuiet(Date.now() - QUIET), QUIET / 4);
  }

  /** Takes spans of any traces. */
  add(spans: readonly Span[], now: number = Date.now()): void {
    for (const span of spans) {
      const trace = this.#waiting.get(span.traceId) ?? { spans: [], at: now };
      // What has just grown stands last, so that the first is the quietest.
      this.#waiting.delete(span.traceId);
      this.#waiting.set(span.traceId, trace);
      trace.spans.push(span);
      trace.at = now;
    }
    this.#count += spans.length;
    while (this.#count > MAX_WAITING) this.#print(this.#waiting.keys().next().value as string);
  }

  /** Prints what is left. */
  close(): void {
    clearInterval(this.#timer);
    this.#printQuiet(Number.POSITIVE_INFINITY);
  }

  #printQuiet(before: number): void {
    for (const [traceId, { at }] of this.#waiting) if (at <= before) this.#print(traceId);
  }

  #print(traceId: string): void {
    const { spans } = this.#waiting.get(traceId) as Waiting;
    this.#waiting.delete(traceId);
    this.#count -= spans.length;
    const { painter, color, width } = this.#options;
    const stream = { write: (text: string) => this.#options.write(text) };
    const exporter = new painter.ConsoleSpanExporter({ stream, color, width });
    exporter.export(spans.map(readable), () => {});
    exporter.flush();
  }
}

/** As OpenTelemetry's ReadableSpan. */
function readable(span: Span): object {
  const { traceId, spanId, parentId } = span;
  return {
    name: span.name,
    kind: span.kind,
    spanContext: () => ({ traceId, spanId, traceFlags: 1 }),
    // All that is here is printed together, whichever process it is of.
    ...(parentId === ""
      ? {}
      : { parentSpanContext: { traceId, spanId: parentId, traceFlags: 1, isRemote: false } }),
    startTime: hrTimeOf(span.start),
    endTime: hrTimeOf(span.end),
    duration: hrTimeOf(span.end - span.start),
    status: { code: span.status, message: span.statusMessage },
    attributes: Object.fromEntries(
      Object.entries(span.attributes).map(([name, value]) => [name, shown(value)]),
    ),
    resource: { attributes: { "service.name": span.service } },
    events: [],
    links: [],
  };
}

/** OpenTelemetry's attributes hold no maps. */
function shown(value: AttributeValue): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value;
}

function hrTimeOf(nanoseconds: bigint): [seconds: number, nanoseconds: number] {
  return [Number(nanoseconds / 1_000_000_000n), Number(nanoseconds % 1_000_000_000n)];
}
