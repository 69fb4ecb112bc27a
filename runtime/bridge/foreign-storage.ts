// Stands for the tracer's own context storage: nodes in and out, kept as contexts of another SDK's context manager.

import { spanOf, visibleSpan } from "../context/nodes.js";
import { BRIDGED, SUPPRESSED } from "../ground/flags.js";
import { append } from "../ground/intrinsics.js";
import { BAGGAGE_KEY, type Context, SPAN_KEY } from "../model/context.js";
import {
  type ContextValues,
  foreignValues,
  isForeign,
  SUPPRESS_KEY,
  withoutValue,
  withValue,
} from "../model/context-values.js";
import type { LocalSpan } from "../model/local-span.js";
import type { ContextStorage } from "../state/state.js";
import { type BridgedSpan, isOwn, nodeAtPoint, nodeElsewhere } from "./bridged-span.js";
import { type ContextManager, type ForeignSpan, readRegistry } from "./foreign-api.js";
import type { ReturnPoint } from "./return-point.js";
import { beginSearch, type Search, type Storage } from "./storage-search.js";

const NONE: readonly Storage[] = [];

/**
 * What stands for `state.storage`. There is one truth, the other SDK's. The tracer's own storage says which node was
 * entered last, and that counts as long as the SDK's context is still the one that was entered with it.
 */
export class ForeignStorage implements ContextStorage {
  /** What stood here before. */
  readonly own: ContextStorage;
  private manager: ContextManager | undefined = undefined;
  /** Where the manager keeps the context; `undefined` until a span was made, none if it cannot be entered. */
  private storages: readonly Storage[] | undefined = NONE;
  private search: Search | undefined = undefined;
  /** The last node of what the tracer did not make current: work of the SDK's often calls several functions. */
  private elsewhere: BridgedSpan | undefined = undefined;
  /** The node of a context that was asked for before its return point could be known. */
  private early: { readonly node: BridgedSpan; readonly context: Context | undefined } | undefined =
    undefined;

  constructor(own: ContextStorage) {
    this.own = own;
  }

  /** Another one may be registered at any time. */
  private currentManager(): ContextManager | undefined {
    const manager = readRegistry()?.context;
    if (manager !== this.manager) {
      this.manager = manager;
      this.storages = manager === undefined ? NONE : undefined;
      this.early = undefined;
    }
    return manager;
  }

  /** Whether a span cannot be made current through the manager. */
  isClosed(): boolean {
    this.currentManager();
    return this.storages === NONE;
  }

  /** Calls something that enters a context and calls `here` in it; the first time it is found out where that is kept. */
  watch(enter: () => void): void {
    const manager = this.currentManager();
    if (manager === undefined || this.storages !== undefined) {
      enter();
      return;
    }
    const search = beginSearch(manager);
    this.search = search;
    try {
      enter();
    } finally {
      search.end();
      this.search = undefined;
    }
  }

  /** The way back to where this is called. */
  here(): ReturnPoint {
    if (this.search !== undefined) this.found(this.search.changed());
    const storages = this.storages ?? NONE;
    const stores: unknown[] = [];
    for (let index = 0; index < storages.length; index++)
      append(stores, (storages[index] as Storage).getStore());
    const around = storages === NONE ? this.manager?.active() : undefined;
    return { storages, stores, own: this.own.getStore(), around };
  }

  private found(storages: readonly Storage[]): void {
    this.storages = storages.length === 0 ? NONE : storages;
    this.search = undefined;
    this.early = undefined;
  }

  /** Gives a node its return point that was made before one could be known. */
  resolve(node: BridgedSpan): void {
    node.returnPoint ??= this.here();
  }

  /** The context that a node stands for. */
  contextOf(node: LocalSpan | undefined): Context {
    return contextOfNode(node, this.currentManager()?.active() ?? EMPTY);
  }

  getStore(): LocalSpan | undefined {
    const manager = this.currentManager();
    const node = this.own.getStore();
    if (this.isHere(node)) return node;
    const last = this.elsewhere;
    if (last?.returnPoint?.own === node && this.isHere(last)) return last;
    if (this.storages === undefined) return this.lookEarly();
    const point = this.here();
    return node === undefined && isEmpty(point, manager) ? undefined : this.look(point);
  }

  private isHere(node: LocalSpan | undefined): boolean {
    if (node === undefined || (node.flags & BRIDGED) === 0) return false;
    const { returnPoint: point } = node as BridgedSpan;
    if (point === undefined || point.storages !== this.storages) return false;
    const { storages, stores } = point;
    for (let index = 0; index < storages.length; index++)
      if ((storages[index] as Storage).getStore() !== stores[index]) return false;
    return storages !== NONE || point.around === this.manager?.active();
  }

  /** The same node for all who ask in one context: whoever keeps it gets its return point with the one that is resolved. */
  private lookEarly(): BridgedSpan {
    const context = this.manager?.active();
    if (this.early === undefined || this.early.context !== context)
      this.early = { node: this.look(undefined), context };
    return this.early.node;
  }

  /** Makes a node of what is current for the SDK. */
  private look(point: ReturnPoint | undefined): BridgedSpan {
    const context = this.manager?.active() ?? EMPTY;
    const span = context.getValue(SPAN_KEY) as ForeignSpan | undefined;
    const isSuppressed = context.getValue(SUPPRESS_KEY) === true;
    const node = nodeElsewhere(span, foreignValues(context), isSuppressed, point);
    this.elsewhere = node;
    return node;
  }

  enterWith(node: LocalSpan | undefined): void {
    if (node === undefined) this.leave();
    else if ((node.flags & BRIDGED) !== 0) this.goTo((node as BridgedSpan).returnPoint);
    else this.goTo(this.pointOfOther(node));
  }

  private leave(): void {
    const storages = this.storages ?? NONE;
    for (let index = 0; index < storages.length; index++) (storages[index] as Storage).enterWith(undefined);
    this.own.enterWith(undefined);
  }

  private goTo(point: ReturnPoint | undefined): void {
    if (point === undefined) return;
    const { storages, stores } = point;
    for (let index = 0; index < storages.length; index++)
      (storages[index] as Storage).enterWith(stores[index]);
    this.own.enterWith(point.own);
  }

  // A span of this library's own, from before the bridge was there.
  private pointOfOther(node: LocalSpan): ReturnPoint | undefined {
    let point: ReturnPoint | undefined;
    const context = this.contextOf(node);
    this.watch(() =>
      this.manager?.with(context, () => {
        point = this.here();
      }),
    );
    return point;
  }

  // Once the manager has entered: so the span is the very same one there.
  private nodeHere(span: BridgedSpan, node: LocalSpan | undefined): BridgedSpan {
    const point = this.here();
    const isSuppressed = ((node?.flags ?? 0) & SUPPRESSED) !== 0;
    const inside = nodeAtPoint(span, node?.values, isSuppressed, point);
    point.own = inside;
    return inside;
  }

  run<T, V extends unknown[]>(node: LocalSpan | undefined, fn: (...values: V) => T, ...values: V): T {
    const manager = this.currentManager();
    const span = spanOf(node);
    if (isOwn(span)) {
      const inside = (): T => this.own.run(this.nodeHere(span, node), fn, ...values);
      return manager === undefined ? inside() : manager.with(this.contextOf(node), inside);
    }
    if (manager !== undefined) return manager.with(this.contextOf(node), () => fn(...values));
    const inside = nodeElsewhere(span, node?.values, ((node?.flags ?? 0) & SUPPRESSED) !== 0, undefined);
    inside.returnPoint = { ...this.here(), own: inside };
    return this.own.run(inside, fn, ...values);
  }
}

function isEmpty({ stores, around }: ReturnPoint, manager: ContextManager | undefined): boolean {
  for (let index = 0; index < stores.length; index++) if (stores[index] !== undefined) return false;
  return stores.length > 0 || manager === undefined || around?.getValue(SPAN_KEY) === undefined;
}

// Values that the SDK's context has beside (Sentry's scopes) stay, unless the node has a whole context of its own.
function contextOfNode(node: LocalSpan | undefined, active: Context): Context {
  const values = node?.values;
  const base: Context = isForeign(values) ? values.context : active;
  const span = foreignOf(node) ?? foreignOf(spanOf(node)) ?? visibleSpan(node);
  let context = span === undefined ? base.deleteValue(SPAN_KEY) : base.setValue(SPAN_KEY, span);
  if (isForeign(values)) return context;
  context = context.deleteValue(BAGGAGE_KEY);
  for (const [key, value] of (values as ReadonlyMap<symbol, unknown> | undefined) ?? [])
    context = context.setValue(key, value);
  return context;
}

function foreignOf(node: LocalSpan | undefined): ForeignSpan | undefined {
  return node !== undefined && (node.flags & BRIDGED) !== 0 ? (node as BridgedSpan).foreign : undefined;
}

/** The context where there is no manager. */
class PlainContext implements Context {
  private readonly values: ContextValues | undefined;

  constructor(values: ContextValues | undefined) {
    this.values = values;
  }

  getValue(key: symbol): unknown {
    return this.values?.get(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return new PlainContext(withValue(this.values, key, value));
  }

  deleteValue(key: symbol): Context {
    return new PlainContext(withoutValue(this.values, key));
  }
}

const EMPTY: Context = new PlainContext(undefined);
