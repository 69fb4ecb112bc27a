// Spans made by hand: a name or a site, and options in; a span that began out, current or not, or a stand-in for it.
import { currentNode, remoteSpan, spanOf } from "../context/nodes.js";
import { attempt, reportError } from "../ground/faults.js";
import { ENDED, INVALID, UNSAMPLED } from "../ground/flags.js";
import type { ExpectedError } from "../model/expected-error.js";
import type { LocalSpan } from "../model/local-span.js";
import type { Site } from "../model/site.js";
import type { SpanOptions, WithSpanOptions } from "../model/span-options.js";
import { expectedList } from "../recording/expected-list.js";
import { handMadeSite, NO_SITE } from "../span/sites.js";
import { SpanNode } from "../span/span-node.js";
import { noTrace } from "../span/traces.js";
import { beginSpan } from "../start/start.js";
import { state } from "../state/state.js";
import { nodeOfParent } from "./given-span.js";

/** Starts a span by hand and makes it current. */
export function open(name: string, options: WithSpanOptions | undefined): LocalSpan | undefined {
  return entered(start(name, options));
}

/** The same for a site that exists. */
export function openSite(site: Site, options: SpanOptions | undefined): LocalSpan | undefined {
  return entered(startSite(site, options));
}

function entered(span: LocalSpan | undefined): LocalSpan | undefined {
  if (span === undefined) return undefined;
  span.previous = state.storage.getStore();
  state.storage.enterWith(span);
  return span;
}

/** Starts a span by hand, without making it current. */
export function start(name: string, options: WithSpanOptions | undefined): LocalSpan | undefined {
  if (!state.on) return undefined;
  try {
    const isRoot = options?.root === true;
    const site = handMadeSite(String(name), options?.kind ?? 0, isRoot, undefined, expectedBy(options));
    return startSite(site, options);
  } catch (error) {
    reportError("a span could not be started", error);
    return undefined;
  }
}

// A list of no use costs the list, not the span.
function expectedBy(options: WithSpanOptions | undefined): readonly ExpectedError[] | undefined {
  const list = options?.expectedErrors;
  return list === undefined
    ? undefined
    : attempt("no error is expected", () => expectedList("withSpan", list));
}

/** The same for a site that exists. */
export function startSite(site: Site, options: SpanOptions | undefined): LocalSpan | undefined {
  if (!state.on) return undefined;
  try {
    if (options?.parent === undefined) return beginSpan(site, state.storage.getStore(), options);
    const parent = nodeOfParent(options.parent);
    if (state.bridge === undefined) return beginSpan(site, parent, options);
    // Another SDK makes spans below what is current for it.
    return state.storage.run(parent, () => beginSpan(site, state.storage.getStore(), options));
  } catch (error) {
    reportError("a span could not be started", error);
    return undefined;
  }
}

/** What the program gets when nothing is recorded: a span with the ids of what it would be below, or without any. */
export function standIn(options: SpanOptions | undefined): LocalSpan {
  const current = attempt("a parent could not be read", () => spanAbove(options));
  // While tracing is off the parent goes through this process as it came, sampled or not.
  if (current !== undefined && !state.on) return remoteSpan(current.spanContext());
  const trace = current === undefined ? noTrace() : current.trace;
  const flags = UNSAMPLED | ENDED | (current === undefined ? INVALID : 0);
  const span = new SpanNode(NO_SITE, trace, undefined, undefined, flags, Number.NaN);
  if (current !== undefined) {
    current.ensureId();
    span.idHigh = current.idHigh;
    span.idLow = current.idLow;
  }
  return span;
}

function spanAbove(options: SpanOptions | undefined): LocalSpan | undefined {
  const parent = options?.parent;
  if (parent === undefined) return state.on ? spanOf(currentNode()) : undefined;
  const span = spanOf(nodeOfParent(parent));
  return span === undefined || (span.flags & INVALID) !== 0 ? undefined : span;
}
