// A trace that is saved as an HTML file; what it shows by itself, without a viewer, and what it never does, out.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChromium } from "../harness/chromium.js";
import { axeViolations, LOOKS, openPage, viewerWith } from "./browser.js";
import { below, ms, START, spanOf } from "./spans.js";

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await startChromium();
  folder = mkdtempSync(join(tmpdir(), "uno-saved-"));
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const EVIL = `</script><!--<script>document.title = "taken"</script><img src=x onerror="document.title = 'taken'">`;
const root = spanOf({ name: "checkout", service: "web", length: ms(300) });
const charge = below(root, {
  name: "charge",
  start: START + ms(80),
  length: ms(180),
  status: 2,
  statusMessage: EVIL,
  attributes: { [EVIL]: EVIL, amount: 1299, "code.file.path": "pay.ts", "code.line.number": 3 },
  events: [{ name: "exception", time: START + ms(90), attributes: { "exception.message": "declined" } }],
  links: [{ traceId: "a".repeat(32), spanId: "b".repeat(16), attributes: {} }],
});
const queries = Array.from({ length: 12 }, (_, at) =>
  below(root, { name: "query", start: START + ms(at), length: ms(1) }),
);

async function savedFile(): Promise<string> {
  const url = await viewerWith([root, charge, ...queries]);
  const page = await openPage(browser, `${url}/trace/${root.traceId}`);
  await page.getByText("Save as").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "HTML page" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`trace-${root.traceId}.html`);
  const file = join(folder, "trace.html");
  await download.saveAs(file);
  return file;
}

test("it is the same screen, from the disk, and asks for nothing", async () => {
  const file = await savedFile();
  const page = await openPage(browser, pathToFileURL(file).href);
  const asked: string[] = [];
  page.on("request", (request) => void asked.push(request.url()));
  await page.getByRole("row", { name: /12 × query/ }).waitFor();
  expect(await page.title()).toBe("checkout · uno-trace");
  await page.getByRole("searchbox", { name: "Filter spans" }).fill("attr.amount>1000");
  await page.getByText("1 of 14").waitFor();
  await page.getByRole("row", { name: /charge/ }).click();
  const details = page.getByRole("complementary", { name: "Span" });
  for (const text of ["1299", "declined", "pay.ts:3", "aaaaaaaa", "</script><!--<script>"])
    await details.getByText(text).first().waitFor();
  expect(await details.getByRole("link").count()).toBe(0);
  await page.getByRole("combobox", { name: "Attribute" }).focus();
  await page.getByRole("combobox", { name: "Attribute" }).selectOption("amount");
  await page.getByRole("gridcell", { name: "1299" }).waitFor();
  await page.getByRole("button", { name: "Flame graph" }).click();
  await page.getByRole("group", { name: "Flame graph" }).waitFor();
  expect(asked).toEqual([]);
  expect(await page.title()).toBe("checkout · uno-trace");
  expect(await page.locator("#app script, #app img").count()).toBe(0);
});

test.each(LOOKS)("it has nothing that axe-core finds, at $width pixels, $colorScheme", async (look) => {
  const page = await openPage(browser, pathToFileURL(await savedFile()).href, look);
  await page.getByRole("row", { name: /charge/ }).click();
  expect(await axeViolations(page)).toEqual([]);
});

test("a script that somebody adds to the file is not run", async () => {
  const url = await viewerWith([root]);
  const text = await (await fetch(`${url}/api/export?id=${root.traceId}&format=html`)).text();
  const file = join(folder, "changed.html");
  writeFileSync(file, text.replace("</body>", `<script>document.title = "taken"</script></body>`));
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  await page.getByRole("heading", { name: "checkout" }).waitFor();
  expect(await page.title()).toBe("checkout · uno-trace");
  await context.close();
});
