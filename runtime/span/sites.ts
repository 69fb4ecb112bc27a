// A traced function's static data: from the description that generated code hands over, once for each function.

import { report } from "../ground/faults.js";
import { append, freeze, hasOwn, keysOf } from "../ground/intrinsics.js";
import { shown } from "../ground/options.js";
import { isSecret } from "../ground/secrets.js";
import type { ExpectedError } from "../model/expected-error.js";
import { SCOPE } from "../model/resource.js";
import type { Captured, Site, SiteDescription, SiteFunction } from "../model/site.js";
import type { Attributes, InstrumentationScope, SpanKind } from "../model/span.js";
import { state } from "../state/state.js";

const NOTHING: Attributes = freeze({});

/** The site of a generated function, made on its first call. */
export function siteOf(describe: SiteFunction): Site {
  return describe.__uno ?? materialise(describe);
}

function materialise(describe: SiteFunction): Site {
  const from = describe();
  const attributes = freeze({
    "code.function.name": from.fn,
    "code.file.path": from.file,
    "code.line.number": from.line,
    "code.column.number": from.column,
    ...own(from, "attributes"),
  });
  const site: Site = {
    name: from.name,
    kind: from.kind,
    attributes,
    count: keysOf(attributes).length,
    args: readEntries(own(from, "args"), readArgument),
    result: readEntries(own(from, "result"), readResult),
    min: own(from, "min") ?? 0,
    root: own(from, "root") === true,
    expectedErrors: own(from, "expectedErrors"),
    sampleRatio: own(from, "sampleRatio"),
    instrumentationScope: SCOPE,
    encoded: undefined,
  };
  describe.__uno = site;
  // What an older release has built does not say so as it is loaded.
  state.tracedCode = true;
  return site;
}

// What a program puts on Object.prototype is no part of a description.
function own<K extends keyof SiteDescription>(from: SiteDescription, key: K): SiteDescription[K] | undefined {
  return hasOwn(from, key) ? from[key] : undefined;
}

function readEntries(
  entries: readonly string[] | undefined,
  read: (entry: string) => Captured,
): readonly Captured[] | undefined {
  if (entries === undefined) return undefined;
  const all: Captured[] = [];
  for (let index = 0; index < entries.length; index++) append(all, read(entries[index] as string));
  return all;
}

// The first segment of an argument's path is the parameter, and generated code hands over its value.
function readArgument(entry: string): Captured {
  return captured(entry, segments(entry, 1));
}

function readResult(entry: string): Captured {
  return entry === "" ? captured("result", []) : captured(`result.${entry}`, segments(entry, 0));
}

function captured(name: string, path: readonly string[]): Captured {
  return { name, path, isSecret: isSecret(name) };
}

function segments(entry: string, skipped: number): readonly string[] {
  const found: string[] = [];
  let segment = "";
  for (let index = 0, count = 0; index <= entry.length; index++) {
    if (index < entry.length && entry[index] !== ".") {
      segment += entry[index] as string;
    } else {
      if (count++ >= skipped) append(found, segment);
      segment = "";
    }
  }
  return found;
}

/** The site of a span that is made by hand. */
export function handMadeSite(
  name: string,
  kind: SpanKind,
  root: boolean,
  instrumentationScope: InstrumentationScope = SCOPE,
  expectedErrors?: readonly ExpectedError[],
): Site {
  return {
    name,
    kind: kindOf(kind),
    attributes: NOTHING,
    count: 0,
    args: undefined,
    result: undefined,
    min: 0,
    root,
    expectedErrors,
    sampleRatio: undefined,
    instrumentationScope,
    encoded: undefined,
  };
}

/** The site of what stands for a span, or for none: it is never exported. */
export const NO_SITE: Site = handMadeSite("", 0, false);

// OTLP writes a kind in one byte: another number would spoil the batch.
function kindOf(kind: unknown): SpanKind {
  if (kind === 0 || kind === 1 || kind === 2 || kind === 3 || kind === 4) return kind;
  report(`a span's kind must be one of SpanKind, got ${shown(kind)}; it is internal`);
  return 0;
}
