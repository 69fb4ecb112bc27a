// Spans in; a viewer that has them, and pages of it in a real browser, out.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import type { Span } from "../../view/model/span.js";
import { type ServerOptions, startServer } from "../../view/server/server.js";
import { storeWith } from "./store-with.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** The page as `npm run build` made it. */
export const BUILT: string = join(import.meta.dirname, "../../packages/view/dist/page");

/** How a page is looked at: widths of the two layouts, and both colour schemes. */
export const LOOKS = [
  { width: 1280, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
  { width: 400, colorScheme: "light" },
  { width: 400, colorScheme: "dark" },
] as const;

/** One of them. */
export type Look = (typeof LOOKS)[number];

/** A viewer of the page as it was built, until the test ends. @returns its address */
export async function viewerWith(spans: readonly Span[], options: ServerOptions = {}): Promise<string> {
  const store = await storeWith(spans);
  const server = await startServer(store, { port: 0, pageFolder: BUILT, ...options });
  onTestFinished(() => server.close());
  return server.url;
}

/** A page that fails its test where it logs an error, as a breach of its content security policy is. */
export async function openPage(
  browser: Browser,
  url: string,
  { width, colorScheme }: Look = LOOKS[0],
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    // What the API refuses, the page says itself.
    const isRefusal = message.location().url.includes("/api/");
    if (message.type() === "error" && !isRefusal) faults.push(message.text());
  });
  page.on("pageerror", ({ message }) => void faults.push(message));
  onTestFinished(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });
  await page.goto(url);
  return page;
}

/** What axe-core finds wrong with a page as it is now, in words. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  // Evaluated by the debugger, which the page's own policy does not bind.
  await page.evaluate(`${AXE};1`);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(" ")}: ${failureSummary}`),
  );
}

/** Nothing is wider than the window, but for what scrolls by itself. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate("document.documentElement.scrollWidth - innerWidth");
}
