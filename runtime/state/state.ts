// The one state of the process, however many copies of this library are loaded: found or made under a global symbol.
import { AsyncLocalStorage } from "node:async_hooks";
import { seed } from "../ground/ids.js";
import { keepTickShape } from "../ground/tick-shape.js";
import type { Bridge } from "../model/bridge.js";
import type { LocalSpan } from "../model/local-span.js";
import type { SpanProcessor } from "../model/processor.js";
import type { OpenTelemetrySampler } from "../model/sampling.js";
import { defaultSettings, type Settings } from "./settings.js";

// The number is the version of the shape below. Copies of different releases share what has the same number.
const KEY = Symbol.for("uno-trace.runtime.2");

/** A promise that was observed: what is returned in its place, and the spans that end as it settles. */
export interface DerivedPromise {
  promise: object;
  /** `undefined` once it has settled. */
  spans: LocalSpan[] | undefined;
}

/** Where the current node is kept. */
export interface ContextStorage {
  getStore(): LocalSpan | undefined;
  enterWith(node: LocalSpan | undefined): void;
  run<T, V extends unknown[]>(node: LocalSpan | undefined, fn: (...values: V) => T, ...values: V): T;
}

/** Everything that exists once for each process. Plain data: copies of the library read each other's. */
export interface State {
  /** An AsyncLocalStorage; with a bridge, what stands for the context of another SDK. */
  storage: ContextStorage;
  /** Whether somebody looks for an SDK that traced functions do not reach. */
  looksForUnbridged: boolean;
  /** Where spans are made while they are those of another SDK. */
  bridge: Bridge | undefined;
  /** The sampler, if it is one of OpenTelemetry. */
  judge: OpenTelemetrySampler | undefined;
  /** Whether spans are made: the one test of the off path. Off while processors run, lest they trace themselves. */
  on: boolean;
  /** What `on` is when no processor is running. */
  ready: boolean;
  /** Whether a processor or the sampler is running. */
  paused: boolean;
  /** What the last set-up decided. */
  settings: Settings;
  processors: readonly SpanProcessor[];
  /** Those processors that want to hear of starts, or have to be told of ends before they are. */
  starters: readonly SpanProcessor[];
  /** Those that may change a span that is about to end. */
  enders: readonly SpanProcessor[];
  /** Whether the sampler decides on each child of a sampled span too. */
  asksChildren: boolean;
  /** The share of new traces that the sampler takes, where it looks at nothing else: then it is not asked. Below zero: none. */
  share: number | undefined;
  /** Whether a span was ever started. */
  started: boolean;
  /** Whether traced code was loaded. An older copy of the library does not know it. */
  tracedCode?: boolean;
  /** Whether the program makes spans by hand: it has a middleware, or functions that `trace` wrapped. */
  handmade?: boolean;
  tracer: object | undefined;
  readonly derived: WeakMap<object, DerivedPromise>;
  /** Spans of other libraries, by what stands for them in the context. */
  readonly originals: WeakMap<object, unknown>;
  /** Open spans with `min` that hold ended children back. */
  readonly holding: Set<LocalSpan>;
  /** What to flush when the process ends. */
  readonly flushers: Set<() => Promise<void>>;
  /** Takes the listeners for the end of the process away. */
  stopListening: (() => void) | undefined;
  /** What `registerTracerProvider` gave, until it is disabled. */
  registration: object | undefined;
  /** Undoes the last `setupMonitoring`. */
  undoSetup: (() => Promise<void>) | undefined;
  /** Whether that was nobody's wish but the loader's: then an SDK that the program has goes before it. */
  isImplied?: boolean;
  /** What hears of each request that begins, and is kept here alone. An older copy of the library has one of its own. */
  beginRequest?: () => void;
  /** Where worker threads count spans, and whether another thread has made it. An older copy does not know it. */
  sharedCounts?: { readonly memory: SharedArrayBuffer; readonly isInherited: boolean };
}

function makeState(): State {
  return {
    storage: new AsyncLocalStorage(),
    looksForUnbridged: false,
    bridge: undefined,
    judge: undefined,
    on: false,
    ready: false,
    paused: false,
    settings: defaultSettings(),
    processors: [],
    starters: [],
    enders: [],
    asksChildren: false,
    share: 1,
    started: false,
    tracer: undefined,
    derived: new WeakMap(),
    originals: new WeakMap(),
    holding: new Set(),
    flushers: new Set(),
    stopListening: undefined,
    registration: undefined,
    undoSetup: undefined,
  };
}

function findState(): State {
  const known = (globalThis as Record<symbol, unknown>)[KEY] as State | undefined;
  if (known) return known;
  const made = makeState();
  try {
    Object.defineProperty(globalThis, KEY, { value: made });
  } catch {
    // A frozen global object: this copy stands alone.
  }
  return made;
}

/** The state of this process. */
export const state: State = findState();

/** Recomputes what follows from the list of processors and the switch. */
export function refresh(): void {
  state.enders = state.processors.filter((processor) => typeof processor.onEnding === "function");
  state.starters = state.processors.filter(
    (processor) => typeof processor.onStart === "function" || typeof processor.onEnding === "function",
  );
  state.ready = !state.settings.disabled && state.processors.length > 0;
  state.on = state.ready && !state.paused;
  if (!state.ready) return;
  // What Node does on first use calls methods that a program may patch later.
  seed();
  keepTickShape();
  state.storage.enterWith(state.storage.getStore());
}

/** Turns tracing off while processors or the sampler run; returns what `turnBackOn` needs. */
export function turnOff(): boolean {
  const wasOff = state.paused;
  state.paused = true;
  state.on = false;
  return wasOff;
}

/** The end of a `turnOff`. */
export function turnBackOn(wasOff: boolean): void {
  state.paused = wasOff;
  state.on = state.ready && !wasOff;
}
