// A profile of speedscope.app, evented or sampled, in; spans out.
import type { Attributes } from "../model/span.js";
import { textOf } from "../otlp/attributes.js";
import type { Received } from "../otlp/request.js";
import { BrokenFile } from "./broken-file.js";
import { type Interval, type Origin, spansOfTracks } from "./intervals.js";
import { isObject, listAt, type Members, numberFrom, objectAt } from "./json-value.js";
import { recordOf } from "./tags.js";

/** Nanoseconds of a unit; what is no time, as bytes, is taken as nanoseconds. */
const UNITS: Readonly<Record<string, number>> = { seconds: 1e9, milliseconds: 1e6, microseconds: 1e3 };

interface Frame {
  readonly name: string;
  readonly attributes: Attributes;
}

/** A frame that is entered (`O`) or left (`C`). */
interface Step {
  readonly isOpen: boolean;
  readonly frame: number;
  readonly at: number;
}

/** Reads all profiles of a file as one trace, each as a service. @throws BrokenFile */
export function readSpeedscope(file: Members, origin: Origin): Received {
  const frames = listAt(objectAt(file.shared, "shared").frames, "shared.frames").map((raw, index) =>
    frameFrom(objectAt(raw, `shared.frames[${index}]`)),
  );
  const tracks = listAt(file.profiles, "profiles").map((raw, index) => {
    const place = `profiles[${index}]`;
    const profile = objectAt(raw, place);
    const service = textOf(profile.name) || "unknown_service";
    const resource = recordOf([["service.name", service]]);
    const steps = profile.type === "sampled" ? sampled(profile, place) : evented(profile, place);
    return { service, resource, intervals: intervalsOf(steps, frames, profile, place, origin) };
  });
  return { spans: spansOfTracks(tracks, origin), rejected: 0, reason: "" };
}

function frameFrom(raw: Members): Frame {
  const place = { "code.file.path": raw.file, "code.line.number": raw.line, "code.column.number": raw.col };
  const known = Object.entries(place).flatMap(([key, value]) =>
    typeof value === "string" || typeof value === "number" ? [[key, value] as const] : [],
  );
  return { name: textOf(raw.name), attributes: recordOf(known) };
}

function* evented(profile: Members, place: string): Generator<Step> {
  for (const [index, raw] of listAt(profile.events, `${place}.events`).entries()) {
    const at = isObject(raw) ? numberFrom(raw.at) : undefined;
    if (
      !isObject(raw) ||
      at === undefined ||
      typeof raw.frame !== "number" ||
      !/^[OC]$/.test(textOf(raw.type))
    )
      throw new BrokenFile(
        `${place}.events[${index}] is no event: { "type": "O" or "C", "frame": …, "at": … }`,
      );
    yield { isOpen: raw.type === "O", frame: raw.frame, at };
  }
}

/** What two samples after each other have in common goes on; all else ends with the first. */
function* sampled(profile: Members, place: string): Generator<Step> {
  const weights = listAt(profile.weights, `${place}.weights`);
  let at = numberFrom(profile.startValue) ?? 0;
  let stack: readonly unknown[] = [];
  for (const [index, each] of listAt(profile.samples, `${place}.samples`).entries()) {
    const sample = listAt(each, `${place}.samples[${index}]`);
    let same = 0;
    while (same < stack.length && stack[same] === sample[same]) same++;
    for (const frame of stack.slice(same).reverse()) yield { isOpen: false, frame: Number(frame), at };
    for (const frame of sample.slice(same)) yield { isOpen: true, frame: Number(frame), at };
    at += numberFrom(weights[index]) ?? 0;
    stack = sample;
  }
  for (const frame of [...stack].reverse()) yield { isOpen: false, frame: Number(frame), at };
}

function intervalsOf(
  steps: Iterable<Step>,
  frames: readonly Frame[],
  profile: Members,
  place: string,
  { now }: Origin,
): Interval[] {
  const scale = UNITS[textOf(profile.unit)] ?? 1;
  const base = numberFrom(profile.startValue) ?? 0;
  const intervals: Interval[] = [];
  const open: Step[] = [];
  let last = base;
  const end = (at: number) => {
    const { frame, at: from } = open.pop() as Step;
    const known = frames[frame];
    if (known === undefined)
      throw new BrokenFile(`${place} names frame ${frame}, and there are ${frames.length}`);
    const timeOf = (value: number) => now + lengthOf((value - base) * scale, place);
    intervals.push({ ...known, start: timeOf(from), end: timeOf(Math.max(from, at)), events: [] });
  };
  for (const step of steps) {
    last = Math.max(last, step.at);
    if (step.isOpen) open.push(step);
    else if (open.at(-1)?.frame === step.frame) end(step.at);
    else throw new BrokenFile(`${place} leaves frame ${step.frame}, which was not the last that it entered`);
  }
  while (open.length > 0) end(last);
  return intervals;
}

function lengthOf(nanoseconds: number, place: string): bigint {
  if (!(nanoseconds >= 0 && nanoseconds < 4.6e18))
    throw new BrokenFile(`${place} has a time before its startValue, or of centuries`);
  return BigInt(Math.round(nanoseconds));
}
