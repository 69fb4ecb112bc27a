// What options may be: a value of an option in, what is wrong with it out.
import { unknownName } from "../ground/nearest-word.js";
import { isRecord, shown } from "../ground/options.js";
import { DESTINATION_FORMS, isDestination } from "../instrumentation/destinations.js";
import { INSTRUMENTATION_NAMES } from "../instrumentation/instrument.js";
import type { SpanExporter, SpanProcessor } from "../model/processor.js";
import { isClass, isErrorName, PREFIXES } from "../recording/expected-list.js";
import { isForeignSampler } from "../sampling/sampler.js";
import { EXPORTER_NAMES, exporterNamed } from "./named-exporters.js";

/** Who says it: the program, or uno-trace.json, which holds no functions and no objects with methods. */
export type Source = "code" | "file";

/** What is wrong with one option: its path, and what would be right. */
export interface OptionFault {
  readonly path: string;
  readonly text: string;
  /** Of the right type, but out of range. */
  readonly isRange: boolean;
}

/** Everything that is wrong with a value. */
export type Check = (path: string, value: unknown, source: Source) => readonly OptionFault[];

/** One fault. */
export function wrong(path: string, text: string, isRange = false): OptionFault {
  return { path, text, isRange };
}

/** A check by a question, and what is said if the answer is no. */
export function expecting(expected: string, isGood: (value: unknown) => boolean, type = "none"): Check {
  // A value of the type that is expected is out of range.
  return (path, value) => (isGood(value) ? [] : [wrong(path, `expected ${expected}`, typeof value === type)]);
}

export const isText: Check = expecting(
  "a text that is not empty",
  (value) => typeof value === "string" && value !== "",
);

export const isFlag: Check = expecting("true or false", (value) => typeof value === "boolean");

export const isShare: Check = expecting(
  "a number from 0 to 1",
  (value) => typeof value === "number" && value >= 0 && value <= 1,
  "number",
);

export const isSampler: Check = expecting(
  "a function, or a sampler of OpenTelemetry",
  (value) => typeof value === "function" || isForeignSampler(value),
);

export const areProcessors: Check = expecting(
  "a list of span processors",
  (value) =>
    Array.isArray(value) &&
    value.every((item) => typeof (item as SpanProcessor | null)?.onEnd === "function"),
);

/** A list of some words. */
export function areWords(words: readonly string[]): Check {
  const known: readonly unknown[] = words;
  return expecting(
    `a list of ${words.join(", ")}`,
    (value) => Array.isArray(value) && value.every((item) => known.includes(item)),
  );
}

export const areInstrumentations: Check = (path, value) => {
  const names: readonly unknown[] = INSTRUMENTATION_NAMES;
  if (!Array.isArray(value)) return [wrong(path, `expected a list of ${names.join(", ")}`)];
  const at = value.findIndex((item) => !names.includes(item));
  if (at === -1) return [];
  const name = shown(value[at]);
  return [wrong(path, unknownName(`name ${name}`, name, INSTRUMENTATION_NAMES))];
};

export const areDestinations: Check = (path, value) => {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const at = Array.isArray(value) ? list.findIndex((item) => !isDestination(item)) : 0;
  return at === -1 ? [] : [wrong(path, `expected a list of ${DESTINATION_FORMS}, got ${shown(list[at])}`)];
};

export const isRecording: Check = (path, value, source) => {
  if (value === "event" || value === "attributes") return [];
  if (source === "code" && typeof value === "function") return [];
  const others = source === "code" ? ", or a function" : "";
  return [wrong(path, `expected "event" or "attributes"${others}`, typeof value === "string")];
};

/** What names expected errors: a text, with `*` at its end at most, and in code a class. */
export const areExpected: Check = (path, value, source) => {
  const isGood = (item: unknown): boolean => isErrorName(item) || (source === "code" && isClass(item));
  if (Array.isArray(value) && value.every(isGood)) return [];
  const expected = "a list of names or codes of errors";
  return [wrong(path, `expected ${expected}${source === "code" ? ", or of classes" : ""}, ${PREFIXES}`)];
};

export const areExporters: Check = (path, value, source) => {
  const each: readonly unknown[] = source === "code" && Array.isArray(value) ? value : [value];
  const isGood = (item: unknown): boolean =>
    exporterNamed(item) !== undefined || (source === "code" && isExporter(item));
  if (each.every(isGood)) return [];
  const names = EXPORTER_NAMES.map((name) => `"${name}"`);
  const expected =
    source === "code"
      ? `${names.join(", ")}, a span exporter, or a list of these`
      : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
  return [wrong(path, `expected ${expected}`, typeof value === "string")];
};

function isExporter(value: unknown): boolean {
  return typeof (value as Partial<SpanExporter> | null)?.export === "function";
}

/** An object with some members, each with a check of its own. */
export function members<N extends string>(
  names: readonly N[],
  faultOf: (name: N, value: unknown) => string | undefined,
): Check {
  return (path, value) => {
    if (!isRecord(value)) return [wrong(path, `expected an object with ${names.join(", ")}`)];
    return Object.keys(value).flatMap((name) => {
      if (!(names as readonly string[]).includes(name))
        return [wrong(`${path}.${name}`, unknownName("option", name, names))];
      if (value[name] === undefined) return [];
      const text = faultOf(name as N, value[name]);
      return text === undefined ? [] : [wrong(`${path}.${name}`, text, typeof value[name] === "number")];
    });
  };
}

export const areAttributes: Check = (path, value) => {
  if (!isRecord(value)) return [wrong(path, "expected an object of attributes")];
  return Object.keys(value).flatMap((name) => {
    const isGood = ["string", "number", "boolean"].includes(typeof value[name]) || Array.isArray(value[name]);
    return isGood
      ? []
      : [wrong(`${path}.${name}`, "expected a text, a number, true, false or a list of these")];
  });
};
