// Trace events, of Chrome, of Node, of Perfetto's older tools, or our own, in; spans out.

import { OWN_DATA } from "../export/chrome.js";
import type { Span, SpanEvent } from "../model/span.js";
import type { Received } from "../otlp/request.js";
import { type Interval, type Origin, spansOfTracks, type Track } from "./intervals.js";
import { attributesFrom, isObject, type Members, nanosecondsFrom, numberFrom } from "./json-value.js";
import { type OwnData, ownDataOf, ownSpan } from "./own-events.js";
import { recordOf } from "./tags.js";

/** One that has begun. */
interface Begun {
  readonly event: Members;
  readonly start: bigint;
  readonly events: SpanEvent[];
}

/** Begin and end: of a thread, of an id, and of an id as it was written before. */
const BEGINS = new Set(["B", "b", "S"]);
const ENDS = new Set(["E", "e", "F"]);
const INSTANTS = new Set(["i", "I", "n", "R"]);
const BY_ID = new Set(["b", "e", "n", "S", "F"]);

/** Reads the events of a file, and what our own writer puts beside them. */
export function readChrome(list: readonly unknown[], otherData: unknown, origin: Origin): Received {
  const events = list.filter(isObject);
  const own = isObject(otherData) ? ownDataOf(otherData[OWN_DATA]) : undefined;
  return new ChromeReading(events, own, origin).read(list.length - events.length);
}

class ChromeReading {
  readonly #events: readonly Members[];
  readonly #own: OwnData | undefined;
  readonly #origin: Origin;
  readonly #processes = new Map<unknown, string>();
  readonly #threads = new Map<string, string>();
  readonly #tracks = new Map<string, Track & { readonly intervals: Interval[] }>();
  readonly #open = new Map<string, Begun[]>();
  readonly #spans: Span[] = [];
  readonly #noted = new Map<string, SpanEvent[]>();
  readonly #others = new Map<string, number>();
  #base = 0n;

  constructor(events: readonly Members[], own: OwnData | undefined, origin: Origin) {
    this.#events = events;
    this.#own = own;
    this.#origin = origin;
  }

  read(rejected: number): Received {
    const timed = this.#events.flatMap((event) => {
      const time = nanosecondsFrom(event.ts);
      if (event.ph === "M") this.#name(event);
      return time === undefined || event.ph === "M" ? [] : [{ event, time }];
    });
    timed.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
    this.#base = this.#own?.start ?? baseOf(timed[0]?.time ?? 0n, this.#origin);
    for (const { event, time } of timed) this.#take(event, this.#base + time);
    const last = this.#base + (timed.at(-1)?.time ?? 0n);
    // What has not ended when the recording does ends with it.
    for (const begun of this.#open.values()) while (begun.length > 0) this.#end(begun.pop() as Begun, last);
    const own = this.#spans.map((span) => ({ ...span, events: this.#noted.get(span.spanId) ?? [] }));
    const left = [...this.#others].map(([ph, count]) => `${count} of ph "${ph}"`);
    return {
      spans: [...own, ...spansOfTracks(this.#tracks.values(), this.#origin)],
      rejected: rejected + [...this.#others.values()].reduce((sum, count) => sum + count, 0),
      reason: `events that begin or end nothing: ${left.join(", ") || "no objects"}`,
    };
  }

  #name({ name, pid, tid, args }: Members): void {
    const named = isObject(args) && typeof args.name === "string" ? args.name : "";
    if (name === "process_name") this.#processes.set(pid, named);
    if (name === "thread_name") this.#threads.set(`${pid} ${tid}`, named);
  }

  #take(event: Members, time: bigint): void {
    const ph = String(event.ph);
    const track = trackOf(event);
    const open = this.#open.get(track) ?? [];
    this.#open.set(track, open);
    if (BEGINS.has(ph)) open.push({ event, start: time, events: [] });
    else if (ENDS.has(ph) && open.length > 0) this.#end(open.pop() as Begun, time);
    else if (ph === "X")
      this.#end({ event, start: time, events: [] }, time + (nanosecondsFrom(event.dur ?? 0) ?? 0n));
    else if (!INSTANTS.has(ph) || !this.#note(event, time, open.at(-1)))
      this.#others.set(ph, (this.#others.get(ph) ?? 0) + 1);
  }

  /** Our own events say which span they are of. */
  #note(event: Members, time: bigint, innermost: Begun | undefined): boolean {
    const args = isObject(event.args) ? event.args : {};
    const isOwn = this.#own !== undefined && typeof args.span_id === "string";
    const noted = isOwn ? (this.#noted.get(args.span_id as string) ?? []) : innermost?.events;
    if (isOwn) this.#noted.set(args.span_id as string, noted as SpanEvent[]);
    const attributes = attributesFrom(isOwn ? args.attributes : args);
    noted?.push({ name: String(event.name ?? ""), time, attributes });
    return noted !== undefined;
  }

  #end({ event, start, events }: Begun, end: bigint): void {
    const resource = this.#own?.resources[String(event.pid)];
    const own = this.#own && ownSpan(event, start, end, resource);
    if (own !== undefined) return void this.#spans.push(own);
    const track = this.#tracks.get(trackOf(event)) ?? this.#newTrack(event);
    track.intervals.push({
      name: String(event.name ?? ""),
      start,
      end: end < start ? start : end,
      attributes: this.#attributesOf(event),
      events,
    });
  }

  #newTrack(event: Members): Track & { readonly intervals: Interval[] } {
    const service = this.#processes.get(event.pid) || "unknown_service";
    const pid = numberFrom(event.pid);
    const resource = recordOf([
      ["service.name", service],
      ...(pid === undefined ? [] : [["process.pid", pid] as const]),
    ]);
    const track = { service, resource, intervals: [] };
    this.#tracks.set(trackOf(event), track);
    return track;
  }

  #attributesOf({ args, cat, pid, tid }: Members) {
    const thread = this.#threads.get(`${pid} ${tid}`);
    return recordOf([
      ...Object.entries(attributesFrom(args)),
      ...(typeof cat === "string" && cat !== "" ? [["category", cat] as const] : []),
      ...(thread === undefined ? [] : [["thread.name", thread] as const]),
    ]);
  }
}

/** A thread, or an id: of a category in a process, unless it says that all processes share it. */
function trackOf({ ph, pid, tid, cat, id, id2 }: Members): string {
  if (!BY_ID.has(String(ph))) return JSON.stringify([pid, tid]);
  const { global, local } = isObject(id2) ? id2 : { global: undefined, local: id };
  return global === undefined
    ? JSON.stringify([pid, cat, local ?? null])
    : JSON.stringify([null, cat, global]);
}

/** Times since 1970 are kept; others count from some start, as that of a process. */
function baseOf(first: bigint, { now }: Origin): bigint {
  return first >= 1_000_000_000_000_000_000n ? 0n : now - first;
}
