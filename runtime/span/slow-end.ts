// `min`: which short spans are dropped, and what becomes of their children; also which spans end late.

import { now } from "../ground/clock.js";
import {
  DROPPED,
  ENDED,
  KEEP,
  MIN,
  NEARBY,
  REMOTE_PARENT,
  SAMPLED,
  UNSAMPLED_PARENT,
} from "../ground/flags.js";
import { append, setAdd, setDelete, setEach, setFirst } from "../ground/intrinsics.js";
import type { LocalSpan } from "../model/local-span.js";
import { SCOPE } from "../model/resource.js";
import { state } from "../state/state.js";
import { deliver } from "./deliver.js";
import { announceEnd } from "./on-ending.js";

const MAX_HELD = 1024;
/** Holders that are looked at when another comes: more than one, so that those that never end become fewer. */
const LOOKS = 2;

/** Writes the parent's id into an ended span as numbers and lets go of the parent. */
export function letGoOfParent(span: LocalSpan, parent: LocalSpan): void {
  parent.ensureId();
  span.parentHigh = parent.idHigh;
  span.parentLow = parent.idLow;
  span.parent = undefined;
}

/** Ends a span that may be dropped, or whose parent may be, was, or has ended. */
export function finishSlowly(span: LocalSpan): void {
  if (state.enders.length > 0) announceEnd(span);
  resolveParent(span);
  if (isLate(span)) markLate(span);
  if (isBrief(span)) {
    drop(span);
    return;
  }
  span.flags |= KEEP;
  release(span);
  handOver(span);
}

/** Steps over parents that were dropped, to the one that counts. */
function resolveParent(span: LocalSpan): void {
  let parent = span.parent;
  while (parent !== undefined && (parent.flags & DROPPED) !== 0) {
    // The dropped one had no parent that is still open, only ids: those of a span that ended or is far away.
    if (parent.parent === undefined) copyParentIds(span, parent);
    parent = parent.parent;
  }
  span.parent = parent;
}

function copyParentIds(span: LocalSpan, from: LocalSpan): void {
  span.parentHigh = from.parentHigh;
  span.parentLow = from.parentLow;
  span.flags |= from.flags & (REMOTE_PARENT | NEARBY | UNSAMPLED_PARENT);
}

// OpenTelemetry's API allows it and says nothing of it.
function isLate(span: LocalSpan): boolean {
  if (span.site.instrumentationScope !== SCOPE) return false;
  if (span.parent !== undefined) return (span.parent.flags & ENDED) !== 0;
  return span.parentLow !== 0 && (span.flags & REMOTE_PARENT) === 0;
}

function markLate(span: LocalSpan): void {
  span.details().set(span.site.attributes, "uno.late", true);
}

function isBrief(span: LocalSpan): boolean {
  if ((span.flags & (MIN | KEEP)) !== MIN || span.statusCode === 2) return false;
  return span.finish - span.begin < span.site.min;
}

function drop(span: LocalSpan): void {
  span.flags |= DROPPED;
  const parent = span.parent;
  if (parent !== undefined && (parent.flags & ENDED) !== 0) letGoOfParent(span, parent);
  const held = takeHeld(span);
  for (let index = 0; index < held.length; index++) {
    const child = held[index] as LocalSpan;
    resolveParent(child);
    handOver(child);
  }
}

/** Delivers an ended span, unless its parent may yet be dropped: then the parent holds it. */
function handOver(span: LocalSpan): void {
  const parent = span.parent;
  if (parent !== undefined) {
    if (isUndecided(parent, span.finish)) {
      hold(parent, span);
      return;
    }
    if ((parent.flags & (MIN | ENDED)) === MIN) keepSpan(parent);
    letGoOfParent(span, parent);
  }
  pass(span);
}

/** Hands a span to the processors; one that is recorded and not sampled only to those that do not export. */
function pass(span: LocalSpan): void {
  if ((span.flags & SAMPLED) !== 0) deliver(span);
  else
    deliver(
      span,
      state.processors.filter(({ sampledOnly }) => sampledOnly !== true),
    );
}

function isUndecided(parent: LocalSpan, at: number): boolean {
  return (parent.flags & (MIN | KEEP | ENDED)) === MIN && at - parent.begin < parent.site.min;
}

function hold(parent: LocalSpan, child: LocalSpan): void {
  const details = parent.details();
  if (details.held === undefined) {
    details.held = [];
    settleOverdue();
    setAdd(state.holding, parent);
  }
  append(details.held, child);
  if (details.held.length >= MAX_HELD) keepSpan(parent);
}

// A span that never ends is not asked again, and would retain what it holds: the oldest are asked here, in turn.
function settleOverdue(): void {
  const at = now();
  for (let look = 0; look < LOOKS; look++) {
    const oldest = setFirst(state.holding);
    if (oldest === undefined) return;
    setDelete(state.holding, oldest);
    if (isUndecided(oldest, at)) setAdd(state.holding, oldest);
    else keepSpan(oldest);
  }
}

/** A span that will be kept in any case: its children need not wait any longer. */
export function keepSpan(span: LocalSpan): void {
  span.flags |= KEEP;
  release(span);
}

function release(span: LocalSpan): void {
  const held = takeHeld(span);
  for (let index = 0; index < held.length; index++) {
    letGoOfParent(held[index] as LocalSpan, span);
    pass(held[index] as LocalSpan);
  }
}

function takeHeld(span: LocalSpan): readonly LocalSpan[] {
  const held = span.more?.held;
  if (held === undefined || span.more === undefined) return [];
  span.more.held = undefined;
  setDelete(state.holding, span);
  return held;
}

/** Delivers all children that are held back; the spans that held them will be kept. */
export function releaseAll(): void {
  setEach(state.holding, keepSpan);
}
