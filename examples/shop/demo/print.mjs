// What the reader of the demo sees: headings and verdict; the trees are those of ConsoleSpanExporter.
import { styleText } from "node:util";
import { ConsoleSpanExporter } from "uno-trace/runtime";

const { FORCE_COLOR, NO_COLOR } = process.env;
const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== "" && FORCE_COLOR !== "0";
const color = !NO_COLOR && (forced || process.stdout.isTTY === true);
const width = Math.min(process.stdout.columns ?? 100, 100);
const exporter = new ConsoleSpanExporter({ stream: process.stdout, color, width });

const paint = (style, text) => (color ? styleText(style, text) : text);
const cut = (text) => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

export function printIntro() {
  console.log(`A shop of two services: orders asks inventory over HTTP, inventory asks PostgreSQL.
Comments mark what is traced in orders, uno-trace.json says it for inventory.
The shop is built in two ways and used twice. Each tree is one request on its way
through both services.`);
}

/** One build: a heading and the tree of each request, which ends with an empty line. */
export async function printPart(title, how, traces) {
  const count = traces.reduce((sum, { spans }) => sum + spans.length, 0);
  const heading = `━━ ${title}: ${traces.length} traces, ${count} spans `;
  console.log(`\n${paint("bold", heading.padEnd(width, "━"))}\n${how}\n`);
  for (const { about, method, path, status, answer, spans } of traces) {
    console.log(`${paint("bold", about)}\n${cut(`${method} ${path} answered ${status} ${answer}`)}`);
    await new Promise((resolve) => exporter.export(spans, resolve));
  }
}

/** Compares the outlines of both builds, says how that went and returns whether they are equal. */
export function printVerdict(first, second) {
  if (first.join("\n") === second.join("\n")) {
    const verdict = paint("green", `Both builds gave the same ${first.length} spans:`);
    console.log(`\n${verdict} names, parents, kinds, status and captured values are equal.`);
    return true;
  }
  console.log(`\n${paint("red", "The builds differ.")}`);
  for (const line of first) if (!second.includes(line)) console.log(`  only with tspc: ${line}`);
  for (const line of second) if (!first.includes(line)) console.log(`  only with esbuild: ${line}`);
  return false;
}
