// Functions that return promises in the ways in which a span is inexact.
const kept = new Map();

export function remember(key, promise) {
  promise.catch(() => {});
  kept.set(key, promise);
}

export function recall(key) {
  return kept.get(key);
}

export function guard(begin, isQuiet) {
  const begun = begin();
  if (isQuiet) begun.catch(() => {});
  return begun;
}

export function hide() {
  return new Proxy({}, {});
}

export function expose() {
  const thenable = {
    get then() {
      throw new Error("was read");
    },
  };
  return thenable;
}
