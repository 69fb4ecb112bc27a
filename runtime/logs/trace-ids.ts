// The current span in; its ids, as lines of a log have them, out: for loggers that ask, copy or write records.

import { currentNode, spanOf } from "../context/nodes.js";
import { attempt, describeFault } from "../ground/faults.js";
import { keysOf } from "../ground/intrinsics.js";

/**
 * The ids of the current span under the names that OpenTelemetry gives them in logs of other formats than its own
 * (https://opentelemetry.io/docs/specs/otel/compatibility/logging_trace_context/).
 */
export interface TraceIds {
  /** 32 hex digits. */
  readonly trace_id: string;
  /** 16 hex digits. */
  readonly span_id: string;
  /** Two hex digits; the last bit says whether the trace is sampled. */
  readonly trace_flags: string;
}

/**
 * The ids of the current span; no members where there is none. Pino's `mixin`.
 * @example pino({ mixin: traceIds })
 */
export function traceIds(): TraceIds | Record<never, never> {
  return attempt("the current span has no ids", currentIds) ?? {};
}

function currentIds(): TraceIds | undefined {
  const context = spanOf(currentNode())?.spanContext();
  if (context === undefined) return undefined;
  return {
    trace_id: context.traceId,
    span_id: context.spanId,
    trace_flags: (context.traceFlags & 255).toString(16).padStart(2, "0"),
  };
}

/**
 * An object whose members are those of {@link traceIds} at the moment at which they are read or copied. Winston's
 * `defaultMeta`: it copies that for each line as it is logged, where a format may run later, in another request's context.
 * @example createLogger({ defaultMeta: liveTraceIds() })
 * @param meta members of your own, which are copied with them
 */
export function liveTraceIds<Meta extends object = Record<never, never>>(
  meta: Meta = {} as Meta,
): Meta & Partial<TraceIds> {
  // Asked for its keys, it says which there are now: a line outside of any span has none of ours. Of a copy, since an
  // object that takes no new members could not.
  return new Proxy(
    { ...meta },
    {
      ownKeys: (target) => [...new Set([...Reflect.ownKeys(target), ...keysOf(traceIds())])],
      has: (target, key) => Reflect.has(target, key) || key in traceIds(),
      get: (target, key, receiver) =>
        Reflect.get(Reflect.has(target, key) ? target : traceIds(), key, receiver),
      getOwnPropertyDescriptor: (target, key) =>
        Reflect.getOwnPropertyDescriptor(target, key) ?? shownDescriptor(key),
    },
  );
}

// A proxy may only show what is configurable.
function shownDescriptor(key: PropertyKey): PropertyDescriptor | undefined {
  const descriptor = Reflect.getOwnPropertyDescriptor(traceIds(), key);
  return descriptor && { ...descriptor, configurable: true };
}

/** What takes records of Bunyan. */
export interface RecordStream {
  /** Writes a record as a line of JSON. */
  write(record: object): void;
}

/**
 * A stream of Bunyan's type "raw" that adds the ids to each record before another one writes it. Bunyan hands records on
 * while the line is logged, so that the span is the one in which it was.
 * @example createLogger({ name: "shop", streams: [{ type: "raw", stream: withTraceIds(process.stdout) }] })
 * @param stream where the lines go, as JSON
 */
export function withTraceIds(stream: { write(line: string): unknown }): RecordStream {
  return {
    write(record) {
      // What the record says itself goes before.
      stream.write(`${lineOf({ ...traceIds(), ...record })}\n`);
    },
  };
}

/** Logging never throws, and Bunyan's own streams do not: what holds itself, or has no JSON, is written without it. */
function lineOf(record: object): string {
  try {
    return JSON.stringify(record);
  } catch {
    return JSON.stringify(readable(record, []));
  }
}

/** A copy that `JSON.stringify` takes; where something cannot be read, it says so. */
function readable(value: unknown, path: readonly object[]): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (path.includes(value)) return "[Circular]";
  try {
    return copied(value, [...path, value]);
  } catch (error) {
    return `[Throws: ${describeFault(error)}]`;
  }
}

function copied(value: object, path: readonly object[]): unknown {
  const { toJSON } = value as { readonly toJSON?: unknown };
  if (typeof toJSON === "function") return readable(Reflect.apply(toJSON, value, [""]), path);
  if (Array.isArray(value)) return value.map((each) => readable(each, path));
  const members = keysOf(value).map((name) => [name, readable(memberOf(value, name), path)]);
  return Object.fromEntries(members);
}

function memberOf(value: object, name: string): unknown {
  try {
    return Reflect.get(value, name);
  } catch (error) {
    return `[Throws: ${describeFault(error)}]`;
  }
}
