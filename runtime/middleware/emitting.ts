// A request's emitters in; whatever they emit from now on, their listeners run in the context of the request.

import { EventEmitter } from "node:events";
import { spanOf } from "../context/nodes.js";
import { ENDED, REMOTE } from "../ground/flags.js";
import { apply } from "../ground/intrinsics.js";
import type { LocalSpan } from "../model/local-span.js";
import { state } from "../state/state.js";

// Node emits a request's events in the context of its connection, not of those who listen (nodejs/node#41285): without
// this, what follows a body that was read by events would be a trace of its own. Listeners are left as they are, and
// so is who may remove them: it is `emit` that is replaced, by one function for all emitters.

type Emit = EventEmitter["emit"];

const emitOf: Emit = EventEmitter.prototype.emit;

interface Kept {
  /** The context of the request. */
  node: LocalSpan | undefined;
  /** What `emit` was before. */
  readonly emit: Emit;
}

/** For all copies of this library. */
const KEPT = Symbol.for("uno-trace.emitting.1");

type Emitter = EventEmitter & { readonly [KEPT]?: Kept };

/** Lets the listeners of an emitter run in the current context; anything else is left alone. */
export function emitInside(emitter: object | undefined): void {
  const { emit, [KEPT]: kept } = (emitter ?? {}) as Partial<Emitter>;
  const node = state.storage.getStore();
  if (kept !== undefined) kept.node = node;
  else if (typeof emit === "function") replaceEmit(emitter as Emitter, { node, emit });
}

function replaceEmit(emitter: Emitter, kept: Kept): void {
  Object.defineProperty(emitter, KEPT, { value: kept });
  Object.defineProperty(emitter, "emit", { value: emitKept, writable: true, configurable: true });
}

function emitKept(this: Emitter, ...values: Parameters<Emit>): boolean {
  const kept = this[KEPT];
  // Some other emitter got this function.
  if (kept === undefined) return apply(emitOf, this, values);
  const { node, emit } = kept;
  if (isPartOf(state.storage.getStore(), node)) return apply(emit, this, values);
  return state.storage.run(node, apply<Emitter, Parameters<Emit>, boolean>, emit, this, values);
}

// As Node's.
Object.defineProperties(emitKept, { name: { value: "emit" }, length: { value: 1 } });

/** Whether what runs now is work of the request that goes on: then it is what its events belong to. */
function isPartOf(current: LocalSpan | undefined, node: LocalSpan | undefined): boolean {
  if (current === node) return true;
  const span = spanOf(current);
  return span !== undefined && span.trace === node?.trace && (span.flags & (ENDED | REMOTE)) === 0;
}
