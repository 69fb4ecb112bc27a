// A context manager and something that enters a context in; the storages in which the manager keeps it out.
import { AsyncLocalStorage } from "node:async_hooks";
import { append, apply, descriptorOf, hasOwn, prototypeOf } from "../ground/intrinsics.js";

/** As much of an AsyncLocalStorage as the bridge needs. */
export interface Storage {
  getStore(): unknown;
  enterWith(store: unknown): void;
}

/** A storage that was used, and what it held before. */
interface Seen {
  readonly storage: Storage;
  readonly before: unknown;
}

/** What is being looked for, from `begin` to `end`. */
export interface Search {
  /** Called inside of the context: the storages that hold something else there than outside. */
  changed(): Storage[];
  end(): void;
}

/**
 * The API has no `enter`, only `with`, which takes a function. But all managers for Node keep the context in storages
 * that can be entered, some in several (dd-trace in two, neither of which can be reached through its manager). So a
 * `with` is watched once: until `end`, `run` and `enterWith` of all storages note whose they were.
 */
export function beginSearch(manager: object): Search {
  const seen: Seen[] = [];
  const undo: (() => void)[] = [];
  const prototypes = prototypesOf(manager);
  for (let index = 0; index < prototypes.length; index++) {
    watch(prototypes[index] as object, "run", seen, undo);
    watch(prototypes[index] as object, "enterWith", seen, undo);
  }
  return {
    changed: () => changedOf(seen),
    end() {
      for (let index = 0; index < undo.length; index++) (undo[index] as () => void)();
    },
  };
}

function changedOf(seen: readonly Seen[]): Storage[] {
  const changed: Storage[] = [];
  for (let index = 0; index < seen.length; index++) {
    const { storage, before } = seen[index] as Seen;
    if (storage.getStore() !== before) append(changed, storage);
  }
  return changed;
}

/** Where `run` may be found: dd-trace's storages have a class of their own. */
function prototypesOf(manager: object): object[] {
  const found: object[] = [AsyncLocalStorage.prototype];
  const members = Object.values(manager);
  for (let index = 0; index < members.length; index++) {
    const member: unknown = members[index];
    if (!(member instanceof AsyncLocalStorage)) continue;
    let prototype = prototypeOf(member);
    for (; prototype !== null && !found.includes(prototype); prototype = prototypeOf(prototype))
      if (prototype !== Object.prototype) append(found, prototype);
  }
  return found;
}

function watch(prototype: object, name: "run" | "enterWith", seen: Seen[], undo: (() => void)[]): void {
  const descriptor = descriptorOf(prototype, name);
  if (descriptor === undefined || !hasOwn(descriptor, "value") || descriptor.configurable !== true) return;
  const original = descriptor.value as (...values: unknown[]) => unknown;
  const value = function (this: Storage, ...values: unknown[]): unknown {
    if (!seen.some(({ storage }) => storage === this)) {
      append(seen, { storage: this, before: this.getStore() });
    }
    return apply(original, this, values);
  };
  Object.defineProperty(prototype, name, { ...descriptor, value });
  append(undo, () => void Object.defineProperty(prototype, name, descriptor));
}
