// Makes each call of a built program: `node run-calls.mjs FILE LIMIT [off]`; prints the frames of what each throws as JSON.
import { pathToFileURL } from "node:url";
import { InMemorySpanExporter, setupMonitoring } from "uno-trace/runtime";

const [file, limit, off] = process.argv.slice(2);
const exporter = new InMemorySpanExporter();
const monitoring = off ? undefined : setupMonitoring({ serviceName: "stacks", exporter });
const url = pathToFileURL(file).href;
const { calls } = await import(url);

if (limit) Error.stackTraceLimit = Number(limit);
const frameOf = (site) => ({
  // The words before the place, as V8 writes them: `async Order.pay`, `new Base`.
  name: /^(?:(.*) \(.*\)|.*)$/s.exec(String(site))[1] ?? (site.isAsync() ? "async" : ""),
  file: site.getScriptNameOrSourceURL?.() ?? site.getFileName() ?? "",
  line: site.getLineNumber(),
  column: site.getColumnNumber(),
});
Error.prepareStackTrace = (_, sites) => sites.map(frameOf);

const framesOf = async (call) => {
  try {
    await call();
  } catch (error) {
    return error.stack;
  }
  throw new Error("The call threw nothing");
};

const output = {};
for (const [name, call] of Object.entries(calls)) output[name] = await framesOf(call);
await monitoring?.forceFlush();
console.log(JSON.stringify({ calls: output, spans: exporter.getFinishedSpans().length }));
