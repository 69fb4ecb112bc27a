// The runtime's functions through which returned values pass, in; the same, counting what passes, out: see `PromiseCounts`.
// biome-ignore lint/style/useNodejsImportProtocol: old runners do not know the prefix
const { isPromise, isProxy } = require("util").types;

// Taken before a program replaces them.
const { apply, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;

/** Whether a value's `then` could not be read without running code of the program. */
function isHidden(value) {
  for (let holder = value; holder !== null; holder = getPrototypeOf(holder)) {
    if (isProxy(holder)) return true;
    const then = getOwnPropertyDescriptor(holder, "then");
    if (then !== undefined) return then.get !== undefined;
  }
  return false;
}

const isObject = (value) => (typeof value === "object" && value !== null) || typeof value === "function";

/** Gives what stands in for `$returned`, `$returnedAsync` and `$suspend`; `counts` goes up as they are called. */
exports.counting = ({ $returned, $returnedAsync, $suspend }, counts) => {
  const sources = new WeakSet();
  const derived = new WeakSet();
  const note = (value) => {
    if (isObject(value) && !isPromise(value) && isHidden(value)) counts.hidden += 1;
  };
  watchReports(derived, counts);
  return {
    $returned(span, value, handled) {
      const given = $returned(span, value, handled);
      if (span === undefined || !isObject(value)) return given;
      if (!isPromise(value)) note(value);
      else counts.promises += 1;
      if (given === value) return given;
      counts.derived += 1;
      if (sources.has(value)) counts.kept += 1;
      sources.add(value);
      derived.add(given);
      return given;
    },
    $returnedAsync(span, value, guarded) {
      if (span !== undefined) note(value);
      return $returnedAsync(span, value, guarded);
    },
    $suspend(span, value) {
      if (span !== undefined) note(value);
      return $suspend(span, value);
    },
  };
};

// A listener would change what Node does with a rejection. Node asks `emit` whether there is one, in every mode.
function watchReports(derived, counts) {
  const { emit } = process;
  process.emit = function (name, ...args) {
    if (name === "unhandledRejection" && derived.has(args[1])) counts.reported += 1;
    return apply(emit, this, [name, ...args]);
  };
}
