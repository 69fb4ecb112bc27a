// Runs the built files of one case in one process: `node run-case.mjs '{"variant":"file"}' [RECORDER]`; prints JSON.
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

const { startedSpans } = await import(process.argv[3] ?? "./own-recorder.mjs");

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

const idOf = (span) => span.spanContext().spanId;
const parentOf = (span) => span.parentSpanContext?.spanId;

function tree(spans) {
  const ids = new Set(spans.map(idOf));
  const lines = [];
  const write = (span, indent) => {
    lines.push(indent + describe(span));
    for (const child of spans) if (parentOf(child) === idOf(span)) write(child, `${indent}  `);
  };
  for (const span of spans) if (!ids.has(parentOf(span))) write(span, "  ");
  return lines;
}

async function runOne(file) {
  rejections = [];
  await startedSpans();
  const module = await import(pathToFileURL(file).href);
  const run = module.run ?? module.default.run;
  const result = await run();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const spans = await startedSpans();
  return {
    // Without `showProxy`, what is shown of a proxy depends on the version of Node.
    result: inspect(result, { depth: 8, breakLength: 100, showProxy: true }),
    rejections,
    spans: tree(spans),
    stacks: spans.flatMap((span) => span.events.map((e) => e.attributes["exception.stacktrace"])),
  };
}

const output = {};
for (const [variant, file] of Object.entries(JSON.parse(process.argv[2])))
  output[variant] = await runOne(file);
process.stdout.write(JSON.stringify(output), () => process.exit(0));
