// Stands for the tracer's own context storage: nodes in and out, kept as contexts of another SDK's context manager.
import { BAGGAGE_KEY, type Context, spanOf, visibleSpan } from "../context.js";
import { type ContextValues, foreignValues, SUPPRESS_KEY } from "../context-values.js";
import { BRIDGED, SUPPRESSED } from "../flags.js";
import { append, weakGet, weakSet } from "../intrinsics.js";
import type { LocalSpan } from "../span.js";
import type { ContextStorage } from "../state.js";
import { type BridgedSpan, nodeElsewhere } from "./bridged-span.js";
import { type ContextManager, type ForeignSpan, readRegistry, SPAN_KEY } from "./foreign-api.js";
import { beginSearch, type Storage } from "./storage-search.js";

/** A place in a context: what the storages hold there. */
export interface Place {
  readonly storages: readonly Storage[];
  readonly stores: readonly unknown[];
  /** The manager's context around it, if that cannot be entered. */
  readonly around?: Context | undefined;
}

/** What stands for `state.storage`. There is one truth: the other SDK's. */
export class ForeignStorage implements ContextStorage {
  /** What stood here before. Holds the nodes while there is no manager, or one that cannot be entered. */
  readonly own: ContextStorage;
  #manager: ContextManager | undefined;
  /** Where the manager keeps the context; `undefined` until a span was made. */
  #storages: readonly Storage[] | undefined;
  readonly #nodes = new WeakMap<object, BridgedSpan>();

  constructor(own: ContextStorage) {
    this.own = own;
  }

  /** Another one may be registered at any time. */
  #currentManager(): ContextManager | undefined {
    const manager = readRegistry()?.context;
    if (manager !== this.#manager) {
      this.#manager = manager;
      this.#storages = undefined;
    }
    return manager;
  }

  /** Whether a span cannot be made current through the manager. */
  isClosed(): boolean {
    return this.#currentManager() === undefined || this.#storages?.[0] === this.own;
  }

  /** The context that a node stands for. */
  contextOf(node: LocalSpan | undefined): Context {
    return contextOfNode(node, this.#currentManager()?.active() ?? EMPTY);
  }

  /**
   * Calls something that enters a context and runs `body` in it; the first time it is found out where that is kept.
   * Gives the place back in which `body` was.
   */
  placeOf(enter: (body: () => void) => void): Place {
    const manager = this.#currentManager();
    const search = this.#storages === undefined && manager !== undefined ? beginSearch(manager) : undefined;
    let place: Place | undefined;
    try {
      enter(() => {
        if (search !== undefined) this.#found(search.changed());
        place = this.#here();
      });
    } finally {
      search?.end();
    }
    return place ?? this.#here();
  }

  #found(storages: readonly Storage[]): void {
    this.#storages = storages.length === 0 ? [this.own as Storage] : storages;
  }

  /** Makes a node the one of its place. */
  settle(node: BridgedSpan, place: Place): void {
    node.place = place;
    const key = keyOf(place);
    if (key !== undefined) weakSet(this.#nodes, key, node);
  }

  /** Where a node is kept that has no place in the manager's context. */
  placeOutside(node: BridgedSpan): Place {
    this.#storages ??= [this.own as Storage];
    return { storages: this.#storages, stores: [node], around: this.#manager?.active() };
  }

  /** Gives a node its place that was made before one could be known. */
  resolve(node: BridgedSpan): void {
    if (node.place === undefined) this.settle(node, this.#here());
  }

  getStore(): LocalSpan | undefined {
    const manager = this.#currentManager();
    if (this.#storages === undefined) return this.#elsewhere(undefined);
    if (this.#storages[0] === this.own) return this.#getOutside(manager);
    const place = this.#here();
    const key = keyOf(place);
    if (key === undefined && place.stores.every((store) => store === undefined)) return undefined;
    const known = key === undefined ? undefined : weakGet(this.#nodes, key);
    return known?.place !== undefined && isSame(known.place, place) ? known : this.#elsewhere(place);
  }

  // The manager's context is the newer one if it is no longer the one that was around the node.
  #getOutside(manager: ContextManager | undefined): LocalSpan | undefined {
    const active = manager?.active();
    const node = this.own.getStore() as BridgedSpan | undefined;
    if (node?.place !== undefined && node.place.around === active) return node;
    if (active === undefined || (node === undefined && active.getValue(SPAN_KEY) === undefined))
      return undefined;
    const elsewhere = this.#elsewhere(undefined);
    elsewhere.place = this.#here();
    return elsewhere;
  }

  #elsewhere(place: Place | undefined): BridgedSpan {
    const context = this.#manager?.active() ?? EMPTY;
    const span = context.getValue(SPAN_KEY) as ForeignSpan | undefined;
    const node = nodeElsewhere(span, foreignValues(context), context.getValue(SUPPRESS_KEY) === true, place);
    if (place !== undefined) this.settle(node, place);
    return node;
  }

  #here(): Place {
    const storages = this.#storages ?? [];
    const stores: unknown[] = [];
    for (let index = 0; index < storages.length; index++)
      append(stores, (storages[index] as Storage).getStore());
    return { storages, stores };
  }

  enterWith(node: LocalSpan | undefined): void {
    if (node === undefined) leave(this.#storages ?? []);
    else if ((node.flags & BRIDGED) !== 0) goTo((node as BridgedSpan).place);
    else if (!this.isClosed()) goTo(this.#placeOfOther(node));
  }

  // A span of this library's own, from before the bridge was there.
  #placeOfOther(node: LocalSpan): Place {
    const context = this.contextOf(node);
    return this.placeOf((body) => this.#manager?.with(context, body));
  }

  run<T, V extends unknown[]>(node: LocalSpan | undefined, fn: (...values: V) => T, ...values: V): T {
    const manager = this.#currentManager();
    if (manager !== undefined) return manager.with(this.contextOf(node), () => fn(...values));
    const span = spanOf(node);
    const inside = nodeElsewhere(span, node?.values, ((node?.flags ?? 0) & SUPPRESSED) !== 0, undefined);
    inside.place = this.placeOutside(inside);
    return this.own.run(inside, fn, ...values);
  }
}

function goTo(place: Place | undefined): void {
  if (place === undefined) return;
  const { storages, stores } = place;
  for (let index = 0; index < storages.length; index++) (storages[index] as Storage).enterWith(stores[index]);
}

function leave(storages: readonly Storage[]): void {
  for (let index = 0; index < storages.length; index++) (storages[index] as Storage).enterWith(undefined);
}

function isSame(one: Place, other: Place): boolean {
  if (one.storages !== other.storages) return false;
  for (let index = 0; index < one.stores.length; index++)
    if (one.stores[index] !== other.stores[index]) return false;
  return true;
}

/** The first object that is kept at a place. */
function keyOf({ stores }: Place): object | undefined {
  for (let index = 0; index < stores.length; index++) {
    const store = stores[index];
    if (typeof store === "object" && store !== null) return store;
  }
  return undefined;
}

// Values that the SDK's context has beside (Sentry's scopes) stay, unless the node has a whole context of its own.
function contextOfNode(node: LocalSpan | undefined, active: Context): Context {
  const values = node?.values;
  const base = isContext(values) ? values.context : active;
  const span =
    node !== undefined && (node.flags & BRIDGED) !== 0 ? (node as BridgedSpan).foreign : visibleSpan(node);
  let context = span === undefined ? base.deleteValue(SPAN_KEY) : base.setValue(SPAN_KEY, span);
  if (isContext(values)) return context;
  context = context.deleteValue(BAGGAGE_KEY);
  for (const [key, value] of (values as ReadonlyMap<symbol, unknown> | undefined) ?? [])
    context = context.setValue(key, value);
  return context;
}

function isContext(values: ContextValues | undefined): values is ContextValues & { context: Context } {
  return values !== undefined && "context" in values;
}

/** The context where there is no manager. */
class PlainContext implements Context {
  readonly #values: ReadonlyMap<symbol, unknown>;

  constructor(values: ReadonlyMap<symbol, unknown>) {
    this.#values = values;
  }

  getValue(key: symbol): unknown {
    return this.#values.get(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return new PlainContext(new Map(this.#values).set(key, value));
  }

  deleteValue(key: symbol): Context {
    const values = new Map(this.#values);
    values.delete(key);
    return new PlainContext(values);
  }
}

const EMPTY: Context = new PlainContext(new Map());
