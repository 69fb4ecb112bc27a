// The list of traces in a real browser: as it comes in, searched by the line, by the form and by the histogram.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startServer } from "../../view/server/server.js";
import { startChromium } from "../harness/chromium.js";
import { axeViolations, BUILT, LOOKS, openPage, overflow, viewerWith } from "./browser.js";
import { below, ms, START, spanOf } from "./spans.js";
import { storeWith } from "./store-with.js";

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser.close());

const fast = Array.from({ length: 6 }, (_, index) =>
  spanOf({ name: `fast ${index}`, service: "shop", start: START + ms(index), length: ms(2) }),
);
const slow = spanOf({
  name: "slow",
  service: "web",
  length: ms(900),
  status: 2,
  attributes: { "http.route": "/cart" },
});
const all = [...fast, slow, below(slow, { name: "query", service: "shop", length: ms(30) })];

const names = (page: Page) => page.locator("table.traces td.name").allTextContents();
const query = (page: Page) => page.getByRole("combobox", { name: "Query" });
const lineOf = (page: Page) => new URL(page.url()).searchParams.get("query") ?? "";

/** A viewer to which more can be sent. */
async function liveViewer() {
  const store = await storeWith([slow]);
  const server = await startServer(store, { port: 0, pageFolder: BUILT });
  onTestFinished(() => server.close());
  const send = async (name: string) => {
    store.add([spanOf({ name, start: BigInt(Date.now()) * 1_000_000n })]);
    await store.flush();
  };
  return { url: server.url, send };
}

describe("live", () => {
  test("new traces come to the top, and wait while the reader points at the list or pauses", async () => {
    const { url, send } = await liveViewer();
    const page = await openPage(browser, url);
    await page.getByRole("link", { name: "slow" }).waitFor();
    await send("second");
    await page.getByRole("link", { name: "second" }).waitFor();
    expect(await names(page)).toEqual(["second", "slow"]);

    await page.getByRole("link", { name: "slow" }).hover();
    await send("third");
    const more = page.getByRole("button", { name: "Show 1 new trace" });
    await more.waitFor();
    expect(await names(page)).toEqual(["second", "slow"]);
    await more.click();
    await page.getByRole("link", { name: "third" }).waitFor();

    await page.mouse.move(0, 0);
    await page.getByRole("button", { name: "Live" }).click();
    await page.getByRole("button", { name: "Paused", pressed: true }).waitFor();
    await send("fourth");
    await page.waitForTimeout(1500);
    expect(await names(page)).toEqual(["third", "second", "slow"]);
    await page.getByRole("button", { name: "Paused" }).click();
    await page.getByRole("link", { name: "fourth" }).waitFor();
  });

  test("another query is answered although the reader points at the list", async () => {
    const page = await openPage(browser, await viewerWith(all));
    await page.getByRole("link", { name: "slow" }).hover();
    await query(page).fill("name:fast*");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "slow" }).waitFor({ state: "detached" });
    expect(await names(page)).toHaveLength(6);
  });

  test("an answer that takes longer than the next news still comes", async () => {
    const { url, send } = await liveViewer();
    const page = await openPage(browser, "about:blank");
    await page.route("**/api/traces**", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1800));
      await route.continue();
    });
    await page.goto(url);
    const sending = setInterval(() => void send("news"), 300);
    await page.getByRole("link", { name: "news" }).first().waitFor();
    clearInterval(sending);
  });

  test("the focus in the list holds it, too", async () => {
    const { url, send } = await liveViewer();
    const page = await openPage(browser, url);
    await page.getByRole("link", { name: "slow" }).focus();
    await send("second");
    await page.getByRole("button", { name: "Show 1 new trace" }).waitFor();
    await page.getByRole("combobox").focus();
    await page.getByRole("link", { name: "second" }).waitFor();
  });
});

describe("the query line", () => {
  test("completes by keyboard alone", async () => {
    const page = await openPage(browser, await viewerWith(all));
    await page.getByRole("link", { name: "slow" }).waitFor();
    await query(page).focus();
    await page.keyboard.type("serv");
    await page.getByRole("option", { name: "service:" }).waitFor();
    expect(await query(page).getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("ArrowDown");
    const chosen = page.getByRole("option", { selected: true });
    expect(await query(page).getAttribute("aria-activedescendant")).toBe(await chosen.getAttribute("id"));
    await page.keyboard.press("Enter");
    expect(await query(page).inputValue()).toBe("service:");
    // Its values follow.
    await page.getByRole("option", { name: "web" }).waitFor();
    await page.keyboard.type("w");
    await page.getByRole("option", { name: "shop" }).waitFor({ state: "detached" });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await query(page).inputValue()).toBe("service:web ");
    await page.keyboard.type("attr.");
    await page.getByRole("option", { name: "attr.http.route:" }).waitFor();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("option").count()).toBe(0);
    await page.keyboard.type("http.route:/cart");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "fast 1" }).waitFor({ state: "detached" });
    expect([lineOf(page), await names(page)]).toEqual(["service:web attr.http.route:/cart", ["slow"]]);
  });

  test("takes a choice by mouse, and says where a mistake is", async () => {
    const page = await openPage(browser, await viewerWith(all));
    await query(page).fill("status:e");
    await page.getByRole("option", { name: "error" }).click();
    expect(await query(page).inputValue()).toBe("status:error ");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("link", { name: "fast 1" }).waitFor({ state: "detached" });
    expect(await names(page)).toEqual(["slow"]);
  });
});

test("the form shows what the line says, and writes it", async () => {
  const page = await openPage(browser, `${await viewerWith(all)}/?query=service%3Ashop kind:internal`);
  await page.getByRole("button", { name: "Form" }).click();
  const form = page.getByRole("form", { name: "Search by fields" });
  expect(await form.getByLabel("Service").inputValue()).toBe("shop");
  await form.getByLabel("Service").fill("");
  await form.getByLabel("At least").fill("100ms");
  await form.getByLabel("Status").selectOption("error");
  await form.getByLabel("Attribute").fill("http.route=/cart");
  await page.keyboard.press("Enter");
  await form.waitFor({ state: "detached" });
  expect(lineOf(page)).toBe("attr.http.route:/cart status:error duration>=100ms kind:internal");
  await expect.poll(() => names(page)).toEqual(["slow"]);
});

describe("the histogram", () => {
  test("narrows by a brush, by mouse, and lets go again", async () => {
    const page = await openPage(browser, await viewerWith(all));
    const box = await page.locator(".histogram svg").boundingBox();
    if (box === null) throw new Error("no histogram");
    await page.mouse.move(box.x + box.width * 0.97, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.8, box.y + 20, { steps: 5 });
    await page.mouse.up();
    await page.getByRole("link", { name: "fast 1" }).waitFor({ state: "detached" });
    expect(lineOf(page)).toMatch(/^duration>=\d+ms$/);
    expect(await names(page)).toEqual(["slow"]);
    expect(await page.locator(".histogram-words").textContent()).toContain("1 span of 8");
    await page.getByRole("button", { name: "All durations" }).click();
    await page.getByRole("link", { name: "fast 1" }).waitFor();
    expect(lineOf(page)).toBe("");
  });

  test("narrows by keyboard, step by step", async () => {
    const page = await openPage(browser, await viewerWith(all));
    const end = page.getByRole("slider", { name: "At most" });
    await end.focus();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => lineOf(page)).toBe("duration<=794ms");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => lineOf(page)).toBe("duration<=631ms");
    expect(await end.getAttribute("aria-valuetext")).toBe("631ms");
    expect(await page.evaluate("document.activeElement.ariaLabel")).toBe("At most");
  });
});

test("the histogram says what the line says, which may lie within a bar", async () => {
  const page = await openPage(browser, `${await viewerWith(all)}/?query=duration>%3D300ms`);
  await page.getByText("300ms to 1.00s: about 1 span of 8").waitFor();
});

test("two traces are picked to be compared", async () => {
  const page = await openPage(browser, await viewerWith(all));
  await page.getByRole("checkbox", { name: /Compare fast 1,/ }).check();
  await page.getByText("Pick another one").waitFor();
  await page.getByRole("checkbox", { name: /Compare slow,/ }).check();
  const href = await page.getByRole("link", { name: "Compare these two" }).getAttribute("href");
  const { searchParams } = new URL(href ?? "", page.url());
  expect([searchParams.get("before"), searchParams.get("after")]).toEqual([
    `trace:${fast[1]?.traceId}`,
    `trace:${slow.traceId}`,
  ]);
});

describe.each(LOOKS)("at $width pixels, $colorScheme,", (look) => {
  test("the list, its form and what completes the line have nothing that axe-core finds, and fit", async () => {
    const page = await openPage(browser, await viewerWith(all), look);
    await page.getByRole("link", { name: "slow" }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await query(page).pressSequentially("attr.");
    await page.getByRole("option", { name: "attr.http.route:" }).waitFor();
    await page.keyboard.press("ArrowDown");
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.getByRole("button", { name: "Form" }).click();
    await page.getByRole("form").waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });
});
