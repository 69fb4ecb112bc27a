// The demo's shop in; a picture of its largest trace on the page of the viewer, docs/view-trace.png, out: `npm run screenshot`.
import { statSync } from "node:fs";
import { chromium } from "playwright-core";
import { buildWithEsbuild } from "../examples/shop/demo/builds.mjs";
import { useShop } from "../examples/shop/demo/scenario.mjs";
import { openViewer } from "../examples/shop/demo/view.mjs";

const FILE = "docs/view-trace.png";
/** Bytes; the picture is part of every clone. */
const MOST = 150_000;

const stop = new AbortController();
try {
  await buildWithEsbuild(stop.signal);
  const traces = await useShop("dist/esbuild", stop.signal);
  // The viewer shows sources of the folder in which it was started.
  const root = process.cwd();
  process.chdir("examples/shop");
  const { url } = await openViewer(traces, stop.signal, 0);
  process.chdir(root);
  await takePicture(url);
} finally {
  stop.abort();
}

async function takePicture(url) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 700 }, colorScheme: "light" });
  const { traceId, span } = await chosen(url);
  await page.goto(`${url}/trace/${traceId}?span=${span.spanId}`);
  await page.getByRole("complementary", { name: "Span" }).getByText("Open in editor").waitFor();
  await page.waitForTimeout(500);
  await page.screenshot({ path: FILE });
  await browser.close();
  const { size } = statSync(FILE);
  if (size > MOST) throw new Error(`${FILE} has ${size} bytes, more than ${MOST}`);
  console.log(`${FILE}: ${size} bytes`);
}

/** The trace with most spans of those in which something failed, and its last span that did not: a stack has paths of this machine. */
async function chosen(url) {
  const ask = async (path) => (await fetch(`${url}/api/${path}`)).json();
  const traces = await untilStored(() => ask("traces?query=status:error"));
  const [{ traceId }] = [...traces].sort((a, b) => b.spans - a.spans);
  const { spans } = await ask(`trace?id=${traceId}`);
  return {
    traceId,
    span: spans.findLast(({ status, attributes }) => status !== 2 && attributes["code.file.path"]),
  };
}

/** Spans are stored half a second after they came. */
async function untilStored(read) {
  for (let round = 0; round < 50; round++) {
    const { traces } = await read();
    if (traces.length > 0) return traces;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("no trace of the demo has failed");
}
