// Native promises: any value in, whether it is one that nobody has changed out; and a way to observe one.
import { runInThisContext } from "node:vm";
import { apply, descriptorOf, isPromise, ownValue, prototypeOf } from "./intrinsics.js";

type Settled = ((value: never) => unknown) | undefined;

/** What the promises of one realm have in common. */
interface Kind {
  readonly prototype: object;
  readonly class: object;
  readonly thenOf: (...handlers: readonly unknown[]) => object;
  readonly species: unknown;
}

// What an async function gives is native, whatever the program has put in the place of the global `Promise` (zone.js,
// bluebird). All is taken at load: a program may patch it later.
const OWN = kindOf((async () => {})());

// In a context of its own (Jest, Vitest's vm pools) a program gets promises from Node as well, whose class is another.
const NODES = isNodesRealm() ? OWN : kindOf(runInThisContext("(async () => {})()") as object);

function isNodesRealm(): boolean {
  return prototypeOf(isPromise) === Function.prototype;
}

function kindOf(promise: object): Kind {
  const prototype = prototypeOf(promise) as Promise<unknown>;
  const own = ownValue(prototype, "constructor") as object;
  return { prototype, class: own, thenOf: prototype.then as Kind["thenOf"], species: speciesOf(own) };
}

function speciesOf(promiseClass: object): unknown {
  return descriptorOf(promiseClass, Symbol.species)?.get;
}

/**
 * Whether a value is a native promise whose class nobody has touched. The intrinsic `then` asks for the constructor and
 * its species: they are the program's code if they were replaced.
 */
export function isNativePromise(value: object): boolean {
  if (!isPromise(value)) return false;
  const prototype = prototypeOf(value);
  const kind = prototype === OWN.prototype ? OWN : NODES;
  return (
    prototype === kind.prototype &&
    ownValue(prototype, "constructor") === kind.class &&
    speciesOf(kind.class) === kind.species
  );
}

/** The native `Promise` of this realm. */
export const NativePromise: object = OWN.class;
/** Its `then`, or what stood there as the runtime was loaded. */
export const nativeThen: unknown = OWN.thenOf;

// A function of the language has no `prototype`. In place of one that was put there (zone.js's gives promises of its
// own) an `await` observes: it asks a native promise for nothing.
const isReplaced = "prototype" in OWN.thenOf;

/** `promise.then(…)` for a native promise, past what a program has patched: a native promise. */
export function whenSettled(promise: object, onFulfilled: Settled, onRejected: Settled): object {
  if (prototypeOf(promise) !== OWN.prototype) return apply(NODES.thenOf, promise, [onFulfilled, onRejected]);
  return isReplaced
    ? awaitSettled(promise, onFulfilled, onRejected)
    : apply(OWN.thenOf, promise, [onFulfilled, onRejected]);
}

async function awaitSettled(promise: object, onFulfilled: Settled, onRejected: Settled): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (reason) {
    if (onRejected === undefined) throw reason;
    return onRejected(reason as never);
  }
  return onFulfilled === undefined ? value : onFulfilled(value as never);
}
