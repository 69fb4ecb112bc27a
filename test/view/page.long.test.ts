// The page in a real browser: where it leads, by mouse and by keyboard, what it makes of texts of strangers, and for whom it is legible.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startChromium } from "../harness/chromium.js";
import { axeViolations, LOOKS, openPage, overflow, viewerWith } from "./browser.js";
import { below, ms, START, spanOf } from "./spans.js";

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());

const root = spanOf({ name: "checkout", service: "web", length: ms(30) });
const charge = below(root, { name: "charge", service: "payments", length: ms(10), status: 2 });

/** What would act, if anything made HTML of it. */
const EVIL = `</td></script><script>document.title = "taken"</script><img src=x onerror="document.title = 'taken'">'&{{`;

describe("the page", () => {
  test("lists traces, leads to one and back, and keeps the query in the address", async () => {
    const url = await viewerWith([root, charge, spanOf({ name: "other" })]);
    const page = await openPage(browser, url);
    await page.getByRole("link", { name: "checkout" }).click();
    await page.getByRole("heading", { name: "checkout" }).waitFor();
    expect(page.url()).toBe(`${url}/trace/${root.traceId}`);
    expect(await page.title()).toBe("checkout · uno-trace");
    await page.goBack();
    await page.getByRole("link", { name: "other" }).waitFor();
    await page.getByRole("combobox", { name: "Query" }).fill("name:check*");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "other" }).waitFor({ state: "detached" });
    expect(page.url()).toBe(`${url}/?query=name%3Acheck*`);
    await page.reload();
    await page.getByRole("link", { name: "checkout" }).waitFor();
    expect(await page.getByRole("combobox", { name: "Query" }).inputValue()).toBe("name:check*");
    expect(await page.title()).toBe("Traces · uno-trace");
  });

  test("says what is wrong with a query, where nothing is, and where to send spans", async () => {
    const url = await viewerWith([]);
    const page = await openPage(browser, url);
    await page.getByText(`OTEL_EXPORTER_OTLP_ENDPOINT=${url}`).waitFor();
    await page.getByRole("combobox", { name: "Query" }).fill("service:nobody");
    await page.keyboard.press("Enter");
    await page.getByText("No span matches").waitFor();
  });

  test("makes HTML of nothing", async () => {
    const span = spanOf({
      name: EVIL,
      service: EVIL,
      scope: EVIL,
      status: 2,
      statusMessage: EVIL,
      resource: { "service.name": EVIL, [EVIL]: EVIL },
      attributes: { [EVIL]: EVIL, "code.file.path": EVIL, list: [EVIL] },
      events: [{ name: EVIL, time: START, attributes: { [EVIL]: EVIL } }],
      links: [{ traceId: "1".repeat(32), spanId: "2".repeat(16), attributes: { [EVIL]: EVIL } }],
    });
    const url = await viewerWith([span]);
    const query = encodeURIComponent(`name="${EVIL.replaceAll('"', '\\"')}"`);
    for (const path of ["/", `/?query=${query}`, `/trace/${span.traceId}`]) {
      const page = await openPage(browser, url + path);
      await page.getByText("<script>").first().waitFor();
      expect(await page.locator("#app script, #app img").count()).toBe(0);
      expect(await page.title()).not.toBe("taken");
    }
  });

  test("is used by keyboard alone", async () => {
    const url = await viewerWith([root, charge]);
    const page = await openPage(browser, url);
    await page.getByRole("link", { name: "checkout" }).waitFor();
    const focused = () =>
      page.evaluate("document.activeElement.textContent || document.activeElement.ariaLabel");
    const seen: unknown[] = [];
    for (let step = 0; step < 16 && seen.at(-1) !== "checkout"; step++) {
      await page.keyboard.press("Tab");
      seen.push(await focused());
    }
    expect(seen).toEqual([
      "uno-trace",
      "Traces",
      "Operations",
      "Services",
      "Compare",
      "Query",
      "Search",
      "Form",
      "Live",
      "At least",
      "At most",
      expect.stringContaining("Compare checkout"),
      "checkout",
    ]);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "checkout" }).waitFor();
  });
});

describe.each(LOOKS)("at $width pixels, $colorScheme,", (look) => {
  test("the list and a trace have nothing that axe-core finds, and fit", async () => {
    const url = await viewerWith([root, charge]);
    for (const path of ["/", `/trace/${root.traceId}`]) {
      const page = await openPage(browser, url + path, look);
      await page.getByText("checkout").first().waitFor();
      expect(await axeViolations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    }
  });
});
