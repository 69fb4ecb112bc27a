// Traces of 10,000 and of 100,000 spans in; how long the page takes to show one and to scroll another, in a real browser, out.
// `npm run build && node scripts/run-ts.mjs bench/view/page.ts`; needs Chromium at /usr/bin/chromium, or at CHROMIUM.
import { type Browser, chromium, type Page } from "playwright-core";
import type { Span } from "../../view/model/span.js";
import { startServer } from "../../view/server/server.js";
import { type DuckDbStore, openStore } from "../../view/store/duckdb/duckdb.js";

const PAGE = "packages/view/dist/page";
const ROUNDS = 5;
const START = BigInt(Date.now() - 60_000) * 1_000_000n;

/** A tree as a program makes it: a few wide levels, many small calls, forty sites in six services. */
function traceOf(size: number, number: number): readonly Span[] {
  const traceId = number.toString(16).padStart(32, "0");
  const idOf = (index: number) => (index + 1).toString(16).padStart(16, "0");
  return Array.from({ length: size }, (_, index): Span => {
    const start = START + BigInt(index) * 1_000_000n;
    const parent = index === 0 ? undefined : (index * 7919) % Math.min(index, 2000);
    return {
      traceId,
      spanId: idOf(index),
      parentId: parent === undefined ? "" : idOf(parent),
      isRemote: false,
      name: `step ${index % 40}`,
      kind: 0,
      start,
      end: start + BigInt(1 + (index % 50)) * 1_000_000n,
      status: index % 500 === 7 ? 2 : 0,
      statusMessage: "",
      service: `service ${index % 6}`,
      scope: "bench",
      resource: { "service.name": `service ${index % 6}` },
      attributes: { "code.file.path": `src/step-${index % 40}.ts`, "code.line.number": 10, index },
      events: [],
      links: [],
    };
  });
}

function pathOf(number: number): string {
  return `/trace/${number.toString(16).padStart(32, "0")}`;
}

async function fill(store: DuckDbStore, spans: readonly Span[]): Promise<void> {
  for (let at = 0; at < spans.length; at += 5000) {
    store.add(spans.slice(at, at + 5000));
    await store.flush();
  }
}

/** Milliseconds from the request until the rows are painted. */
async function firstPaint(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto("about:blank");
  const begun = performance.now();
  await page.goto(url, { waitUntil: "commit" });
  await page.locator(".grid-row").first().waitFor();
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  const took = performance.now() - begun;
  await page.close();
  return took;
}

/** Frames a second while the grid is scrolled by a few rows in each, or the window of time zoomed. */
function frames(page: Page, each: string): Promise<number> {
  return page.evaluate(`(async () => {
    const grid = document.querySelector('[role="treegrid"]');
    const begun = performance.now();
    for (let frame = 0; frame < 180; frame++) {
      ${each};
      await new Promise(requestAnimationFrame);
    }
    return 180_000 / (performance.now() - begun);
  })()`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

async function repeated(measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round++) values.push(await measure());
  return median(values);
}

const store = await openStore();
for (const [at, size] of [10_000, 100_000].entries()) await fill(store, traceOf(size, at + 1));
const server = await startServer(store, { port: 0, pageFolder: PAGE });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const paint = await repeated(() => firstPaint(browser, server.url + pathOf(1)));
const largePaint = await repeated(() => firstPaint(browser, server.url + pathOf(2)));
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(server.url + pathOf(2));
await page.getByRole("button", { name: "Group repeats" }).click();
const scrolled = await repeated(() => frames(page, "grid.scrollTop += 240"));
const zoom = `grid.dispatchEvent(new WheelEvent("wheel", { deltaY: frame % 60 < 30 ? -20 : 20, ctrlKey: true, clientX: 900, clientY: 400, cancelable: true }))`;
const zoomed = await repeated(() => frames(page, zoom));
await browser.close();
await server.close();
await store.close();
console.log(`first paint of 10,000 spans: ${paint.toFixed(0)} ms`);
console.log(`first paint of 100,000 spans: ${largePaint.toFixed(0)} ms`);
console.log(`scrolling 100,000 spans: ${scrolled.toFixed(0)} frames a second`);
console.log(`zooming 100,000 spans: ${zoomed.toFixed(0)} frames a second`);
