// `super` inside a generator's moved body, where the word itself means nothing: accessors in, a stand-in out.
import { apply } from "../ground/intrinsics.js";

/** What stands for `super.key` inside a traced generator: `v` is its value, `call(this, …)` calls it. */
export interface SuperMember<V> {
  v: V;
  readonly call: (self: unknown, ...values: unknown[]) => unknown;
}

/** Called by generated code: `super.key` inside a traced generator, as `superOf(get, set)(key).v`. */
export function superOf<K, V>(
  get: (key: K) => V,
  set: (key: K, value: V) => void,
): (key: K) => SuperMember<V> {
  return (key) => ({
    get v() {
      return get(key);
    },
    set v(value) {
      set(key, value);
    },
    // A getter: the member is read before its arguments are evaluated, as it is without tracing.
    get call() {
      const method = get(key) as (...values: never[]) => unknown;
      return (self: unknown, ...values: unknown[]) => apply(method, self, values);
    },
  });
}
