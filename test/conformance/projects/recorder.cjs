// The runtime in; it records every span, and their number, with those of returned promises, is written to a file of the
// folder in UNO_TRACE_RECORDINGS.
// Old runners do not know the prefix.
// biome-ignore lint/style/useNodejsImportProtocol: see above
const { renameSync, writeFileSync } = require("fs");
// biome-ignore lint/style/useNodejsImportProtocol: see above
const { join } = require("path");

const { counting } = require("./promise-counter.cjs");

const KEY = Symbol.for("uno-trace.recorder");

/**
 * Turns tracing on, once for each state of the runtime: Jest gives each test file a global object of its own.
 * @returns the functions of the runtime that count
 */
exports.record = (runtime) => {
  const known = globalThis[KEY];
  if (known) return known(runtime);
  const counts = { spans: 0, promises: 0, derived: 0, kept: 0, reported: 0, hidden: 0 };
  let counted;
  // ES modules and CommonJS have one state, and each its functions.
  const count = (each) => {
    counted ??= counting(each, counts);
    return counted;
  };
  Object.defineProperty(globalThis, KEY, { value: count });
  saveCounts(runtime, counts);
  return count(runtime);
};

function saveCounts({ getTracer }, counts) {
  const folder = process.env.UNO_TRACE_RECORDINGS;
  const file = folder && join(folder, `${process.pid}-${process.hrtime.bigint()}`);
  const save = () => {
    if (file === undefined || counts.spans === 0) return;
    // Runners kill their workers, also in the middle of this.
    writeFileSync(`${file}.part`, JSON.stringify(counts));
    renameSync(`${file}.part`, file);
  };
  getTracer().addProcessor({
    onEnd() {
      counts.spans += 1;
      // Not every process, nor every realm in one, is told of its end.
      if ((counts.spans & (counts.spans - 1)) === 0) save();
    },
  });
  process.once("exit", save);
}
