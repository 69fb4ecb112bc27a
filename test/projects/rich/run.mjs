// The path of a build's entry in; what `run` returned, and the spans of it, out as JSON.
import { pathToFileURL } from "node:url";
import { getTracer, InMemorySpanExporter, SimpleSpanProcessor } from "uno-trace/runtime";

const exporter = new InMemorySpanExporter();
getTracer().addProcessor(new SimpleSpanProcessor(exporter));
const { run } = await import(pathToFileURL(process.argv[2]).href);
const result = await run();
await new Promise((resolve) => setTimeout(resolve, 20));
const spans = exporter.getFinishedSpans().map(({ name, spanId, parentId, status, attributes }) => ({
  name,
  spanId,
  parentId,
  status: status.code,
  line: attributes["code.line.number"],
}));
process.stdout.write(JSON.stringify({ result, spans }));
