// Runs the built files of one case in one process: `node run-case.mjs '{"variant":"file"}'`; prints JSON.
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { InMemorySpanExporter, setupMonitoring } from "uno-trace/runtime";

const exporter = new InMemorySpanExporter();
const monitoring = setupMonitoring({ serviceName: "case", exporter });

let rejections = [];
process.on("unhandledRejection", (reason) => rejections.push(inspect(reason?.message ?? reason)));

const STATUS = ["unset", "ok", "error"];
const KINDS = ["", " server", " client", " producer", " consumer"];

const describe = (span) => {
  const attributes = Object.entries(span.attributes).filter(([key]) => !key.startsWith("code."));
  const shown =
    attributes.length > 0 ? ` ${inspect(Object.fromEntries(attributes), { breakLength: Infinity })}` : "";
  const events = span.events.map((event) => ` !${event.attributes["exception.type"]}`).join("");
  const message = span.status.message === undefined ? "" : ` ${JSON.stringify(span.status.message)}`;
  const links = span.links.length > 0 ? ` links:${span.links.length}` : "";
  return `${span.name}${KINDS[span.kind]} ${STATUS[span.status.code]}${message}${events}${links}${shown}`;
};

const compareTimes = (a, b) => a[0] - b[0] || a[1] - b[1];

function tree(spans) {
  const ids = new Set(spans.map((span) => span.spanId));
  const ordered = [...spans].sort((a, b) => compareTimes(a.startTime, b.startTime));
  const lines = [];
  const write = (span, indent) => {
    lines.push(indent + describe(span));
    for (const child of ordered) if (child.parentId === span.spanId) write(child, `${indent}  `);
  };
  for (const span of ordered) if (!ids.has(span.parentId)) write(span, "  ");
  return lines;
}

async function runOne(file) {
  rejections = [];
  exporter.reset();
  const module = await import(pathToFileURL(file).href);
  const run = module.run ?? module.default.run;
  const result = await run();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await monitoring.forceFlush();
  return {
    result: inspect(result, { depth: 8, breakLength: 100 }),
    rejections,
    spans: tree(exporter.getFinishedSpans()),
    stacks: exporter
      .getFinishedSpans()
      .flatMap((span) => span.events.map((e) => e.attributes["exception.stacktrace"])),
  };
}

const output = {};
for (const [variant, file] of Object.entries(JSON.parse(process.argv[2])))
  output[variant] = await runOne(file);
process.stdout.write(JSON.stringify(output), () => process.exit(0));
