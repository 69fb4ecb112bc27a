// An event emitter in; the listeners that it gets from now on run in one context.
import type { EventEmitter } from "node:events";

type Listener = (...values: never[]) => unknown;
type Add = (this: EventEmitter, event: string | symbol, listener: Listener) => EventEmitter;

const ADDERS = ["on", "addListener", "once", "prependListener", "prependOnceListener"] as const;
const REMOVERS = ["off", "removeListener"] as const;

const bound = new WeakSet<EventEmitter>();

/** Wraps each new listener with `bind`; the first context that an emitter is bound to stays. */
export function bindListeners(emitter: EventEmitter, bind: (listener: Listener) => Listener): void {
  if (bound.has(emitter)) return;
  bound.add(emitter);
  const wrappers = new WeakMap<Listener, Listener>();
  const wrapperOf = (listener: Listener): Listener => {
    const wrapper = wrappers.get(listener) ?? bind(listener);
    wrappers.set(listener, wrapper);
    return wrapper;
  };
  // `once` calls `on` with a listener of its own, which has to stay what it is: it is removed by identity.
  let isNested = false;
  for (const name of ADDERS) {
    replace(
      emitter,
      name,
      (add) =>
        function (event, listener) {
          if (isNested || typeof listener !== "function") return add.call(this, event, listener);
          isNested = true;
          try {
            return add.call(this, event, wrapperOf(listener));
          } finally {
            isNested = false;
          }
        },
    );
  }
  for (const name of REMOVERS) {
    replace(
      emitter,
      name,
      (remove) =>
        function (event, listener) {
          return remove.call(this, event, wrappers.get(listener) ?? listener);
        },
    );
  }
}

function replace(emitter: EventEmitter, name: string, make: (original: Add) => Add): void {
  const methods = emitter as unknown as Record<string, unknown>;
  const original = methods[name];
  if (typeof original === "function") methods[name] = make(original as Add);
}
