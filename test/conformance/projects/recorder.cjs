// The runtime in; it records every span, and their number is written to a file of the folder in UNO_TRACE_RECORDINGS.
// Old runners do not know the prefix.
// biome-ignore lint/style/useNodejsImportProtocol: see above
const { writeFileSync } = require("fs");
// biome-ignore lint/style/useNodejsImportProtocol: see above
const { join } = require("path");

const KEY = Symbol.for("uno-trace.recorder");

/** Turns tracing on, once for each state of the runtime: Jest gives each test file a global object of its own. */
exports.record = ({ getTracer }) => {
  if (globalThis[KEY]) return;
  Object.defineProperty(globalThis, KEY, { value: true });
  const folder = process.env.UNO_TRACE_RECORDINGS;
  const file = folder && join(folder, `${process.pid}-${process.hrtime.bigint()}`);
  let spans = 0;
  let saved = 0;
  const save = () => {
    if (file === undefined || saved === spans) return;
    saved = spans;
    writeFileSync(file, String(spans));
  };
  getTracer().addProcessor({
    onEnd() {
      spans += 1;
      // Not every process, nor every realm in one, is told of its end.
      if ((spans & (spans - 1)) === 0) save();
    },
  });
  process.once("exit", save);
};
